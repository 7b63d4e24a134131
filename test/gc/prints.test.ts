// A scenario's output: a gigabyte of it is read and counted but not kept, and escape sequences are removed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { fixtures, hostile, newFolder, runAndRecord } from './leaklab.ts'

const file = join(hostile, 'prints.mjs')

test.each(['stdout', 'stderr'])('a gigabyte on %s costs no memory', async variant => {
  const peak = join(newFolder(), 'peak')
  const preload = pathToFileURL(join(fixtures, 'tools/report-memory.mjs')).href
  const result = await runAndRecord(['run', file, '--variant', variant], {
    env: { NODE_OPTIONS: `--import ${preload}`, PEAK_MEMORY: peak },
  })
  expect(result.endingOf(variant)).toEqual({ kind: 'complete' })
  expect(result.words).toContain(`to ${variant}`)
  expect(result.code).toBe(0)
  // leaklab alone takes some 100 MB.
  const megabytes = Number(readFileSync(peak, 'utf8')) / 2 ** 20
  expect(megabytes).toBeGreaterThan(10)
  expect(megabytes).toBeLessThan(300)
})

test('what a scenario prints cannot drive the terminal', async () => {
  const result = await runAndRecord(['run', file, '--variant', 'escape sequences', '--details'])
  expect(result.words).toContain('visible-words')
  expect(result.stdout).not.toContain('\u001b')
  expect(result.stdout).not.toContain('\u0007')
  expect(result.code).toBe(0)
})
