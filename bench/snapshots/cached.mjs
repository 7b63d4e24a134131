// A server that keeps each answer, and the sessions of its visitors by two keys.
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { manyPaths, request } from './requests.mjs'
import { writeSnapshot } from './write.mjs'

class Session {
  constructor(path) {
    this.id = randomUUID()
    this.path = path
    this.seen = new Date()
  }
}

class Answers {
  #byPath = new Map()
  find(path, render) {
    if (!this.#byPath.has(path)) this.#byPath.set(path, render(path))
    return this.#byPath.get(path)
  }
}

const answers = new Answers()
const sessions = { byId: new Map(), byPath: new Map() }

function render(path) {
  const rows = Array.from({ length: 50 }, (_, at) => ({
    at,
    hash: createHash('sha1')
      .update(path + at)
      .digest('hex'),
  }))
  return { rows, body: Buffer.from(JSON.stringify(rows)) }
}

const server = createServer((incoming, outgoing) => {
  const session = new Session(incoming.url)
  sessions.byId.set(session.id, session)
  sessions.byPath.set(session.path, session)
  outgoing.end(answers.find(incoming.url, render).body)
}).listen(0, '127.0.0.1', async () => {
  await request(server.address().port, manyPaths)
  writeSnapshot()
  process.exit()
})
