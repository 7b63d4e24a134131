// The ways of a run through CI: in shards that are merged, ended early, tried again, in several runtimes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { brief, hostile, leaklab, newFolder } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const quick = join(hostile, 'quick.mjs')
const broken = join(hostile, 'throws.mjs')
const variantsOf = ({ results }: Report) => results.map(({ recording }) => recording.subject.variant)

test('shards merge to the report of one run', async () => {
  const folder = newFolder()
  const parts = [1, 2].map(shard => join(folder, `${shard}.leaklab`))
  const run = ['check', quick, ...brief, '--no-paths']
  for (const [i, part] of parts.entries()) {
    const { code, stdout } = await leaklab([...run, '--shard', `${i + 1}/2`, '--record', part])
    expect(code, stdout).toBe(0)
    expect(stdout).toContain('1 variant of 1 scenario')
  }

  const whole = join(folder, 'whole.leaklab')
  const merged = await leaklab(['merge', ...parts.toReversed(), '--json', '--record', whole])
  expect(merged.code, merged.stderr).toBe(0)
  const report = JSON.parse(merged.stdout) as Report
  expect(variantsOf(report)).toEqual(['keeps', 'drops'])
  const replayed = await leaklab(['replay', whole, '--json'])
  expect(JSON.parse(replayed.stdout)).toEqual(report)

  const half = await leaklab(['merge', parts[1]!])
  expect(half.stderr).toContain('1 of 2 trials are in none of these files: 1;')
  expect(half.code).toBe(2)
  const twice = await leaklab(['merge', parts[0]!, parts[0]!])
  expect(twice.stderr).toContain('both have test/fixtures/hostile/quick.mjs › keeps')
  expect(twice.code).toBe(2)
})

test('--bail begins nothing after the first claim that is not met, and every format says so', async () => {
  const folder = newFolder()
  const [xml, tap] = [join(folder, 'leaks.xml'), join(folder, 'leaks.tap')]
  const reporters = ['--reporter', `junit=${xml}`, '--reporter', `tap=${tap}`]
  const { code, stdout } = await leaklab(['check', broken, '--bail', '--jobs', '1', ...reporters])
  expect(stdout).toContain('1 failed, 19 not run, because enough claims were not met')
  expect(readFileSync(xml, 'utf8')).toContain('tests="20" failures="0" errors="1" skipped="19"')
  expect(readFileSync(tap, 'utf8').match(/^ok \d+ - .* # SKIP not run/gm)).toHaveLength(19)
  expect(code).toBe(3)
})

test('an inconclusive trial is lived again as often as asked, and that is told', async () => {
  const args = ['check', quick, '--rounds', '3', '--steps', '1', '--variant', 'drops', '--no-paths']
  const { code, stdout } = await leaklab([...args, '--retries', '2'])
  expect(stdout).toContain('1 inconclusive, 1 tried again')
  expect(code).toBe(4)
  const never = await leaklab([...args, '--retries', '0', '--json'])
  expect((JSON.parse(never.stdout) as Report).results[0]!.retries).toBe(0)
})

test('several runtimes stand side by side', async () => {
  const other = nodeBinary(process.version.startsWith('v26.') ? '24' : '26')
  const runtimes = ['--runtime', process.execPath, '--runtime', other]
  const { code, stdout } = await leaklab(['check', quick, ...brief, '--no-paths', ...runtimes])
  expect(stdout).toMatch(/^variant +Node \d+\.\d+\.\d+ +Node \d+\.\d+\.\d+$/m)
  expect(stdout).toMatch(/^quick · keeps +✔ leaking +✔ leaking$/m)
  expect(stdout).toContain('4 variants of 1 scenario: 4 claims met')
  expect(code).toBe(0)
})
