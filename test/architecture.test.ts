// The import law: downwards only, never between siblings; terminal packages where the terminal is; a harness
// that depends on nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src')

/**
 * The law of a folder: its rooms in layers, lowest first. A room is a folder, or a file that stands in the folder itself.
 * Imports go to a lower layer only: not upwards, and not between the rooms of one layer.
 */
const laws: Record<string, readonly (readonly string[])[]> = {
  '.': [
    ['scenario', 'collections', 'heap'],
    ['model'],
    ['harness', 'runtimes', 'catalog', 'files', 'probes'],
    ['child', 'judgement', 'retention'],
    ['report'],
    ['run', 'stage'],
    ['pipeline.ts', 'in-process'],
    ['cli', 'assert', 'index.ts'],
    ['vitest'],
  ],
  heap: [
    ['graph'],
    ['memory', 'v8'],
    ['parse', 'compute'],
    ['paths', 'growth', 'inspect', 'open'],
    ['index.ts'],
  ],
  report: [['terminal'], ['words'], ['trial'], ['heap', 'formats', 'pages']],
}
const terminalPackages = ['chalk', 'ora', 'cli-table3', 'commander', 'string-width', 'wrap-ansi']
const terminalRooms = ['cli', 'report', 'stage']

interface Import {
  from: string
  to: string
  typeOnly: boolean
  /** With `import()`. */
  isLazy: boolean
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
    return { from: relative(source, path), to, typeOnly: typeOnly !== undefined, isLazy: lazy !== undefined }
  })
}

/** The room of a file within a folder: `parse` for `heap/parse/rows.ts` within `heap`. */
function roomIn(folder: string, path: string): string | undefined {
  const inside =
    folder === '.' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined
  return inside?.split('/')[0]
}

function roomOf(path: string): string {
  return roomIn('.', path)!
}

const ours = imports.filter(({ to }) => to.endsWith('.ts') || to.endsWith('.js'))
const foreign = imports.filter(edge => !ours.includes(edge))

test('imports are found at all', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(ours.length).toBeGreaterThan(600)
  expect(foreign.map(({ to }) => to)).toContain('commander')
})

describe.each(Object.entries(laws))('the law of src/%s', (folder, layers) => {
  const layerOf = (room: string) => layers.findIndex(rooms => rooms.includes(room))

  test('each of its rooms is in one layer', () => {
    const rooms = new Set(files.flatMap(file => roomIn(folder, file) ?? []))
    expect([...rooms].sort()).toEqual(layers.flat().sort())
  })

  test('imports go to a lower layer, never up and never between siblings', () => {
    const wrong = ours.filter(({ from, to }) => {
      const [room, other] = [roomIn(folder, from), roomIn(folder, to)]
      if (room === undefined || other === undefined || room === other) return false
      return layerOf(room) <= layerOf(other)
    })
    expect(wrong).toEqual([])
  })
})

test('the heap engine imports nothing from outside of it but node: built-ins', () => {
  const wrong = imports.filter(
    ({ from, to }) => roomOf(from) === 'heap' && !to.startsWith('node:') && roomOf(to) !== 'heap',
  )
  expect(wrong).toEqual([])
})

test('no file imports itself, over however many others', () => {
  const targets = new Map(files.map(file => [file, ours.filter(({ from }) => from === file)]))
  const cycles: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file)
    if (at !== -1) cycles.push([...path.slice(at), file])
    if (at !== -1 || done.has(file)) return
    for (const { to } of targets.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(cycles).toEqual([])
})

test('only cli and report know of terminals', () => {
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

test.each(['index.ts', 'assert/index.ts', 'vitest/index.ts', 'cli/main.ts'])(
  'whoever loads %s has the sentences of errors',
  door => {
    const loaded = new Set([door])
    for (const file of loaded) {
      for (const { from, to, typeOnly, isLazy } of ours)
        if (from === file && !typeOnly && !isLazy) loaded.add(to)
    }
    expect([...loaded]).toContain('report/words/words.ts')
  },
)

test('only cli touches the standard streams', () => {
  const touches = files.filter(file => /process\.std(out|err|in)\b/.test(code(file)))
  // The harness asks how much of the scenario's output still waits.
  const wrong = touches.filter(file => roomOf(file) !== 'cli' && file !== 'harness/output.ts')
  expect(wrong).toEqual([])
})

test('what is said on standard error are words of the language', () => {
  const says = files
    .filter(file => roomOf(file) === 'cli')
    .flatMap(
      file =>
        withoutComments(file)
          .match(/(?:\b(?:say|createProgress|show)\(|\bopening: ).*/g)
          ?.map(call => `${file}: ${call}`) ?? [],
    )
  expect(says.length).toBeGreaterThan(20)
  const literals = says.filter(call => /['"`][^'"`]*[A-Za-z]{2,} /.test(call.replaceAll(/\$\{[^}]*\}/g, '')))
  expect(literals).toEqual([])
})

test('only child/ starts processes that run scenarios', () => {
  const starters = imports.filter(({ to }) => to === 'node:child_process').map(({ from }) => from)
  // guard.ts starts a shell that ends them, runtimes/ask-version.ts asks a binary for its version, changed-files.ts asks git, pager.ts starts the user's pager,
  // reset-terminal.ts stty.
  expect(starters.sort()).toEqual([
    'child/guard.ts',
    'child/spawn-child.ts',
    'cli/pager.ts',
    'cli/reset-terminal.ts',
    'files/changed-files.ts',
    'runtimes/ask-version.ts',
  ])
})

test('the harness, and all that it loads, depends on nothing but node: built-ins', () => {
  const loaded = new Set(files.filter(file => roomOf(file) === 'harness'))
  for (const file of loaded) {
    for (const { from, to, typeOnly } of ours) if (from === file && !typeOnly) loaded.add(to)
  }
  expect([...loaded]).toContain('scenario/scenario.ts')
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
  const ending = files.filter(file => /process\.exit\(/.test(code(file)))
  expect(ending).toEqual(['cli/main.ts'])
  const main = code('cli/main.ts')
  expect(main.match(/process\.exit\(/g)).toHaveLength(1)
  expect(main).toMatch(/\.map\(written\)\)\s+process\.exit\(\)/)
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

/** A file's text without comments. */
function withoutComments(file: string): string {
  return readFileSync(join(source, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
}

/** A file's text without comments and strings. */
function code(file: string): string {
  return withoutComments(file)
    .replace(/'(?:\\.|[^'\n])*'/g, "''")
    .replace(/`(?:\\.|[^`])*`/g, '``')
}
