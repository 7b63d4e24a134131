// How a check runs in CI: in shards that are merged, ended early, retried, in several runtimes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { hostile, leaklab, newFolder, plain, start } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const quick = join(hostile, 'quick.mjs')
const broken = join(hostile, 'throws.mjs')
const variantsOf = ({ results }: Report) => results.map(({ recording }) => recording.subject.variant)

test('shards merge to the report of one run', async () => {
  const folder = newFolder()
  const parts = [1, 2].map(shard => join(folder, `${shard}.leaklab`))
  const run = ['check', quick, ...plain, '--no-paths']
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

test('--bail starts no trial after the first claim that is not met, and every format says so', async () => {
  const folder = newFolder()
  const [xml, tap] = [join(folder, 'leaks.xml'), join(folder, 'leaks.tap')]
  const reporters = ['--reporter', `junit=${xml}`, '--reporter', `tap=${tap}`]
  const { code, stdout } = await leaklab(['check', broken, '--bail', '--jobs', '1', ...reporters])
  expect(stdout).toContain('1 failed, 19 not run, because enough claims were not met')
  expect(readFileSync(xml, 'utf8')).toMatch(/tests="20" failures="0" errors="1" time="[\d.]+" skipped="19"/)
  expect(readFileSync(tap, 'utf8').match(/^ok \d+ - .* # SKIP not run/gm)).toHaveLength(19)
  expect(code).toBe(3)
})

test('an inconclusive trial is retried as often as asked, and the report says so', async () => {
  const args = ['check', join(hostile, 'grows.mjs'), '--rounds', '3', '--steps', '1', '--no-paths']
  const { code, stdout } = await leaklab([...args, '--retries', '2'])
  expect(stdout).toContain('1 inconclusive, 1 tried again')
  expect(code).toBe(4)
  const never = await leaklab([...args, '--retries', '0', '--json'])
  expect((JSON.parse(never.stdout) as Report).results[0]!.retries).toBe(0)
})

test('several runtimes have a column each', async () => {
  const other = nodeBinary(process.version.startsWith('v26.') ? '24' : '26')
  const runtimes = ['--runtime', process.execPath, '--runtime', other]
  const { code, stdout } = await leaklab(['check', quick, ...plain, '--no-paths', ...runtimes])
  expect(stdout).toMatch(/^variant +Node \d+\.\d+\.\d+ +Node \d+\.\d+\.\d+$/m)
  expect(stdout).toMatch(/^quick · keeps +✔ leaking +✔ leaking$/m)
  expect(stdout).toContain('4 variants of 1 scenario: 4 claims met')
  expect(code).toBe(0)
})

/** Two scenarios that each import a module of their own. */
function makeProject(): string {
  const folder = newFolder()
  mkdirSync(join(folder, 'src'))
  mkdirSync(join(folder, 'leaks'))
  for (const name of ['a', 'b']) {
    writeFileSync(join(folder, `src/${name}.mjs`), 'export const work = () => {}\n')
    writeFileSync(
      join(folder, `leaks/${name}.mjs`),
      `import { work } from '../src/${name}.mjs'\nexport default () => () => work()\n`,
    )
  }
  return folder
}

test('--changed runs the scenarios that depend on a changed file', async () => {
  const folder = makeProject()
  // A stand-in for git, so that no clone is needed.
  const git = join(folder, 'bin/git')
  mkdirSync(join(folder, 'bin'))
  writeFileSync(
    git,
    `#!/bin/sh
case "$*" in
  *nowhere*) exit 128 ;;
  *--show-toplevel*) echo '${folder}' ;;
  *--verify*) echo 1234 ;;
  "diff --name-only -z 1234") printf 'src/b.mjs\\0' ;;
  ls-files*) printf 'README.md\\0' ;;
esac
`,
    { mode: 0o755 },
  )
  const options = { cwd: folder, env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` } }
  const { code, stdout, stderr } = await leaklab(
    ['check', 'leaks', '--changed', 'main', ...plain, '--no-paths', '--json'],
    options,
  )
  expect(variantsOf(JSON.parse(stdout) as Report), stderr).toEqual(['b'])
  expect(code).toBe(0)
  const refused = await leaklab(['check', 'leaks', '--changed', 'nowhere'], options)
  expect(refused.stderr).toContain("git knows no commit 'nowhere'")
  expect(refused.code).toBe(2)
})

test('--watch checks again when something has changed, until Ctrl-C', async () => {
  const folder = makeProject()
  const { process: watcher, ended } = start(
    ['check', 'leaks/a.mjs', '--watch', '--rounds', '3', '--steps', '1', '--retries', '0', '--no-paths'],
    { cwd: folder },
  )
  let printed = ''
  const waits = (times: number) =>
    new Promise<void>(resolve => {
      const check = () => printed.split('Waiting for a change').length > times && resolve()
      watcher.stderr!.on('data', check)
      check()
    })
  watcher.stderr!.on('data', (text: string) => {
    printed += text
  })
  await waits(1)
  writeFileSync(join(folder, 'src/a.mjs'), 'export const work = () => 1\n')
  await waits(2)
  watcher.kill('SIGINT')
  const { code, stderr, stdout } = await ended
  expect(stderr).toContain('src/a.mjs has changed.')
  expect(stdout.match(/1 variant of 1 scenario/g)).toHaveLength(2)
  expect(code).toBe(130)
})
