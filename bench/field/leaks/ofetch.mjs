// ofetch 1.3.3: the timer of the option `timeout` runs on after the answer has come, and holds what belongs to the
// request until then: here for a minute. Reported in unjs/ofetch#361; 1.4.0 clears it.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { ofetch } from 'ofetch'

export default async lab => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end('{"ok":true}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  lab.defer(() => server.close())
  const url = `http://127.0.0.1:${server.address().port}/`
  return async () => {
    await ofetch(url, { timeout: 60_000 })
  }
}
