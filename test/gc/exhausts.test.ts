// Out of memory: a leak where memory rose from round to round, else a scenario that needs more of it.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostile, tell } from './leaklab.ts'

const run = (variant: string) =>
  tell(['run', join(hostile, 'exhausts.mjs'), '--variant', variant, '--heap-limit', '40', '--steps', '20'])

test.concurrent('bit by bit, it is a leak', async () => {
  const told = await run('bit by bit')
  expect(told.verdictOf('bit by bit').outcome).toBe('leaking')
  expect(told.code).toBe(0)
})

test.concurrent.each(['at once', 'at once in setup'])('%s, nothing is known of growth', async variant => {
  const told = await run(variant)
  expect(told.endingOf(variant)).toMatchObject({ kind: 'exhausted', limitMb: 40 })
  expect(told.words).toContain('out of memory at 40 MB')
  expect(told.words).toContain('--heap-limit 80')
  expect(told.code).toBe(3)
})
