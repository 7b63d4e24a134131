// Clean steps of node:http against a server of the scenario: each response is read to its end.
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'

/** @returns a server of the scenario, and its port */
async function startServer(lab, answer = (_request, response) => response.end('hello')) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  lab.defer(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return { server, port: server.address().port }
}

/** Sends a request, and waits until its response is closed. */
async function ask(options, body) {
  const sent = request({ host: '127.0.0.1', ...options })
  sent.end(body)
  const [response] = await once(sent, 'response')
  response.resume()
  await once(response, 'close')
  return sent
}

export default {
  title: 'HTTP',
  ask: 'Does a request leave something behind when its response was read?',
  learn:
    'It does not. Read each response to its end, or its connection cannot be used again. An agent with keep-alive keeps open connections, not requests.',
  collects: {
    'a connection for each request': async lab => {
      const { port } = await startServer(lab)
      return async () => {
        const sent = await ask({ port, agent: false })
        if (!sent.socket.destroyed) await once(sent.socket, 'close')
      }
    },
    'a connection that is kept alive': async lab => {
      const { port } = await startServer(lab)
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      lab.defer(() => agent.destroy())
      return () => ask({ port, agent })
    },
    'an agent in each step': async lab => {
      const { port } = await startServer(lab)
      return async () => {
        const agent = new Agent({ keepAlive: true })
        const { socket } = await ask({ port, agent })
        const closed = once(socket, 'close')
        agent.destroy()
        await closed
      }
    },
    'a body sent and sent back': async lab => {
      const { port } = await startServer(lab, (request, response) => request.pipe(response))
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      lab.defer(() => agent.destroy())
      return () => ask({ port, agent, method: 'POST' }, 'a few words')
    },
    'a server in each step': () => async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      await new Promise(resolve => server.close(resolve))
    },
  },
}
