// Tests of Node's own runner, in this process, at their end.
import assert from 'node:assert/strict'
import { after, describe, mock, test } from 'node:test'
import { writeSnapshot } from './write.mjs'

const database = { find: id => ({ id, rows: new Array(100).fill(id) }) }
for (let suite = 0; suite < 20; suite++)
  describe(`suite ${suite}`, () => {
    const found = mock.method(database, 'find')
    for (let at = 0; at < 20; at++) test(`test ${at}`, () => assert.equal(database.find(at).id, at))
    after(() => assert.ok(found.mock.callCount() >= 20))
  })
process.once('exit', writeSnapshot)
