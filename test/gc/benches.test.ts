// The benches in a small form: one run of each case without an error, and bytes per step within the limits.
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { nodeBinary } from './runtimes.ts'

const run = promisify(execFile)
/** Only a bench that hangs takes this long. */
const timeout = 900_000
const root = resolve(import.meta.dirname, '../..')
/** Runs a bench; its exit code is not 0 if it finds an error, and its table says which. */
const bench = async (name: string, ...args: string[]) => {
  const path = resolve(root, 'bench', `${name}.mjs`)
  const { code, stdout } = await run(process.execPath, [path, ...args], { cwd: root }).catch(error => error)
  expect(code ?? 0, stdout).toBe(0)
  return stdout as string
}
// Node 26 and later do not count the memory of WebAssembly, so that case is left out.
const leaks = Number.parseInt(process.versions.node, 10) >= 26 ? 4 : 5

test('no leak is missed and no clean code is called a leak while two busy loops run', {
  timeout,
}, async () => {
  const output = await bench('errors', '--runs', '1', '--busy', '2')
  expect(output).toMatch(new RegExp(`^leaks missed: 0 of ${leaks},`, 'm'))
  expect(output).toMatch(/^clean code not called clean: 0 of 9,/m)
})

test('the holders of what nothing watches are named, on the oldest and the newest Node in turns', {
  timeout,
}, async () => {
  const runtimes = ['20', '26'].flatMap(major => ['--runtime', nodeBinary(major)])
  const output = await bench('holders', '--no-catalog', '--in-turns', ...runtimes)
  expect(output).toMatch(/^holders missing: 0 in 56 inspections$/m)
  expect(output).toMatch(/^at least 90 % of the growth explained: 56 of 56$/m)
})

test('bytes per step agree with V8’s own numbers, for untracked and watched objects', {
  timeout,
}, async () => {
  const output = await bench('accuracy', '--runtime', nodeBinary('24'))
  expect(output.match(/within$/gm)).toHaveLength(7)
  expect(output).not.toContain('OUTSIDE')
})
