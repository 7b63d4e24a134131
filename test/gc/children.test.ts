// Processes that a scenario starts end with it, even those in a session of their own.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, isAlive, linesOf, newFolder, type RecordedRun, runAndRecord, until } from './leaklab.ts'

let result: RecordedRun
let pids: number[]
beforeAll(async () => {
  const file = join(newFolder(), 'pids')
  const args = ['check', join(hostile, 'children.mjs'), '--timeout', '12', '--jobs', '6']
  result = await runAndRecord(args, { env: { PIDS: file } })
  pids = linesOf(file).map(Number)
})

test('every variant ran', () => {
  expect(result.variants).toHaveLength(23)
  expect(pids.length).toBeGreaterThanOrEqual(23)
  expect(result.code).toBe(3)
})

test('no process is left', async () => {
  await until('every process of the scenario is gone', () => {
    const left = pids.filter(isAlive)
    return left.length === 0 || left.join(', ')
  })
})

test('a process that keeps the output open does not change how the variant ended', () => {
  for (const variant of result.variants) {
    const { kind } = result.endingOf(variant)
    if (variant.endsWith('then exits')) expect(result.endingOf(variant)).toEqual({ kind: 'exited', code: 7 })
    else if (variant.endsWith('then throws')) expect(kind, variant).toBe('failed')
    else if (variant.endsWith('then hangs')) expect(kind, variant).toBe('timeout')
    else expect(kind, variant).toBe('complete')
  }
})
