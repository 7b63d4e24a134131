// timed-out 3.1.0: waits for 'connect' on the socket of each request; a socket that is kept alive has connected long
// ago, and its listeners pile up. Reported in sindresorhus/timed-out#9; 3.1.1 asks first.
import { once } from 'node:events'
import { Agent, createServer, get } from 'node:http'
import timedOut from 'timed-out'

export default async lab => {
  const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  lab.defer(() => {
    agent.destroy()
    server.close()
  })
  const { port } = server.address()
  return async () => {
    const request = get({ host: '127.0.0.1', port, agent })
    timedOut(request, { connect: 5000, socket: 10_000 })
    const [response] = await once(request, 'response')
    response.resume()
    await once(response, 'end')
  }
}
