// A scenario replaces built-ins that the harness uses: the verdict stays right, for a leak and for a clean step.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, type RecordedRun, runAndRecord } from './leaklab.ts'

let result: RecordedRun
beforeAll(async () => {
  result = await runAndRecord(['check', join(hostile, 'replaces.mjs')])
})

test('every claim is met', () => {
  expect(result.words).toContain('24 claims met')
  expect(result.code).toBe(0)
})

test.each([
  'gc',
  'memoryUsage',
  'console.log',
  'JSON.stringify',
  'JSON.parse',
  'toJSON',
  'Promise',
  'WeakRef.prototype.deref',
  'FinalizationRegistry',
  'setImmediate',
  'performance.now',
  'fs.writeSync',
])('%s', name => {
  expect(result.verdictOf(`${name}, leak`).outcome).toBe('leaking')
  expect(result.verdictOf(`${name}, clean`).outcome).toBe('collected')
})
