// Reporters on the command line: each to stdout or to its own file, a user's own, and those that GitHub Actions gets unasked.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { beforeAll, expect, test } from 'vitest'
import { hostile, leaklab, newFolder, plain, root } from './leaklab.ts'

const quick = join(hostile, 'quick.mjs')
const folder = newFolder()
const recording = join(folder, 'quick.leaklab')
const inFolder = (name: string) => join(folder, name)

beforeAll(async () => {
  const { code } = await leaklab(['run', quick, ...plain, '--no-paths', '--record', recording])
  expect(code).toBe(0)
})

test('one on stdout, others in files, all from one run', async () => {
  const [xml, lines] = [inFolder('leaks.xml'), inFolder('leaks.ndjson')]
  const files = ['--reporter', `junit=${xml}`, '--reporter', `ndjson=${lines}`]
  const { code, stdout } = await leaklab(['replay', recording, '--reporter', 'tap', ...files])
  expect(stdout).toMatch(/^TAP version 14\n1\.\.2\nok 1 - /)
  expect(readFileSync(xml, 'utf8')).toContain('<testsuites name="leaklab" tests="2" failures="0" errors="0"')
  const entries = readFileSync(lines, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(entries.map(({ type }) => type)).toEqual(['result', 'result', 'end'])
  expect(code).toBe(0)
})

test('JSON conforms to the published schema', async () => {
  const { stdout } = await leaklab(['replay', recording, '--json'])
  const validate = new Ajv().compile(
    JSON.parse(readFileSync(join(root, 'dist/report.schema.json'), 'utf8')) as object,
  )
  const report = JSON.parse(stdout) as { results: { verdict: { outcome: string } }[] }
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
  report.results[0]!.verdict.outcome = 'fine'
  expect(validate(report)).toBe(false)
})

test('reporters that write to files leave stdout as it is', async () => {
  const usual = await leaklab(['replay', recording])
  const { stdout } = await leaklab(['replay', recording, '--reporter', `markdown=${inFolder('leaks.md')}`])
  expect(stdout).toBe(usual.stdout)
  expect(readFileSync(inFolder('leaks.md'), 'utf8')).toContain('### leaklab: 2 of 2 claims met')
})

test("a user's own reporter gets the report", async () => {
  const own = inFolder('own.mjs')
  writeFileSync(
    own,
    'export default async ({ results }) => results.map(r => r.recording.subject.variant).join()',
  )
  const { code, stdout } = await leaklab(['replay', recording, '--reporter', own])
  expect(stdout).toBe('keeps,drops\n')
  expect(code).toBe(0)
})

test('GitHub Actions gets annotations and a summary unasked', async () => {
  const summary = inFolder('summary.md')
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }
  const { code, stdout } = await leaklab(['check', join(hostile, 'throws.mjs'), '--variant', 'in a step'], {
    env,
  })
  expect(stdout).toMatch(/^::error file=[^,]*throws\.mjs,line=\d+,title=leaklab%3A /m)
  expect(readFileSync(summary, 'utf8')).toContain('| ✘ not run |')
  expect(code).toBe(3)
  // Formats for programs get no annotations.
  const json = await leaklab(['replay', recording, '--json'], { env })
  expect(() => JSON.parse(json.stdout)).not.toThrow()
})

test.each([
  [['--reporter', 'junt'], "did you mean 'junit'?"],
  [['--reporter', 'tap', '--reporter', 'json'], 'tap and json cannot both write to stdout'],
  [['--reporter', 'tap='], 'names no file'],
  [['--reporter', 'tap=/no/such/folder/x'], 'cannot be written: there is no such file or folder'],
  [['--reporter', './no-such-reporter.mjs'], 'cannot be loaded'],
])('%j is an error before anything is run', async (args, message) => {
  const { code, stdout, words } = await leaklab(['check', quick, ...args])
  expect(words).toContain(message)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test('a file that could not be loaded is reported once, to people', async () => {
  const broken = join(root, 'test/fixtures/broken/syntax.mjs')
  const onBoth = await leaklab(['check', broken, '--reporter', `json=${inFolder('leaks.json')}`])
  expect(onBoth.stdout).toContain('syntax.mjs')
  expect(onBoth.stderr).toBe('')
  const forPrograms = await leaklab(['check', broken, '--json'])
  expect(JSON.parse(forPrograms.stdout)).toMatchObject({ unloaded: [{ problem: expect.any(String) }] })
  expect(forPrograms.stderr).toContain('syntax.mjs')
})
