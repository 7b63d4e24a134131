// Budgets and accepted leaks, end to end: from what a user writes to the exit code.
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseReport } from '../../src/report/formats/json.ts'
import { leaklab, newFolder } from './leaklab.ts'

const enough = ['--rounds', '12', '--steps', '500']

/** Writes a scenario that keeps all its sessions. `more`: further properties of the scenario. */
function writeLeak(folder: string, payload: number, more = ''): void {
  writeFileSync(
    join(folder, 'sessions.leak.mjs'),
    `class Session { payload = new Array(${payload}).fill(0) }
export default {
  title: 'Sessions', ask: 'Do they go?', learn: 'They stay.',
  collects: { 'a list': lab => {
    const list = []
    return () => { list.push(lab.watch(new Session())) }
  } },
  ${more}
}
`,
  )
}

test('what --update-budget writes is tolerated from then on, and more is not', async () => {
  const cwd = newFolder()
  const file = join(cwd, 'leaklab.budget.json')
  const check = (...args: string[]) => leaklab(['check', 'sessions.leak.mjs', ...enough, ...args], { cwd })
  writeLeak(cwd, 20)
  const others = { 'a.leak.ts': { other: { bytesPerStep: 9, because: 'not measured here' } } }
  writeFileSync(file, JSON.stringify({ 'z.leak.ts': others['a.leak.ts'], ...others }))

  const updated = await check('--update-budget')
  expect(updated.stderr).toContain('leaklab.budget.json: added sessions.leak.mjs, a list: ')
  expect(updated.code).toBe(0)
  const written = JSON.parse(readFileSync(file, 'utf8'))
  expect(Object.keys(written)).toEqual(['a.leak.ts', 'sessions.leak.mjs', 'z.leak.ts'])
  expect(written['a.leak.ts'].other.because).toBe('not measured here')
  expect(written['sessions.leak.mjs']['a list']).toEqual({
    bytesPerStep: expect.any(Number),
    survivors: expect.any(Number),
    because: expect.stringMatching(/^measured by leaklab .* on \d{4}-\d\d-\d\d; say here why/),
    fingerprints: [expect.stringMatching(/^[0-9a-f]{12}$/)],
  })

  const within = await check()
  expect(within.words).toContain('claim met: no growth beyond its budget')
  expect(within.words).toContain('1 claim met (1 tolerated)')
  expect(within.code).toBe(0)

  writeLeak(cwd, 200)
  const beyond = await check('--no-paths')
  expect(beyond.words).toMatch(
    /found a leak \(grows by \S+ B per iteration\), beyond its budget of \S+ B per iteration and .* \(measured: up to /,
  )
  expect(beyond.code).toBe(1)

  writeFileSync(file, JSON.stringify({ 'sessions.leak.mjs': { 'a list': { bytesPerStep: 9 } } }))
  const damaged = await check()
  expect(damaged.stderr).toContain('leaklab.budget.json at ["sessions.leak.mjs"]["a list"]["because"]')
  expect(damaged.code).toBe(2)
})

test('a known leak is accepted by its fingerprint until its date has passed, in a replay too', async () => {
  const cwd = newFolder()
  const check = (...args: string[]) => leaklab(['check', 'sessions.leak.mjs', ...enough, ...args], { cwd })
  writeLeak(cwd, 20)
  const refuted = await check('--json')
  expect(refuted.code).toBe(1)
  const { groups } = parseReport(refuted.stdout).results[0]!.recording.retention!
  expect(groups).toHaveLength(1)
  const accept = (until: string) =>
    writeLeak(
      cwd,
      20,
      `accept: { '${groups[0]!.fingerprint}': { because: 'sold in spring', until: '${until}' } }`,
    )

  accept('9999-12-31')
  const record = join(newFolder(), 'accepted.leaklab')
  const accepted = await check('--record', record)
  expect(accepted.words).toContain('is accepted until 9999-12-31: sold in spring')
  expect(accepted.code).toBe(0)
  const replayed = await leaklab(['replay', record, '--details'])
  expect(replayed.words).toContain('claim met: its leak is accepted until 9999-12-31')
  expect(replayed.code).toBe(0)

  accept('2020-02-29')
  const ended = await check()
  expect(ended.words).toContain('; its acceptance ended on 2020-02-29')
  expect(ended.code).toBe(1)

  accept('2021-02-29')
  const wrong = await check()
  expect(wrong.words).toContain(
    `\`accept['${groups[0]!.fingerprint}'].until\` is "2021-02-29"; expected a day`,
  )
  expect(wrong.code).toBe(3)
})

test('a budget file that cannot be written is reported before anything is measured', async () => {
  const cwd = newFolder()
  writeLeak(cwd, 20)
  // Not even root can write there.
  symlinkSync(join(cwd, 'no folder', 'budget.json'), join(cwd, 'leaklab.budget.json'))
  const { code, stdout, stderr } = await leaklab(['check', 'sessions.leak.mjs', '--update-budget'], { cwd })
  expect(stderr).toMatch(/leaklab\.budget\.json cannot be written: there is no such file or folder/)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test('--update-budget without a result writes no budget file', async () => {
  const cwd = newFolder()
  const { code } = await leaklab(['check', 'no-such.leak.mjs', '--update-budget'], { cwd })
  expect(code).toBe(2)
  expect(existsSync(join(cwd, 'leaklab.budget.json'))).toBe(false)
})
