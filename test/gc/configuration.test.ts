// The configuration: found in the current folder in every form, and overridden by the command line.
import { expect, test } from 'vitest'
import { leaklab, newFolder } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const check = 'export default () => () => {}\n'

/** A folder with two checks and these files. */
function folderWith(files: Record<string, string>): string {
  return newFolder({ 'one.leak.mjs': check, 'two.leak.mjs': check, ...files })
}

const typescript = `import type { Configuration } from 'leaklab'
export default { include: ['one.*'], rounds: 9 as number, steps: 50, reporters: ['json'] } satisfies Configuration
`

test.each([
  ['this Node', process.execPath],
  ['Node 26', nodeBinary('26')],
])('TypeScript in a CommonJS package, read by %s', async (_, node) => {
  const cwd = folderWith({ 'leaklab.config.ts': typescript, 'package.json': '{ "type": "commonjs" }' })
  const { stdout, stderr, code } = await leaklab([], { cwd, script: `${node} $\{leaklab#* } check` })
  expect(stderr).toBe('')
  const { results } = JSON.parse(stdout) as { results: { recording: { plan: object; subject: object } }[] }
  expect(results.map(({ recording }) => recording.subject)).toMatchObject([{ scenario: 'one.leak.mjs' }])
  expect(results[0]!.recording.plan).toMatchObject({ rounds: 9, steps: 50 })
  expect(code).toBe(0)
})

test('the command line wins, and can ignore the configuration', async () => {
  const settings = { include: ['one.*'], rounds: 9, steps: 50, reporters: ['tap'], timeout: 7 }
  const cwd = folderWith({ 'package.json': JSON.stringify({ leaklab: settings }) })
  const won = await leaklab(['check', 'two.leak.mjs', '--rounds', '10', '--json'], { cwd })
  const { recording } = JSON.parse(won.stdout).results[0]
  expect(recording.subject.scenario).toBe('two.leak.mjs')
  expect(recording.plan).toMatchObject({ rounds: 10, steps: 50, timeoutMs: 7000 })
  const without = await leaklab(['check', 'two.*', '--no-config', '--rounds', '9', '--steps', '50'], { cwd })
  expect(without.stdout).toContain('1 claim met')
})

test.concurrent.each([
  [
    'leaklab.config.ts',
    'export default { timeout: "ten" }',
    'leaklab.config.ts: timeout: expected a number, got "ten"',
  ],
  [
    'leaklab.config.mjs',
    'export default { timeot: 10 }',
    "there is no setting 'timeot'\n  did you mean 'timeout'?",
  ],
  ['leaklab.config.cjs', 'module.exports = { include: ["a", 3] }', 'include[1]: expected a glob, got 3'],
  ['leaklab.config.js', 'throw new Error("not today")', 'leaklab.config.js cannot be loaded: not today'],
  ['leaklab.config.json', '{', 'leaklab.config.json cannot be loaded: '],
  ['leaklab.config.mts', 'import "leaklab"', 'or install leaklab in this project'],
  ['package.json', '{ "leaklab": [] }', 'package.json: expected an object, got Array'],
])('%s with a mistake: %s', async (name, text, message) => {
  const { code, stdout, stderr } = await leaklab(['check'], { cwd: folderWith({ [name]: text }) })
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test('two configurations are an error, unless one is named', async () => {
  const files = { 'leaklab.config.json': '{ "jobs": 0 }', 'leaklab.config.mjs': 'export default {}' }
  const cwd = folderWith(files)
  const two = await leaklab(['check'], { cwd })
  expect(two.stderr).toContain('there are two configurations: leaklab.config.mjs and leaklab.config.json')
  const named = await leaklab(['run', 'one.leak.mjs', '--config', 'leaklab.config.json'], { cwd })
  expect(named.stderr).toContain('leaklab.config.json: jobs: expected a whole number, 1 or more, got 0')
  const gone = await leaklab(['check', '--config', 'gone.json'], { cwd })
  expect(gone.stderr).toContain('there is no file gone.json')
  expect([two.code, named.code, gone.code]).toEqual([2, 2, 2])
})
