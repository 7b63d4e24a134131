// Trials in one process run one at a time, also after one that failed.
import { expect, test } from 'vitest'
import { enqueue } from '../../src/in-process/queue.ts'

test('a call begins when the one before has ended, also by an error', async () => {
  const log: string[] = []
  const first = enqueue(async () => {
    log.push('first')
    await Promise.resolve()
    log.push('first ended')
    throw new Error('in the first')
  })
  const second = enqueue(async () => log.push('second'))
  await expect(first).rejects.toThrow('in the first')
  await second
  expect(log).toEqual(['first', 'first ended', 'second'])
})
