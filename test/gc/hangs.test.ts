// Scenarios that never end are stopped; those that can never go on are found out without waiting.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { brief, hostile, tell } from './leaklab.ts'

const variants = (ends: string) => ['setup', 'a step', 'clean-up'].map(where => ends.replace('*', where))
const run = (variant: string, ...options: string[]) =>
  tell(['run', join(hostile, 'hangs.mjs'), '--variant', variant, ...brief, ...options])

test.concurrent.each([...variants('sync in *'), ...variants('async in *, alive'), 'stops itself'])(
  '%s: stopped at the time limit',
  async variant => {
    const told = await run(variant, '--timeout', '3')
    expect(told.endingOf(variant)).toEqual({ kind: 'timeout', afterMs: 3000 })
    expect(told.words).toContain('within 3 s')
    expect(told.words).toMatch(/Try: look for .*(--timeout|promise)/)
    expect(told.code).toBe(3)
  },
)

test.concurrent.each(variants('async in *, starved'))('%s: told at once', async variant => {
  const told = await run(variant)
  expect(told.endingOf(variant)).toMatchObject({
    kind: 'failed',
    failure: { message: expect.stringContaining('never settles') },
  })
  expect(told.code).toBe(3)
})
