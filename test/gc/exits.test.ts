// A scenario that ends its own process has no verdict, with any exit code.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, type RecordedRun, runAndRecord } from './leaklab.ts'

let result: RecordedRun
beforeAll(async () => {
  result = await runAndRecord(['run', join(hostile, 'exits.mjs')])
})

test('the exit code says that scenarios could not be run', () => {
  expect(result.code).toBe(3)
  expect(result.stderr).toBe('')
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
  expect(result.endingOf(variant)).toEqual(ending)
  expect(result.verdictOf(variant).outcome).toBe('failed')
  expect(result.words).toContain(message)
})

test('setting process.exitCode changes nothing', () => {
  expect(result.endingOf('only an exit code')).toEqual({ kind: 'complete' })
  expect(result.verdictOf('only an exit code').claimMet).toBe(true)
})
