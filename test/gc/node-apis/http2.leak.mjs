// Clean steps of node:http2 against a server of the scenario: each stream is closed.
import { once } from 'node:events'
import { connect, createServer } from 'node:http2'

/** @returns the address of a server of the scenario */
async function startServer(lab) {
  const server = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  lab.defer(() => new Promise(resolve => server.close(resolve)))
  return `http://127.0.0.1:${server.address().port}`
}

/** Sends a request over a session, and waits until its stream is closed. */
async function ask(session) {
  const stream = session.request({ ':path': '/' })
  stream.resume()
  await once(stream, 'close')
}

/** Closes a session, and waits until it is closed. */
const close = session => new Promise(resolve => session.close(resolve))

export default {
  title: 'HTTP/2',
  ask: 'Does a stream of HTTP/2 leave something behind when it is closed?',
  learn: 'It does not. A session lives until it is closed, a stream until its response was read.',
  collects: {
    'a request over a session that stays': async lab => {
      const address = await startServer(lab)
      const session = connect(address)
      lab.defer(() => close(session))
      return () => ask(session)
    },
    'a session in each step': async lab => {
      const address = await startServer(lab)
      return async () => {
        const session = connect(address)
        await ask(session)
        await close(session)
      }
    },
  },
}
