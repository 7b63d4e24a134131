// What the harness stands on is replaced by the scenario: the verdict stays right, for a leak and for a clean step.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, type Told, tell } from './leaklab.ts'

let told: Told
beforeAll(async () => {
  told = await tell(['check', join(hostile, 'replaces.mjs')])
})

test('every claim is met', () => {
  expect(told.words).toContain('24 claims met')
  expect(told.code).toBe(0)
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
  expect(told.verdictOf(`${name}, leak`).outcome).toBe('leaking')
  expect(told.verdictOf(`${name}, clean`).outcome).toBe('collected')
})
