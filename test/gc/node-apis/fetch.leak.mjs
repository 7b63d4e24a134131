// Clean steps of fetch and its classes: each body is read to its end.
import { once } from 'node:events'
import { createServer } from 'node:http'

/** @returns the address of a server of the scenario */
async function startServer(lab, answer = (_request, response) => response.end('{"a":1}')) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  lab.defer(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return `http://127.0.0.1:${server.address().port}`
}

/**
 * Sends a request, reads its body, and clears what the timeline keeps of the request: Node.js records requests of fetch there, up to
 * 250 until they are cleared.
 */
async function ask(address, options, read = response => response.text()) {
  const value = await read(await fetch(address, options))
  performance.clearResourceTimings()
  return value
}

export default {
  title: 'fetch',
  ask: 'Does a request of fetch leave something behind when its body was read?',
  learn:
    'It does not. Read or cancel each body: then the connection is used again, and the response is freed with its last reference. The timeline keeps up to 250 requests until they are cleared.',
  collects: {
    'a body read as text': async lab => {
      const address = await startServer(lab)
      return () => ask(address)
    },
    'a body read as JSON': async lab => {
      const address = await startServer(lab)
      return async () => {
        const { a } = await ask(address, {}, response => response.json())
        if (a !== 1) throw new Error('another value')
      }
    },
    'a body sent and sent back': async lab => {
      const address = await startServer(lab, (request, response) => request.pipe(response))
      return () => ask(address, { method: 'POST', body: 'a few words' }, response => response.arrayBuffer())
    },
    'a request with a signal': async lab => {
      const address = await startServer(lab)
      return () => ask(address, { signal: new AbortController().signal })
    },
    'a data URL': () => async () => {
      await (await fetch('data:text/plain,hello')).text()
    },
    'a Response made and read': () => () => Response.json({ a: 1 }).json(),
    'a Request made and cloned': () => () =>
      new Request('http://localhost/', { method: 'POST', body: 'hello' }).clone().text(),
    Headers: () => () => {
      const headers = new Headers({ accept: 'text/plain' })
      headers.append('accept', 'text/html')
      return [...headers]
    },
    FormData: () => () => {
      const form = new FormData()
      form.set('file', new Blob(['hello']), 'hello.txt')
      return form.get('file').size
    },
  },
}
