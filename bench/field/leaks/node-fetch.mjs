// node-fetch 3.1.0: each request adds listeners to its socket, and a socket of a keep-alive agent has many requests.
// Reported in node-fetch/node-fetch#1295 and #1446; fixed by #1474.
import { once } from 'node:events'
import { Agent, createServer } from 'node:http'
import fetch from 'node-fetch'

export default async lab => {
  const server = createServer((_request, response) => response.end('{"ok":true}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  lab.defer(() => {
    agent.destroy()
    server.close()
  })
  const url = `http://127.0.0.1:${server.address().port}/`
  return async () => {
    const response = await fetch(url, { agent })
    await response.json()
  }
}
