// Out of memory: a leak if memory rose from round to round, otherwise a scenario that needs a higher limit.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostile, runAndRecord } from './leaklab.ts'

const run = (variant: string) =>
  runAndRecord([
    'run',
    join(hostile, 'exhausts.mjs'),
    '--variant',
    variant,
    '--heap-limit',
    '40',
    '--steps',
    '20',
  ])

test.concurrent('memory that runs out bit by bit is a leak', async () => {
  const result = await run('bit by bit')
  expect(result.verdictOf('bit by bit').outcome).toBe('leaking')
  expect(result.code).toBe(0)
})

test.concurrent.each(['at once', 'at once in setup'])('%s: nothing is known about growth', async variant => {
  const result = await run(variant)
  expect(result.endingOf(variant)).toMatchObject({ kind: 'exhausted', limitMb: 40 })
  expect(result.words).toContain('out of memory at 40 MB')
  expect(result.words).toContain('--heap-limit 80')
  expect(result.code).toBe(3)
})
