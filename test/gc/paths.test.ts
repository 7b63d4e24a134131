// What holds the survivors, as the user of `run` reads it. The paths of each scenario and of leaks that nobody watches are in
// holders.test.ts.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixtures, leaklab, newFolder } from './leaklab.ts'

/** The section of a report that tells paths, without figures that are each run's own. */
async function pathsOf(args: readonly string[]): Promise<string[]> {
  const { stdout } = await leaklab(['run', ...args])
  const [section] = /^What (?:holds|keeps)[\s\S]*?(?=\n\n)/m.exec(stdout) ?? []
  expect(section, stdout).toBeDefined()
  return section!
    .replaceAll(/\d[\d,.]*( (kB|MB|B)\b)?/g, '#')
    .replaceAll(join(fixtures, '..'), '')
    .split('\n')
    .filter(line => /^(What|and,| {2})/.test(line))
    .map(line => line.trim())
}

test('what nobody watched: what keeps growing has a name', async () => {
  const lines = await pathsOf([join(fixtures, 'judgement/leaky/numbers-array.mjs')])
  expect(lines[0]).toBe('What keeps growing, seen in a second life of # steps')
  expect(lines.at(-1)).toMatch(/^→ variable log of the default export: Array /)
})

test('what goes late, by callbacks of collected objects, does not hide what grows', async () => {
  const lines = await pathsOf([join(fixtures, 'own/late-removal.mjs')])
  expect(lines.at(-1)).toMatch(/^→ variable resources of the default export: Map /)
})

test('what was watched: the path, the holder and how much it holds', async () => {
  expect(await pathsOf(['strong-cache', '--variant', 'unbounded Map'])).toEqual([
    'What holds the survivors, seen in a second life of # steps',
    'the step  scenarios/caches/strong-cache.ts:#',
    '→ variable cache of unbounded Map: Map  scenarios/caches/strong-cache.ts:#  ◀ holds #',
    '→ value of an entry: Session',
  ])
})

test('what is held twice has two paths, and the heap that shows it can be kept', async () => {
  const kept = join(newFolder(), 'kept.heapsnapshot')
  const file = join(fixtures, 'own/two-holders.mjs')
  const told = (await pathsOf([file, '--snapshot', kept])).join('\n')
  expect(told).toMatch(/variable (byId|recent) of the default export: (Map|Array) .* ◀ holds #/)
  expect(told).toMatch(
    /and, without that holder, they would still be held:\nthe step .*\n→ variable (byId|recent) of .*: (Map|Array) /,
  )
  expect(statSync(kept).mode & 0o777).toBe(0o600)
  const why = await leaklab(['heap', kept, '--class', 'Session', '--why'])
  expect(why.words).toMatch(/variable (byId|recent) of the default export: (Map|Array)/)
  const many = await leaklab(['run', 'strong-cache', '--snapshot', kept])
  expect(many.words).toContain('--snapshot keeps one heap, and 4 variants would be run')
  expect(many.code).toBe(2)
})

test('--snapshot is told what it cannot do', async () => {
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

test('nothing survives, nothing grows: no look into the heap; and none where nobody wants one', async () => {
  const clean = await leaklab(['run', 'strong-cache', '--variant', 'deleted on logout', '--json'])
  expect(JSON.parse(clean.stdout).results[0].recording.retention).toBeNull()
  const unasked = await leaklab(['run', 'strong-cache', '--variant', 'unbounded Map', '--no-paths', '--json'])
  expect(JSON.parse(unasked.stdout).results[0].recording.retention).toBeNull()
})

test('no room for a snapshot: the verdict stands, and what is missing is told', async () => {
  // Blocks of 1,024 bytes: less than any snapshot, and enough for all else.
  const script = `ulimit -f 1000; $leaklab run strong-cache --variant 'unbounded Map'`
  const { code, words } = await leaklab([], { script })
  expect(words).toMatch(/What holds the survivors could not be told: .*too large/i)
  expect(words).toContain('claim met: it leaks')
  expect(code).toBe(0)
})

test('check looks only where a claim is refuted', async () => {
  const met = await leaklab(['check', 'strong-cache', '--json'])
  for (const { recording } of JSON.parse(met.stdout).results) expect(recording.retention).toBeNull()
  const refuted = await leaklab(['check', join(fixtures, 'own/thing.mjs'), '--json'])
  expect(JSON.parse(refuted.stdout).results[0].recording.retention.groups).toHaveLength(1)
})

test('a held value is the cause only where it holds the target that it is registered for', async () => {
  const cause = 'references its own target'
  const [own, other] = await Promise.all([
    leaklab(['run', 'finalizer-callbacks', '--variant', 'held value references its target']),
    leaklab(['run', join(fixtures, 'own/finalizer-neighbour.mjs')]),
  ])
  expect(own.words).toContain(cause)
  expect(other.words).toContain('1 Screen retains')
  expect(other.words).not.toContain(cause)
})
