// An application with routes, a parser of bodies and sessions in memory, after 400 requests.
import express from 'express'
import session from 'express-session'
import { manyPaths, request } from './requests.mjs'
import { writeSnapshot } from './write.mjs'

const app = express()
app.use(express.json())
app.use(session({ secret: 'a', resave: false, saveUninitialized: true }))
for (const name of ['users', 'orders', 'carts'])
  app.get(`/${name}/:id`, (incoming, outgoing) => {
    incoming.session.visited = [...(incoming.session.visited ?? []), incoming.url]
    outgoing.json({ [name]: incoming.params.id })
  })
const server = app.listen(0, '127.0.0.1', async () => {
  await request(server.address().port, manyPaths)
  console.error = () => {}
  writeSnapshot()
  process.exit()
})
