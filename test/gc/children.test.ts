// A scenario's own processes end with it, also those in a session of their own.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, isAlive, linesOf, newFolder, type Told, tell, until } from './leaklab.ts'

let told: Told
let pids: number[]
beforeAll(async () => {
  const file = join(newFolder(), 'pids')
  const args = ['check', join(hostile, 'children.mjs'), '--timeout', '8', '--jobs', '6']
  told = await tell(args, { env: { PIDS: file } })
  pids = linesOf(file).map(Number)
})

test('every family was lived', () => {
  expect(told.variants).toHaveLength(23)
  expect(pids.length).toBeGreaterThanOrEqual(23)
  expect(told.code).toBe(3)
})

test('nobody is left', async () => {
  await until('every process of the scenario is gone', () => {
    const left = pids.filter(isAlive)
    return left.length === 0 || left.join(', ')
  })
})

test('whoever holds its output open does not change how it ended', () => {
  for (const variant of told.variants) {
    const { kind } = told.endingOf(variant)
    if (variant.endsWith('then exits')) expect(told.endingOf(variant)).toEqual({ kind: 'exited', code: 7 })
    else if (variant.endsWith('then throws')) expect(kind, variant).toBe('failed')
    else if (variant.endsWith('then hangs')) expect(kind, variant).toBe('timeout')
    else expect(kind, variant).toBe('complete')
  }
})
