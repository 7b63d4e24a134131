// When leaklab is killed, nothing of it goes on: not a child that is busy, not one that waits; and the next run removes what was left in the
// temporary folder.
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isAlive, leaklab, linesOf, newFolder, start, until } from './leaklab.ts'

const leak = 'const all = []\nexport default lab => () => { all.push(lab.watch({})) }\n'
const begins = `import { appendFileSync } from 'node:fs'
const begin = () => appendFileSync(process.env.BEGUN, process.pid + '\\n')
`

test.concurrent.each([
  ['is busy', `${begins}export default () => () => { begin(); for (;;) {} }\n`],
  ['waits', `${begins}export default () => () => { begin(); return new Promise(r => setTimeout(r, 1e6)) }\n`],
  ['is being imported', `${begins}begin(); for (;;) {}\n`],
])('a child that %s ends with leaklab', async (_, source) => {
  const cwd = newFolder({ 'a.mjs': source })
  const begun = join(cwd, 'begun')
  const { process: child, ended } = start(['check', 'a.mjs'], { cwd, env: { BEGUN: begun } })
  await until('the child has begun', () => linesOf(begun).length > 0)
  child.kill('SIGKILL')
  // It looks for processes at once, and the system may take a moment.
  await ended.catch(() => {})
  const pid = Number(linesOf(begun)[0])
  await until('the child has ended', () => !isAlive(pid))
})

test.concurrent('snapshots of a process that was killed are removed', async () => {
  const cwd = newFolder({ 'leak.mjs': leak })
  const temporary = join(cwd, 'tmp')
  const gone = await leaklab([], { script: 'echo $$' })
  const [stale, young, other] = [
    `leaklab-snapshots-${gone.stdout.trim()}-old`,
    `leaklab-snapshots-${gone.stdout.trim()}-new`,
    'leaklab-other',
  ]
  for (const name of [stale, young, other]) mkdirSync(join(temporary, name), { recursive: true })
  writeFileSync(join(temporary, stale, '0.heapsnapshot'), '{}')
  const old = Date.now() / 1000 - 7200
  for (const name of [stale, other]) utimesSync(join(temporary, name), old, old)
  await leaklab(['check', 'leak.mjs'], { cwd, env: { TMPDIR: temporary } })
  expect(existsSync(join(temporary, stale))).toBe(false)
  expect(readdirSync(temporary).sort()).toEqual([other, young].sort())
})

test.concurrent.each<NodeJS.Signals[][]>([[['SIGKILL']], [['SIGINT', 'SIGINT']]])(
  'a leaklab that is ended by %j while it inspects a heap leaves no snapshot',
  async signals => {
    const cwd = newFolder({ 'leak.mjs': leak })
    const temporary = join(cwd, 'tmp')
    mkdirSync(temporary)
    const { process: inspecting, ended } = start(['run', 'leak.mjs', '--no-config'], {
      cwd,
      env: { TMPDIR: temporary },
    })
    await until('a snapshot is written', () => readdirSync(temporary, { recursive: true }).length > 1)
    for (const signal of signals) inspecting.kill(signal)
    const { code, signal } = await ended
    expect(code).not.toBe(0)
    expect([...signals, null]).toContain(signal)
    await until('the snapshots are removed', () => readdirSync(temporary).length === 0)
  },
)
