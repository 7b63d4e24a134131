// A scenario that ends its own process has no verdict, whatever code it ends with.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, type Told, tell } from './leaklab.ts'

let told: Told
beforeAll(async () => {
  told = await tell(['run', join(hostile, 'exits.mjs')])
})

test('the exit code says that scenarios could not be run', () => {
  expect(told.code).toBe(3)
  expect(told.stderr).toBe('')
})

test.each([
  ['exit 0 in setup', { kind: 'exited', code: 0 }, 'exit code 0'],
  ['exit 5 in setup', { kind: 'exited', code: 5 }, 'exit code 5'],
  ['exit 0 in a step', { kind: 'exited', code: 0 }, 'exit code 0'],
  ['exit 5 in a step', { kind: 'exited', code: 5 }, 'exit code 5'],
  ['exit in clean-up', { kind: 'exited', code: 0 }, 'exit code 0'],
  ['abort', { kind: 'killed', signal: 'SIGABRT' }, 'SIGABRT'],
  ['kills itself', { kind: 'killed', signal: 'SIGKILL' }, 'SIGKILL'],
  ['terminates itself', { kind: 'killed', signal: 'SIGTERM' }, 'SIGTERM'],
  ['says that memory is out', { kind: 'exited', code: 1 }, 'exit code 1'],
])('%s', (variant, ending, message) => {
  expect(told.endingOf(variant)).toEqual(ending)
  expect(told.verdictOf(variant).outcome).toBe('failed')
  expect(told.words).toContain(message)
})

test('an exit code that was only set changes nothing', () => {
  expect(told.endingOf('only an exit code')).toEqual({ kind: 'complete' })
  expect(told.verdictOf('only an exit code').claimMet).toBe(true)
})
