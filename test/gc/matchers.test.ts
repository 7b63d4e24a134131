// The matchers and the plain assertions in somebody's project: in both pools of vitest and under node:test, without a
// flag. The same code has the same verdict through the command, the library and the matchers.
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fixtures, leaklab, newFolder, root, runAndRecord } from './leaklab.ts'

let project: string

beforeAll(() => {
  const folder = newFolder()
  for (const name of ['matchers', 'judgement'])
    cpSync(join(fixtures, name), join(folder, name), { recursive: true })
  project = join(folder, 'matchers')
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(root, join(project, 'node_modules/leaklab'))
  symlinkSync(join(root, 'node_modules/vitest'), join(project, 'node_modules/vitest'))
})

interface Assertion {
  title: string
  status: string
  failureMessages: string[]
}

test.each(['forks', 'threads'])('matchers in the pool of %s', async pool => {
  const script = `node_modules/vitest/vitest.mjs run matchers --reporter=json --pool=${pool}`
  const { code, stdout, stderr } = await leaklab([], {
    script: `${process.execPath} ${script}`,
    cwd: project,
  })
  expect(stdout, stderr).toContain('"testResults"')
  const { testResults } = JSON.parse(stdout) as { testResults: { assertionResults: Assertion[] }[] }
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  const messageOf = (title: string) => results.find(one => one.title === title)?.failureMessages[0] ?? ''
  expect(results.filter(({ status }) => status === 'passed').map(({ title }) => title)).toEqual([
    'a clean step',
    'a leak within its limit',
    'a clean file',
    'objects',
  ])
  expect(code).toBe(1)
  expect(messageOf('a plateau that should leak')).toMatch(
    /a leak, and there is none: (rose to a level|rose once|keeps)/,
  )
  expect(messageOf('a clean step that should leak')).toMatch(
    /there is none: memory stays level after warm-up/,
  )
  expect(messageOf('a leak beyond its limit')).toMatch(/at most 16 B to be retained .* it retains \d+ B/)
  const leak = messageOf('a leak')
  expect(leak).toMatch(/expected no leak, but it grows by \d+ B per iteration\n {2}· JS heap: grows by/)
  expect(leak).toMatch(/What keeps growing.*\nMap grows by .* Session \(/)
  expect(leak).toMatch(/\n {2}the step {2}matchers\.test\.mjs\n {2}→ variable visits.*: Map/)
  expect(messageOf('objects that are kept')).toMatch(
    /expected 10 objects to be collected, but 10 of them are still alive .*\(10 Session\)\n[\s\S]*the function that makes them .*\n {2}→ variable .*sessions.*: Set {2}◀ holds 10/,
  )
  expect(messageOf('a step that throws')).toMatch(
    /could not be measured: it failed in step 1: Error: out of paper/,
  )
  expect(messageOf('a step that takes something')).toMatch(/the step takes an argument/)
})

test('plain assertions under node:test', async () => {
  const script = `${process.execPath} --test --test-reporter=tap plain.test.mjs`
  const { code, stdout } = await leaklab([], { script, cwd: project })
  const points = [...stdout.matchAll(/^\s*((?:not )?ok) \d+ - (.*)$/gm)].map(
    ([, ok, title]) => `${ok} ${title}`,
  )
  expect(
    points.filter(line => !line.endsWith('.mjs')),
    stdout,
  ).toEqual([
    'ok a clean step',
    'not ok a leak',
    'not ok a leak in a file',
    'ok objects',
    'not ok objects that are kept',
    'ok two at a time, each in its turn',
    'ok no verdict',
  ])
  expect(code).toBe(1)
  expect(stdout.match(/expected no leak, but it grows by \d+ B per iteration/g)).toHaveLength(2)
  expect(stdout).toMatch(/→ variable sessions: Array {2}plain\.test\.mjs:\d+ {2}◀ holds 10/)
})

test('array buffers that a message port keeps: both assertions about the file fail', async () => {
  const program = `
    import { assertNoLeak, assertRetainsAtMost } from 'leaklab/assert'
    const file = '../judgement/leaky/unread-transfers.mjs'
    const failureOf = assertion => assertion.then(() => null, ({ name, message, actual }) => ({ name, message, actual }))
    const noLeak = await failureOf(assertNoLeak(file, { paths: false }))
    const atMost = await failureOf(assertRetainsAtMost(file, 100, { paths: false }))
    console.log(JSON.stringify({ noLeak, atMost }))`
  writeFileSync(join(project, 'unread-transfers.mjs'), program)
  const script = `${process.execPath} unread-transfers.mjs`
  const { stdout, stderr } = await leaklab([], { script, cwd: project })
  const { noLeak, atMost } = JSON.parse(stdout || 'null') ?? expect.fail(stderr)
  expect(noLeak).toMatchObject({ name: 'AssertionError', actual: 'leaking' })
  expect(atMost).toMatchObject({
    name: 'AssertionError',
    message: expect.stringMatching(/at most 100 B to be retained/),
  })
  // Each of the buffers has 2,000 bytes.
  expect(Number.parseFloat(atMost.actual)).toBeGreaterThanOrEqual(2000)
})

test('the command and the library', async () => {
  const files = ['clean.mjs', 'plateau.mjs', 'leak.mjs']
  const commanded = await runAndRecord(['check', ...files], { cwd: project })
  const { stdout } = await leaklab([], { script: `${process.execPath} library.mjs`, cwd: project })
  const expected = { clean: 'collected', plateau: 'plateau', leak: 'leaking' }
  const outcomes = commanded.variants.map(variant => [variant, commanded.verdictOf(variant).outcome])
  expect(Object.fromEntries(outcomes)).toEqual(expected)
  expect(JSON.parse(stdout)).toEqual({
    outcomes: expected,
    exitCode: 1,
    measured: ['leaking', null],
    problem: expect.stringMatching(/^UsageError: caches\/strong-cache has 4 variants.*'unbounded Map'/),
    aborted: 'enough',
  })
})
