// axios 0.21.4: a request that is given a cancel token chains itself to the token's promise, which stays pending; a
// token for many requests keeps them all. Reported in axios/axios#3001; 0.22.0 (#3305) subscribes, and unsubscribes.
import { once } from 'node:events'
import { createServer } from 'node:http'
import axios from 'axios'

export default async lab => {
  const server = createServer((_request, response) => response.end('{"ok":true}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  lab.defer(() => server.close())
  const { token } = axios.CancelToken.source()
  const url = `http://127.0.0.1:${server.address().port}/`
  return async () => {
    await axios.get(url, { cancelToken: token, proxy: false })
  }
}
