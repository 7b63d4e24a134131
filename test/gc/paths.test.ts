// The retaining paths as `leaklab run --details` prints them. The paths of each scenario and of leaks without watched objects are in
// holders.test.ts.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixtures, leaklab, newFolder } from './leaklab.ts'

/** The lines of the report's section with the paths, without numbers that differ from run to run. */
async function pathsOf(args: readonly string[]): Promise<string[]> {
  const { stdout } = await leaklab(['run', ...args, '--details'])
  const [section] = /^(?:Why they stay alive|What keeps)[\s\S]*?(?=\n\n)/m.exec(stdout) ?? []
  expect(section, stdout).toBeDefined()
  return section!
    .replaceAll(/\d[\d,.]*( (kB|MB|B)\b)?/g, '#')
    .replaceAll(join(fixtures, '..'), '')
    .split('\n')
    .filter(line => /^(W|A second path| {2})/.test(line))
    .map(line => line.trim())
}

test('without watched objects, the holder that keeps growing is named', async () => {
  const lines = await pathsOf([join(fixtures, 'judgement/leaky/numbers-array.mjs')])
  expect(lines[0]).toBe(
    'What keeps growing (# % of it; retaining path in a heap snapshot after # iterations)',
  )
  expect(lines.at(-1)).toMatch(/^→ variable log of the default export: Array /)
})

test('objects that finalization callbacks remove late do not hide the holder that grows', async () => {
  const lines = await pathsOf([join(fixtures, 'own/late-removal.mjs')])
  expect(lines.at(-1)).toMatch(/^→ variable resources of the default export: Map /)
})

test('with watched objects, the path, the holder and how much it holds are printed', async () => {
  expect(await pathsOf(['strong-cache', '--variant', 'unbounded Map'])).toEqual([
    'Why they stay alive (retaining path in a heap snapshot after # iterations)',
    'the step  scenarios/caches/strong-cache.ts:#',
    '→ variable cache of unbounded Map: Map  scenarios/caches/strong-cache.ts:#  ◀ holds #',
    '→ value of an entry: Session',
  ])
})

test('an object with two holders has two paths, and --snapshot keeps the heap snapshot', async () => {
  const kept = join(newFolder(), 'kept.heapsnapshot')
  const file = join(fixtures, 'own/two-holders.mjs')
  const text = (await pathsOf([file, '--snapshot', kept])).join('\n')
  expect(text).toMatch(/variable (byId|recent) of the default export: (Map|Array) .* ◀ holds #/)
  expect(text).toMatch(
    /A second path, without that holder:\nthe step .*\n→ variable (byId|recent) of .*: (Map|Array) /,
  )
  expect(statSync(kept).mode & 0o777).toBe(0o600)
  const why = await leaklab(['heap', kept, '--class', 'Session', '--why'])
  expect(why.words).toMatch(/variable (byId|recent) of the default export: (Map|Array)/)
  const many = await leaklab(['run', 'strong-cache', '--snapshot', kept])
  expect(many.words).toContain('--snapshot keeps one heap, and 4 variants would be run')
  expect(many.code).toBe(2)
})

test('--snapshot reports what it cannot do', async () => {
  const precious = join(newFolder(), 'precious.txt')
  writeFileSync(precious, 'mine')
  const refused = await leaklab(['run', 'strong-cache', '--snapshot', precious])
  expect(refused.words).toContain('exists and is no heap snapshot')
  expect(refused.code).toBe(2)
  expect(readFileSync(precious, 'utf8')).toBe('mine')
  const nowhere = join(newFolder(), 'no/such.heapsnapshot')
  const lost = await leaklab(['run', 'strong-cache', '--variant', 'unbounded Map', '--snapshot', nowhere])
  expect(lost.words).toContain('LEAKING')
  expect(lost.words).toContain('cannot be written: there is no such file or folder')
  expect(lost.code).toBe(2)
  const clean = await leaklab([
    'run',
    'strong-cache',
    '--variant',
    'deleted on logout',
    '--snapshot',
    nowhere,
  ])
  expect(clean.words).toContain('No snapshot was kept: nothing survived')
  expect(clean.code).toBe(0)
})

test('the heap is not inspected if nothing survives or grows, or with --no-paths', async () => {
  const clean = await leaklab(['run', 'strong-cache', '--variant', 'deleted on logout', '--json'])
  expect(JSON.parse(clean.stdout).results[0].recording.retention).toBeNull()
  const unasked = await leaklab(['run', 'strong-cache', '--variant', 'unbounded Map', '--no-paths', '--json'])
  expect(JSON.parse(unasked.stdout).results[0].recording.retention).toBeNull()
})

test('without room for a snapshot there is a verdict, and the report says that paths are missing', async () => {
  // In blocks of 1,024 bytes: less than any snapshot, and enough for all other files.
  const script = `ulimit -f 1000; $leaklab run strong-cache --variant 'unbounded Map'`
  const { code, words } = await leaklab([], { script })
  expect(words).toMatch(/Why they stay alive is not known: .*too large/i)
  expect(words).toContain('claim met')
  expect(code).toBe(0)
})

test('check inspects the heap only where a claim is refuted', async () => {
  const met = await leaklab(['check', 'strong-cache', '--json'])
  for (const { recording } of JSON.parse(met.stdout).results) expect(recording.retention).toBeNull()
  const refuted = await leaklab(['check', join(fixtures, 'own/thing.mjs'), '--json'])
  expect(JSON.parse(refuted.stdout).results[0].recording.retention.groups).toHaveLength(1)
})

test('a held value is the cause only if it references the target that it is registered with', async () => {
  const cause = 'references its own target'
  const [own, other] = await Promise.all([
    leaklab(['run', 'finalizer-callbacks', '--variant', 'held value references its target']),
    leaklab(['run', join(fixtures, 'own/finalizer-neighbour.mjs'), '--details']),
  ])
  expect(own.words).toContain(cause)
  expect(other.words).toContain('1 Screen object retains')
  expect(other.words).not.toContain(cause)
})
