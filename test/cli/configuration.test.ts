// A configuration that cannot be read: whatever it throws, the problem is said in a bounded text.
import { expect, test } from 'vitest'
import { requireConfiguration } from '../../src/cli/configuration.ts'

const file = 'leaklab.config.mjs'
const unreadable = {
  toString(): never {
    throw new TypeError('it has no text')
  },
}

test.each<[string, unknown, string]>([
  ['an error', new Error('not today'), 'not today'],
  ['an object without a text', Object.create(null), 'Object: null prototype'],
  ['an object whose text throws', unreadable, 'which is no Error'],
  ['nothing', undefined, 'undefined was thrown, which is no Error'],
  ['an error without a message', new RangeError(), 'RangeError'],
  [
    'an error whose message is no text',
    Object.assign(new Error(), { message: Symbol('a') }),
    'cannot be read',
  ],
  ['an error with a long message', new Error('x'.repeat(1e6)), 'xxx …'],
])('a setting that throws %s', (_, error, message) => {
  const configuration = {
    get jobs() {
      throw error
    },
  }
  const read = () => requireConfiguration(file, configuration)
  expect(read).toThrow(message)
  expect(read).toThrow(
    expect.objectContaining({ code: 'configuration-unloadable', hint: expect.stringMatching(/./) }),
  )
  expect(read).not.toThrow(/x{3000}/)
})

test('a long key that is not known', () => {
  const read = () => requireConfiguration(file, { ['k'.repeat(1e6)]: 1 })
  expect(read).toThrow(`there is no setting '${'k'.repeat(100)} …'`)
})
