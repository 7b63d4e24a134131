// Does one signal end many children, without a warning?
import { getEventListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whenAborted } from '../../src/child/when-aborted.ts'
import { mapConcurrently } from '../../src/run/map-concurrently.ts'

const warnings: Error[] = []
const keep = (warning: Error) => warnings.push(warning)
beforeEach(() => {
  warnings.length = 0
  process.on('warning', keep)
})
afterEach(() => process.removeListener('warning', keep))

test('a pool of 64 waits for one signal, with one listener and no warning', async () => {
  const { signal } = new AbortController()
  let most = 0
  await mapConcurrently([...Array(200).keys()], 64, async () => {
    const forget = whenAborted(signal, () => {})
    await setImmediate()
    most = Math.max(most, getEventListeners(signal, 'abort').length)
    forget()
  })
  expect(most).toBe(1)
  expect(warnings).toEqual([])
})

test('all that wait are called once, and none that no longer waits', () => {
  const controller = new AbortController()
  const called: number[] = []
  const forgets = [1, 2, 3].map(number => whenAborted(controller.signal, () => called.push(number)))
  forgets[1]!()
  controller.abort()
  controller.abort()
  expect(called).toEqual([1, 3])
})
