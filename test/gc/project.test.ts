// Checks in a realistic project: imports of all kinds, several scenarios in a file, servers and timers that are started once
// and kept; and the first check that `leaklab new` writes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixtures, leaklab, newFolder, runAndRecord } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const project = join(fixtures, 'project')
const short = ['--rounds', '12', '--steps', '100', '--no-paths']

test('a thing that is started once and kept is no leak; a thing that grows is one', async () => {
  const { verdictOf, words } = await runAndRecord(['check', '*.leak.*', '--no-paths'], { cwd: project })
  const leaks = ['common#keeps', 'arrived, and is kept', 'a listener more with each step']
  for (const variant of leaks) expect(verdictOf(variant).outcome, words).toBe('leaking')
  const clean = [
    'nothing kept',
    'arrived, and lets go',
    'living#loadsLate',
    'living#startsTimers',
    'living#opensServer',
    'living#asksWorker',
    'its listener taken away',
  ]
  for (const variant of clean) expect(verdictOf(variant).outcome, words).toMatch(/^(collected|plateau)$/)
  expect(words).toContain('10 variants of 8 scenarios')
})

test('one of several scenarios is run alone, and an unknown one has a nearest', async () => {
  const one = await runAndRecord(['check', 'common.leak.cjs#drops', ...short], { cwd: project })
  expect(one.variants).toEqual(['nothing kept'])
  const none = await leaklab(['run', 'common.leak.cjs#drop'], { cwd: project })
  expect(none.stderr).toContain('did you mean common.leak.cjs#drops? there are keeps, drops')
  expect(none.code).toBe(2)
})

test('in a folder, a function that is a named export is a scenario only in a file named *.leak.*', async () => {
  const cwd = newFolder()
  const text = 'export const helper = () => () => {}\n'
  for (const name of ['helper.mjs', 'check.leak.mjs']) writeFileSync(join(cwd, name), text)
  const { stderr, stdout, code } = await leaklab(['check', '.', ...short], { cwd })
  expect(stderr).toBe('helper.mjs was skipped: it holds no scenario\n')
  expect(stdout).toContain('1 variant of 1 scenario: 1 claim met')
  expect(code).toBe(0)
})

test('without a target, check runs all *.leak.* files of the project', async () => {
  const cwd = newFolder()
  mkdirSync(join(cwd, 'src/node_modules'), { recursive: true })
  const text = 'export default () => () => {}\n'
  for (const name of ['src/cart.leak.mjs', 'src/cart.mjs', 'src/node_modules/other.leak.mjs'])
    writeFileSync(join(cwd, name), text)
  writeFileSync(join(cwd, 'package.json'), '{}')
  const { stdout, stderr, code } = await leaklab(['check', ...short], { cwd })
  expect(stderr).toContain('Checking 1 file named *.leak.*; `leaklab check catalog` has')
  expect(stdout).toContain('1 variant of 1 scenario: 1 claim met')
  expect(code).toBe(0)
})

test('a glob that matches nothing is an error, unless --pass-with-no-scenarios allows it', async () => {
  const cwd = newFolder()
  const refused = await leaklab(['check', 'src/**/*.leak.ts'], { cwd })
  expect(refused.stderr).toContain('no file matches src/**/*.leak.ts\n')
  expect(refused.code).toBe(2)
  const allowed = await leaklab(['check', 'src/**/*.leak.ts', '--pass-with-no-scenarios'], { cwd })
  expect(allowed.stderr).toBe('no file matches src/**/*.leak.ts\n')
  expect(allowed.code).toBe(0)
})

test('a new check is written once, and runs in every kind of package on an old Node and on a new one', async () => {
  const cwd = newFolder()
  for (const type of ['module', 'commonjs', 'none']) {
    mkdirSync(join(cwd, type))
    if (type !== 'none') writeFileSync(join(cwd, type, 'package.json'), JSON.stringify({ type }))
    const { stdout, code } = await leaklab(['new', `${type}/cart`], { cwd })
    expect(stdout).toContain(`npx leaklab run ${type}/cart.leak.ts\n`)
    expect(code).toBe(0)
  }
  expect((await leaklab(['new', 'none/deeper/cart.js'], { cwd })).code).toBe(0)
  expect(readdirSync(join(cwd, 'none'), { recursive: true }).sort()).toEqual([
    'cart.leak.ts',
    'deeper',
    'deeper/cart.leak.mjs',
  ])
  const again = await leaklab(['new', 'none/cart'], { cwd })
  expect(again.stderr).toContain('none/cart.leak.ts is there already')
  expect(again.code).toBe(2)
  for (const major of ['20', '24']) {
    const checked = await leaklab(['check', '.', '--runtime', nodeBinary(major), ...short], { cwd })
    expect(checked.stdout).toContain('4 claims met')
    expect(checked.code).toBe(0)
  }
  // Its last comment says that it leaks without the line bus.off.
  const file = join(cwd, 'module/cart.leak.ts')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^ *bus\.off.*\n/m, ''))
  const leaky = await leaklab(['check', file, '--rounds', '12', '--steps', '100'], { cwd })
  expect(leaky.words).toContain('found a leak')
  expect(leaky.words).toContain('listener is held by')
  expect(leaky.code).toBe(1)
})
