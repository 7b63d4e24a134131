// Clean steps of node:url: each address is parsed and dropped.
import { domainToASCII, fileURLToPath, format, parse, pathToFileURL, urlToHttpOptions } from 'node:url'

export default {
  title: 'Addresses',
  ask: 'Does an address live longer than its last reference?',
  learn: 'It does not. An address is an object like others.',
  collects: {
    'a URL changed': () => () => {
      const url = new URL('/a?b=1', 'https://example.com')
      url.searchParams.append('c', '2')
      url.hash = 'd'
      return url.href
    },
    'a URL that is wrong': () => () => {
      try {
        new URL('not an address')
      } catch (error) {
        if (error.code !== 'ERR_INVALID_URL') throw error
      }
    },
    'URL.canParse': () => () => URL.canParse('https://example.com'),
    'URLSearchParams sorted': () => () => {
      const parameters = new URLSearchParams({ b: '1', a: '2' })
      parameters.sort()
      return parameters.toString()
    },
    'paths of files': () => () => fileURLToPath(pathToFileURL('/home/ada/a b.txt')),
    'the older parse and format': () => () => format(parse('https://ada@example.com:8080/a?b=1#c', true)),
    'a domain written in ASCII': () => () => domainToASCII('español.com'),
    'options of a request': () => () => urlToHttpOptions(new URL('https://example.com/a')),
  },
}
