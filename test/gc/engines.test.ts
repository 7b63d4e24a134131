// Bun and Deno: the harness runs in them, what they do otherwise is stated with a reason, and failures are reported as in Node.
// `check catalog --runtime bun` has all of the catalog.
import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { definitions } from '../../src/runtimes/definitions.ts'
import { leaklab, newFolder, runAndRecord } from './leaklab.ts'
import { python, whyNoPython } from './python.ts'
import { engineBinary } from './runtimes.ts'

const engines = ['bun', 'deno'] as const
/** Those with an exception for Bun or Deno, and cycles. */
const scenarios = ['async-local-storage', 'message-port', 'error-stack', 'symbol-registry', 'cyclic-nodes']

const files = {
  'grows.ts': `
    interface Session { id: number }
    const sessions: Session[] = []
    export default (lab: { watch<T>(object: T): T }) => () => { sessions.push(lab.watch({ id: sessions.length })) }`,
  'throws.mjs': `let n = 0; export default () => () => { if (++n > 50) throw new Error('broken at 50') }`,
  'exits.mjs': `let n = 0; export default () => () => { if (++n > 50) process.exit(3) }`,
  'prints.mjs': `export default () => () => { console.log('from the step') }`,
  'spins.mjs': `let n = 0; export default () => () => { if (++n > 3) for (;;) {} }`,
  // In its first iteration: growth from round to round is found to be a leak before the heap is full, or after, as it happens.
  'fills.mjs': `
    const held = []
    export default () => () => {
      for (;;) held.push(new Array(20_000).fill(held.length))
    }`,
}

describe.each(engines)('%s', engine => {
  const binary = engineBinary(engine)

  test.each(scenarios)('every claim about %s is met', async scenario => {
    const { code, words } = await leaklab(['check', scenario, '--no-paths', '--runtime', binary])
    expect([code, words]).toEqual([0, expect.stringContaining('met')])
  })

  test('a leak in a file of TypeScript is found, and the engine is named', async () => {
    const cwd = newFolder(files)
    const { code, words, verdictOf } = await runAndRecord(
      ['check', 'grows.ts', '--no-paths', '--runtime', binary],
      { cwd },
    )
    expect(code).toBe(1)
    expect(words).toMatch(/grows, (Bun|Deno) \d+\.\d+\.\d+/)
    const { caveats } = verdictOf('grows')
    expect(caveats).toContainEqual(
      expect.objectContaining({
        code: 'not-offered',
        engine,
        offers: expect.arrayContaining(['major-collections']),
      }),
    )
  })

  test('failures are those of Node', async () => {
    const cwd = newFolder(files)
    const run = await runAndRecord(
      ['check', 'throws.mjs', 'exits.mjs', 'spins.mjs', '--timeout', '4', '--no-paths', '--runtime', binary],
      { cwd },
    )
    expect(run.endingOf('throws')).toMatchObject({
      kind: 'failed',
      failure: { moment: 'step', step: 51, message: 'Error: broken at 50' },
    })
    expect(run.endingOf('exits')).toEqual({ kind: 'exited', code: 3 })
    expect(run.endingOf('spins')).toMatchObject({ kind: 'timeout' })
  })

  test('what a scenario prints is neither lost nor growth', async () => {
    const cwd = newFolder(files)
    const { code, stdout } = await leaklab(
      ['check', 'prints.mjs', '--no-paths', '--json', '--runtime', binary],
      { cwd },
    )
    expect(code).toBe(0)
    const [{ recording }] = JSON.parse(stdout).results
    expect(recording.stdout.text).toMatch(/^(from the step\n){9}/)
    expect(recording.stdout.bytes).toBeGreaterThan(1000)
    expect(recording.foreignLines).toBe(0)
  })
})

test('Deno: a full heap is recognized, and a path leads to what holds the survivors', async () => {
  const binary = engineBinary('deno')
  const cwd = newFolder(files)
  const full = await leaklab(
    ['check', 'fills.mjs', '--heap-limit', '128', '--no-paths', '--runtime', binary],
    { cwd },
  )
  expect([full.code, full.words]).toEqual([3, expect.stringContaining('ran out of memory at 128 MB')])
  const path = await leaklab(['run', 'strong-cache', '--variant', 'unbounded Map', '--runtime', binary])
  expect(path.words).toContain('variable cache of unbounded Map: Map')
})

/** Registers an object that stays alive to the end, and ends. */
const endsAlive = {
  javascript: `
    globalThis.kept = {}
    globalThis.registry = new FinalizationRegistry(() => console.log('finalized'))
    registry.register(kept)
    console.log('ends')`,
  python: `
import weakref
class Kept: pass
kept = Kept()
weakref.finalize(kept, print, 'finalized')
print('ends')`,
}

test.for(['node', ...engines, 'python'] as const)(
  '%s: what is alive at the end is finalized as is said of it',
  (engine, { skip }) => {
    skip(engine === 'python' && python === undefined, whyNoPython)
    const file = join(newFolder({ 'ends.mjs': endsAlive.javascript, 'ends.py': endsAlive.python }), 'ends')
    const program = engine === 'python' ? `${file}.py` : `${file}.mjs`
    const binary =
      engine === 'python' ? python!.path : engine === 'node' ? process.execPath : engineBinary(engine)
    const output = execFileSync(binary, engine === 'deno' ? ['run', program] : [program], {
      encoding: 'utf8',
    })
    const { finalizesAtExit } = definitions[engine].at(binary, 'v99.0.0')
    expect(output.trim().split(/\r?\n/)).toEqual(finalizesAtExit ? ['ends', 'finalized'] : ['ends'])
  },
)

test('one binary under two names is one engine, and two of one version are refused', async () => {
  const [first, second] = [newFolder(), newFolder()].map(folder => join(folder, 'node')) as [string, string]
  symlinkSync(process.execPath, first)
  // Another file that says it is the same version.
  writeFileSync(second, `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 })
  const { code, stdout } = await leaklab([
    'compare',
    'weak-reference',
    '--runtimes',
    `${process.execPath},${first}`,
    '--json',
  ])
  expect([code, JSON.parse(stdout).comparisons[0].columns.length]).toEqual([0, 1])
  const refused = await leaklab([
    'check',
    'weak-reference',
    '--runtime',
    process.execPath,
    '--runtime',
    second,
  ])
  expect([refused.code, refused.words]).toEqual([2, expect.stringContaining('are both Node')])
})

test('an engine that is not there is named, with what to try', async () => {
  const env = { PATH: newFolder(), HOME: newFolder(), XDG_CACHE_HOME: newFolder() }
  const bun = await leaklab(['check', 'idle-heap', '--runtime', 'bun'], { env })
  expect([bun.code, bun.words]).toEqual([2, expect.stringContaining('there is no Bun on the PATH')])
  const node = await leaklab(['check', 'idle-heap', '--runtime', 'node@18'], { env })
  expect([node.code, node.words]).toEqual([2, expect.stringContaining('there is no Node 18 on the PATH')])
})

test('compare: variants down, engines across, and the recorded CPython where there is none', async () => {
  const env = { PATH: newFolder(), HOME: newFolder(), XDG_CACHE_HOME: join(newFolder(), 'none') }
  const { code, stdout, words } = await leaklab(['compare', 'weak-values'], { env })
  expect(code).toBe(0)
  expect(words).toContain('its figures were recorded on')
  expect(words).toContain('Not found here: Bun, Deno, CPython')
  expect(stdout).toMatch(/^variant +Node [\d.]+ +CPython [\d.]+$/m)

  const both = await leaklab([
    'compare',
    'weak-values',
    '--runtimes',
    `${engineBinary('bun')},${engineBinary('deno')}`,
    '--json',
  ])
  expect(both.code).toBe(0)
  const { comparisons } = JSON.parse(both.stdout)
  expect(comparisons).toHaveLength(1)
  expect(comparisons[0].columns.map(({ engine }: { engine: string }) => engine)).toEqual(['bun', 'deno'])
  for (const { cells } of comparisons[0].rows)
    expect(Object.values(cells)).toEqual([
      expect.objectContaining({ claimMet: true }),
      expect.objectContaining({ claimMet: true }),
    ])
})
