// A plain server after 400 requests, while its connections are kept alive.
import { createServer } from 'node:http'
import { manyPaths, request } from './requests.mjs'
import { writeSnapshot } from './write.mjs'

const server = createServer((incoming, outgoing) => {
  outgoing.setHeader('content-type', 'application/json')
  outgoing.end(JSON.stringify({ path: incoming.url }))
}).listen(0, '127.0.0.1', async () => {
  await request(server.address().port, manyPaths)
  writeSnapshot()
  process.exit()
})
