// A scenario that meddles with the harness's channel: its words are not believed, and the verdict stays true.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, newFolder, type Told, tell } from './leaklab.ts'

const untouched = 'a file of the scenario\n'.repeat(500)
let told: Told
let victim: string
beforeAll(async () => {
  const folder = newFolder()
  victim = join(folder, 'victim')
  writeFileSync(victim, untouched)
  told = await tell(['run', join(hostile, 'channel.mjs'), '--rounds', '9', '--steps', '500'], {
    env: { VICTIM: victim },
  })
})

test.each([
  ['garbage', 3],
  ['half a line', 1],
  ['a long line', 1],
  ['lines of JSON', 5],
  ['forged events', 12],
  ['a socket around it', 1],
])('%s: the leak behind it is seen, and the lines are counted', (variant, lines) => {
  expect(told.endingOf(variant)).toEqual({ kind: 'complete' })
  const verdict = told.verdictOf(variant)
  expect(verdict.outcome).toBe('leaking')
  expect(verdict.caveats).toContainEqual({ code: 'foreign-lines', lines })
})

test('garbage between all events loses none', () => {
  expect(told.endingOf('garbage in every step')).toEqual({ kind: 'complete' })
})

test('a flood is stopped', () => {
  expect(told.endingOf('flood')).toMatchObject({ kind: 'flooded' })
  expect(told.words).toContain('file descriptor 3')
  expect(told.code).toBe(3)
})

test.each([
  'closed in setup',
  'closed in a step',
  'a socket around it, destroyed',
  'another file in its place',
])('%s: said as it is', variant => {
  expect(told.endingOf(variant)).toMatchObject({
    kind: 'failed',
    failure: { message: expect.stringContaining('file descriptor 3 was closed or replaced') },
  })
})

test('the harness writes into no file that took the place of its channel', () => {
  expect(readFileSync(victim, 'utf8')).toBe(untouched)
})
