// A time limit for a promise: it settles in time, it does not, it rejects, it is aborted.
import { expect, test } from 'vitest'
import { settlesInTime } from '../../src/in-process/time-limit.ts'

test('settles in time, too late, with an error, or is aborted', async () => {
  const never = new Promise(() => {})
  expect(await settlesInTime(() => Promise.resolve(), 60_000, undefined)).toBe(true)
  expect(await settlesInTime(() => never, 1, undefined)).toBe(false)
  await expect(settlesInTime(() => Promise.reject(new Error('no')), 60_000, undefined)).rejects.toThrow('no')
  const controller = new AbortController()
  const waiting = settlesInTime(() => never, 60_000, controller.signal)
  controller.abort('enough')
  await expect(waiting).rejects.toBe('enough')
})

test('the work starts when the timer is active, which is none of its own', async () => {
  const countTimers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = countTimers()
  let during = 0
  const start = async () => {
    during = countTimers()
  }
  expect(await settlesInTime(start, 60_000, undefined)).toBe(true)
  expect(during).toBe(before + 1)
  expect(countTimers()).toBe(before)
})
