// The import law: downwards only, never between siblings; terminal packages where the terminal is; a harness
// that depends on nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src')

/** The layer of each room; a file at the top of src/ is a room of its own. */
const layers: Record<string, number> = {
  model: 0,
  'version.ts': 0,
  heap: 1,
  harness: 1,
  runtimes: 1,
  catalog: 1,
  collections: 1,
  probes: 1,
  recorder: 2,
  analysis: 2,
  report: 2,
  'trials.ts': 3,
  'choice.ts': 3,
  'pipeline.ts': 3,
  'measure.ts': 3,
  'in-process': 3,
  cli: 4,
  classroom: 4,
  assert: 4,
  vitest: 4,
  'index.ts': 4,
}
/** Rooms of one layer where one may import the other: small print, one trial of the pipeline, and vitest's words for `assert/`. */
const allowedSiblings = new Set([
  'pipeline.ts → trials.ts',
  'pipeline.ts → choice.ts',
  'measure.ts → pipeline.ts',
  'measure.ts → choice.ts',
  'measure.ts → trials.ts',
  'vitest → assert',
])
const terminalPackages = ['chalk', 'ora', 'cli-table3', '@clack/prompts', 'commander', 'is-unicode-supported']
const terminalRooms = ['cli', 'classroom', 'report']

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
const imports = files.flatMap(file => importsOf(join(source, file)))

function importsOf(path: string): Import[] {
  const text = readFileSync(path, 'utf8')
  const pattern =
    /^(?:import|export)\s+(type\s)?(?:[^'"()]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm
  return [...text.matchAll(pattern)].map(([, typeOnly, named, lazy]) => {
    const target = (named ?? lazy)!
    const to = target.startsWith('.') ? relative(source, resolve(dirname(path), target)) : target
    return { from: relative(source, path), to, typeOnly: typeOnly !== undefined }
  })
}

function roomOf(path: string): string {
  return path.split('/')[0]!
}

const ours = imports.filter(({ to }) => to.endsWith('.ts') || to.endsWith('.js'))
const foreign = imports.filter(edge => !ours.includes(edge))

test('every file stands in a known layer', () => {
  expect(files.length).toBeGreaterThan(30)
  for (const file of files) expect(layers, file).toHaveProperty([roomOf(file)])
})

test('imports are found at all', () => {
  expect(ours.length).toBeGreaterThan(80)
  expect(foreign.map(({ to }) => to)).toContain('commander')
})

test('imports go downwards, never up and never between siblings', () => {
  const wrong = ours.filter(({ from, to }) => {
    const [room, other] = [roomOf(from), roomOf(to)]
    if (room === other || allowedSiblings.has(`${room} → ${other}`)) return false
    return layers[room]! <= layers[other]!
  })
  expect(wrong).toEqual([])
})

test('only cli, classroom and report know of terminals', () => {
  const wrong = foreign.filter(
    ({ from, to }) => terminalPackages.includes(to) && !terminalRooms.includes(roomOf(from)),
  )
  expect(wrong).toEqual([])
})

test('no terminal package is loaded through the library door', () => {
  const loaded = new Set(['index.ts'])
  for (const file of loaded) {
    for (const { from, to, typeOnly } of ours) if (from === file && !typeOnly) loaded.add(to)
  }
  expect([...loaded]).toContain('pipeline.ts')
  expect(foreign.filter(({ from, to }) => loaded.has(from) && terminalPackages.includes(to))).toEqual([])
})

test('only cli and classroom touch the standard streams', () => {
  const wrong = files.filter(
    file => !['cli', 'classroom'].includes(roomOf(file)) && /process\.std(out|err|in)\b/.test(code(file)),
  )
  expect(wrong).toEqual([])
})

test('only the recorder starts processes that run scenarios', () => {
  const starters = imports.filter(({ to }) => to === 'node:child_process').map(({ from }) => from)
  // runtimes/node.ts asks a binary for its version, changed-files.ts asks git.
  expect(starters.sort()).toEqual(['recorder/changed-files.ts', 'recorder/child.ts', 'runtimes/node.ts'])
})

test('the harness, and all that it loads, depends on nothing but node: built-ins', () => {
  const loaded = new Set(files.filter(file => roomOf(file) === 'harness'))
  for (const file of loaded) {
    for (const { from, to, typeOnly } of ours) if (from === file && !typeOnly) loaded.add(to)
  }
  expect([...loaded]).toContain('model/scenario.ts')
  const wrong = foreign.filter(
    ({ from, to, typeOnly }) => loaded.has(from) && !typeOnly && !to.startsWith('node:'),
  )
  expect(wrong).toEqual([])
})

test('the collections depend on nothing at all', () => {
  expect(ours.map(({ from }) => roomOf(from))).toContain('collections')
  const wrong = imports.filter(
    ({ from, to }) => roomOf(from) === 'collections' && roomOf(to) !== 'collections',
  )
  expect(wrong).toEqual([])
})

test('nothing ends the process in the middle of its output', () => {
  const wrong = files.filter(file => /process\.exit\(/.test(code(file)))
  expect(wrong).toEqual([])
})

test('scenarios import types, node: and our collections only', () => {
  const folder = join(root, 'scenarios')
  const scenarios = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  )
  expect(scenarios.length).toBeGreaterThanOrEqual(4)
  const wrong = scenarios
    .flatMap(name => importsOf(join(folder, name)))
    .filter(
      ({ to, typeOnly }) =>
        !(to.startsWith('node:') || to === 'leaklab/collections' || (typeOnly && to === 'leaklab')),
    )
  expect(wrong).toEqual([])
})

/** A file's text without its comments and strings. */
function code(file: string): string {
  return readFileSync(join(source, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/'(?:\\.|[^'\n])*'/g, "''")
    .replace(/`(?:\\.|[^`])*`/g, '``')
}
