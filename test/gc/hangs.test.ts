// Scenarios that never end are stopped at the time limit; those that can never continue are reported at once.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { brief, hostile, runAndRecord } from './leaklab.ts'

const variants = (ends: string) => ['setup', 'a step', 'clean-up'].map(where => ends.replace('*', where))
const run = (variant: string, ...options: string[]) =>
  runAndRecord(['run', join(hostile, 'hangs.mjs'), '--variant', variant, ...brief, ...options])

test.concurrent.each([...variants('sync in *'), ...variants('async in *, alive'), 'stops itself'])(
  '%s: stopped at the time limit',
  async variant => {
    const result = await run(variant, '--timeout', '3')
    expect(result.endingOf(variant)).toEqual({ kind: 'timeout', afterMs: 3000 })
    expect(result.words).toContain('within 3 s')
    expect(result.words).toMatch(/Try: look for .*(--timeout|promise)/)
    expect(result.code).toBe(3)
  },
)

test.concurrent.each(variants('async in *, starved'))('%s: reported at once', async variant => {
  const result = await run(variant)
  expect(result.endingOf(variant)).toMatchObject({
    kind: 'failed',
    failure: { message: expect.stringContaining('never settles') },
  })
  expect(result.code).toBe(3)
})
