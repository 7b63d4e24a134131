// A scenario that writes into the harness's channel, or closes it: forged events are ignored, and the verdict stays right.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, newFolder, type RecordedRun, runAndRecord } from './leaklab.ts'

const untouched = 'a file of the scenario\n'.repeat(500)
let result: RecordedRun
let victim: string
beforeAll(async () => {
  const folder = newFolder()
  victim = join(folder, 'victim')
  writeFileSync(victim, untouched)
  result = await runAndRecord(['run', join(hostile, 'channel.mjs'), '--rounds', '9', '--steps', '500'], {
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
])('%s: the leak is found, and the foreign lines are counted', (variant, lines) => {
  expect(result.endingOf(variant)).toEqual({ kind: 'complete' })
  const verdict = result.verdictOf(variant)
  expect(verdict.outcome).toBe('leaking')
  expect(verdict.caveats).toContainEqual({ code: 'foreign-lines', lines })
})

test('garbage between all events makes none of them lost', () => {
  expect(result.endingOf('garbage in every step')).toEqual({ kind: 'complete' })
})

test('a flood is stopped', () => {
  expect(result.endingOf('flood')).toMatchObject({ kind: 'flooded' })
  expect(result.words).toContain('file descriptor 3')
  expect(result.code).toBe(3)
})

test.each([
  'closed in setup',
  'closed in a step',
  'a socket around it, destroyed',
  'another file in its place',
])('%s: reported as a closed or replaced descriptor', variant => {
  expect(result.endingOf(variant)).toMatchObject({
    kind: 'failed',
    failure: { message: expect.stringContaining('file descriptor 3 was closed or replaced') },
  })
})

test('the harness writes into no file that took the place of its channel', () => {
  expect(readFileSync(victim, 'utf8')).toBe(untouched)
})
