// Trials in one process: one at a time, whatever becomes of the one before; and none for ever.
import { expect, test } from 'vitest'
import { inTurn, untilEnd } from '../../src/in-process/bounds.ts'

test('one begins when the one before has ended, well or not', async () => {
  const told: string[] = []
  const first = inTurn(async () => {
    told.push('first')
    await Promise.resolve()
    told.push('first ended')
    throw new Error('in the first')
  })
  const second = inTurn(async () => told.push('second'))
  await expect(first).rejects.toThrow('in the first')
  await second
  expect(told).toEqual(['first', 'first ended', 'second'])
})

test('what ends in time, what does not, what throws, what is aborted', async () => {
  const never = new Promise(() => {})
  expect(await untilEnd(Promise.resolve(), 60_000, undefined)).toBe(true)
  expect(await untilEnd(never, 1, undefined)).toBe(false)
  await expect(untilEnd(Promise.reject(new Error('no')), 60_000, undefined)).rejects.toThrow('no')
  const controller = new AbortController()
  const waiting = untilEnd(never, 60_000, controller.signal)
  controller.abort('enough')
  await expect(waiting).rejects.toBe('enough')
})
