// Each command as the README describes it, run as the built program.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listBuiltin } from '../../src/catalog/builtin.ts'
import { parseReport } from '../../src/report/formats/json.ts'
import { fixtures, leaklab, newFolder, root } from './leaklab.ts'

const quick = join(fixtures, 'hostile/quick.mjs')
const commands = ['list', 'run', 'check', 'show', 'replay', 'doctor', 'help']

test.each([[], ...commands.map(command => [command])])('%j --help has examples', async (...args) => {
  const { code, stdout } = await leaklab([...args, '--help'])
  expect(stdout).toMatch(/^Examples:\n {2}\$ leaklab /m)
  expect(code).toBe(0)
})

test.each([['check'], ['heap', 'diff']])('help %j is what --help prints', async (...names) => {
  const { code, stdout } = await leaklab(['help', ...names])
  expect(stdout).toBe((await leaklab([...names, '--help'])).stdout)
  expect(code).toBe(0)
})

test('help without a command lists all commands', async () => {
  expect((await leaklab(['help'])).stdout).toBe((await leaklab(['--help'])).stdout)
})

test('--version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  expect((await leaklab(['--version'])).stdout).toBe(`${version}\n`)
})

test('list names the chapters on one screen', async () => {
  const { stdout } = await leaklab(['list'], { env: { COLUMNS: '80' } })
  expect(stdout.trimEnd().split('\n').length).toBeLessThan(24)
  for (const { chapter } of listBuiltin()) expect(stdout).toMatch(new RegExp(`^  ${chapter} +\\d+  \\w`, 'm'))
})

test('list --all names every scenario and variant, and the claims only when asked, as JSON always', async () => {
  const all = (await leaklab(['list', '--all'])).stdout
  const { stdout } = await leaklab(['list', '--all', '--claims'])
  const listed = JSON.parse((await leaklab(['list', '--json'])).stdout) as {
    slug: string
    ask: string
    variants: { name: string; claim: string }[]
  }[]
  expect(listed.map(({ slug }) => slug)).toEqual(listBuiltin().map(({ slug }) => slug))
  const linesOf = (text: string) => text.split('\n').map(line => line.trim().replaceAll(/ +/g, ' '))
  for (const { slug, ask, variants } of listed) {
    // Lines are not wrapped in a pipe, so that `grep` finds a scenario with its question.
    expect(linesOf(stdout)).toContain(`${slug} ${ask}`)
    expect(linesOf(all)).toContain(`${slug} ${ask}`)
    for (const { name, claim } of variants) expect(linesOf(stdout)).toContain(`${claim} ${name}`)
    for (const { name } of variants) expect(linesOf(all)).toContain(`- ${name}`)
  }
  expect(all).not.toMatch(/^ +(leaks|plateaus|collects) /m)
})

test.each([
  ['caches', ['bounded-cache', 'weak-cache'], ['interval']],
  ['interval', ['interval'], ['debounce']],
  ['finalizationregistry', ['weak-cache'], ['interval']],
])('list %s shows the scenarios of a chapter, of a name or with a word', async (word, shown, hidden) => {
  const { code, stdout } = await leaklab(['list', word])
  for (const slug of shown) expect(stdout).toMatch(new RegExp(`^  ${slug} `, 'm'))
  for (const slug of hidden) expect(stdout).not.toMatch(new RegExp(`^  ${slug} `, 'm'))
  expect(code).toBe(0)
})

test('show prints the question, the source as written, and the lesson', async () => {
  const { stdout } = await leaklab(['show', 'weak-cache'])
  const source = readFileSync(join(root, 'scenarios/caches/weak-cache.ts'), 'utf8')
  const setting = 'cache.set(id++, new WeakRef(session))'
  expect(source).toContain(setting)
  expect(stdout).toContain(setting)
  expect(stdout).toContain('Does the Map level off?')
  expect(stdout).toContain('use a WeakMap, which needs no cleanup')
})

test('show --variant shows one variant, --no-claims nothing of the answer', async () => {
  const { stdout } = await leaklab(['show', 'strong-cache', '--variant', 'unbounded Map', '--no-claims'])
  expect(stdout).toMatch(/^── unbounded Map ─+$/m)
  expect(stdout).not.toMatch(/deleted on logout|leaks|A Map keeps every value/)
})

test('replay prints what run printed, and runs nothing', async () => {
  const file = join(newFolder(), 'quick.leaklab')
  const original = await leaklab(['run', quick, '--record', file])
  const again = await leaklab(['replay', file])
  expect(again.stdout).toBe(original.stdout)
  expect(again.code).toBe(original.code)
  const report = parseReport((await leaklab(['replay', file, '--json'])).stdout)
  expect(report.results.length).toBeGreaterThan(1)
})

test('run --json is a report that parseReport accepts', async () => {
  const { code, stdout } = await leaklab(['run', quick, '--json'])
  const { results } = parseReport(stdout)
  expect(results.map(({ verdict }) => verdict.claimMet)).toEqual(results.map(() => true))
  expect(code).toBe(0)
})

test('doctor finds its planted leak, and none in the clean twin', async () => {
  const { code, stdout } = await leaklab(['doctor', '--self-test'])
  expect(stdout).toMatch(/^This machine (is fit for measuring\.|measures, but its heap is noisy)/)
  expect(stdout).toContain('Recommendation: ')
  expect(stdout).toMatch(/collector +\d+ collections forced, all of them major/)
  expect(stdout).toMatch(/planted leak +leaking/)
  expect(stdout).toMatch(/clean twin +collected/)
  expect(code).toBe(0)
})
