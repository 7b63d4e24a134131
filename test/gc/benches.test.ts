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
/** A bench that finds an error ends with another exit code than 0, and its table says which. */
const bench = async (name: string, ...args: string[]) => {
  const path = resolve(root, 'bench', `${name}.mjs`)
  const { code, stdout } = await run(process.execPath, [path, ...args], { cwd: root }).catch(error => error)
  expect(code ?? 0, stdout).toBe(0)
  return stdout as string
}
// Node 26 and later do not count the memory of WebAssembly: one leak less to find.
const leaks = Number.parseInt(process.versions.node, 10) >= 26 ? 4 : 5

test('no leak is missed and nothing clean is accused, with two busy loops beside it', {
  timeout,
}, async () => {
  const told = await bench('errors', '--runs', '1', '--busy', '2')
  expect(told).toMatch(new RegExp(`^leaks missed: 0 of ${leaks},`, 'm'))
  expect(told).toMatch(/^clean code not called clean: 0 of 9,/m)
})

test('bytes per step are V8’s own, bare and watched', { timeout }, async () => {
  const told = await bench('accuracy', '--runtime', nodeBinary('24'))
  expect(told.match(/within$/gm)).toHaveLength(7)
  expect(told).not.toContain('OUTSIDE')
})
