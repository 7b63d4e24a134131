// The benches' own promises, in a small form: no error in a run of each case, and figures that are true.
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { nodeBinary } from './runtimes.ts'

const run = promisify(execFile)
/** Only a bench that hangs takes so long. */
const timeout = 900_000
const root = resolve(import.meta.dirname, '../..')
/** Rejects when the bench ends with another exit code than 0. */
const bench = async (name: string, ...args: string[]) =>
  (await run(process.execPath, [resolve(root, 'bench', `${name}.mjs`), ...args], { cwd: root })).stdout

test('no leak is missed and nothing clean is accused, with two busy loops beside it', {
  timeout,
}, async () => {
  const told = await bench('errors', '--runs', '1', '--busy', '2')
  expect(told).toMatch(/^leaks missed: 0 of 5,/m)
  expect(told).toMatch(/^clean code not called clean: 0 of 9,/m)
})

test('bytes per step are V8’s own, bare and watched', { timeout }, async () => {
  const told = await bench('accuracy', '--runtime', process.execPath, '--runtime', nodeBinary('24'))
  expect(told.match(/within$/gm)).toHaveLength(14)
  expect(told).not.toContain('OUTSIDE')
})
