// An application with schemas, decorators and a plugin, after 400 requests.
import Fastify from 'fastify'
import { manyPaths, request } from './requests.mjs'
import { writeSnapshot } from './write.mjs'

const app = Fastify()
app.decorate('visits', new Map())
app.register(async inner => {
  inner.addHook('onRequest', async incoming => {
    inner.visits.set(incoming.id, incoming.url)
  })
  for (const name of ['users', 'orders'])
    inner.get(
      `/${name}/:id`,
      { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } },
      async incoming => ({ [name]: incoming.params.id }),
    )
})
await app.listen({ port: 0, host: '127.0.0.1' })
await request(app.server.address().port, manyPaths)
writeSnapshot()
process.exit()
