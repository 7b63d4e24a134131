// A gigabyte of output is read, counted and forgotten.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { fixtures, hostile, newFolder, tell } from './leaklab.ts'

const file = join(hostile, 'prints.mjs')

test.each(['stdout', 'stderr'])('a gigabyte on %s costs no memory', async variant => {
  const peak = join(newFolder(), 'peak')
  const preload = pathToFileURL(join(fixtures, 'tools/report-memory.mjs')).href
  const told = await tell(['run', file, '--variant', variant], {
    env: { NODE_OPTIONS: `--import ${preload}`, PEAK_MEMORY: peak },
  })
  expect(told.endingOf(variant)).toEqual({ kind: 'complete' })
  expect(told.words).toContain(`to ${variant}`)
  expect(told.code).toBe(0)
  // Leaklab itself takes some 100 MB.
  const megabytes = Number(readFileSync(peak, 'utf8')) / 2 ** 20
  expect(megabytes).toBeGreaterThan(10)
  expect(megabytes).toBeLessThan(300)
})

test('what a scenario prints cannot drive the terminal', async () => {
  const told = await tell(['run', file, '--variant', 'escape sequences'])
  expect(told.words).toContain('visible-words')
  expect(told.stdout).not.toContain('\u001b')
  expect(told.stdout).not.toContain('\u0007')
  expect(told.code).toBe(0)
})
