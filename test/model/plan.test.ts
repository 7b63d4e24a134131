// The limits that a caller of the library gives.
import { expect, test } from 'vitest'
import { makePlan } from '../../src/model/plan.ts'
import { UsageError } from '../../src/model/usage-error.ts'

const fallback = { timeoutMs: 60_000, snapshots: 'always' as const }

test('an option that is left out has its default', () => {
  const plan = { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512, snapshots: 'always' }
  expect(makePlan({}, fallback)).toEqual(plan)
  expect(makePlan({ rounds: 9, paths: false, timeoutMs: 0.5e3 }, fallback)).toEqual({
    ...plan,
    rounds: 9,
    snapshots: 'never',
    timeoutMs: 500,
  })
})

test.each([
  [{ rounds: 2 }, 'rounds is 2', 'a whole number from 3 to 20000'],
  [{ steps: 1.5 }, 'steps is 1.5', 'a whole number from 1 to 1000000000'],
  [{ retries: 1000 }, 'retries is 1000', 'a whole number from 0 to 100'],
  [{ heapLimitMb: 2e6 }, 'heapLimitMb is 2000000', 'a whole number from 16 to 1000000'],
  [{ timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs is Infinity', 'a number from 1 to 2000000000'],
  [{ heapLimitMb: '64' as unknown as number }, "heapLimitMb is '64'", 'a whole number from 16 to 1000000'],
])('%o is refused, with what it may be', (options, message, hint) => {
  const attempt = () => makePlan(options, fallback)
  expect(attempt).toThrow(UsageError)
  expect(attempt).toThrow(message)
  expect(attempt).toThrow(expect.objectContaining({ hint: expect.stringContaining(hint) }))
})
