// What a user has in files is not lost: by a mistake of typing, by two outputs or two runs with one file, or by a full disk.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { readRecordingFile } from '../../src/files/recording-file.ts'
import { leaklab, newFolder, root } from './leaklab.ts'

const clean = 'export default () => () => { ({ a: 1 }) }\n'
const quick = ['check', 'clean.mjs', '--rounds', '9', '--steps', '50', '--retries', '0']

function folderWith(files: Record<string, string>): { cwd: string; textOf: (name: string) => string } {
  const cwd = newFolder({ 'clean.mjs': clean, ...files })
  return { cwd, textOf: name => readFileSync(join(cwd, name), 'utf8') }
}

test.concurrent('a mistake of typing leaves the old recording and the old report', async () => {
  const xml = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites/>\n'
  const { cwd, textOf } = folderWith({ 'leaks.xml': xml })
  expect((await leaklab([...quick, '--record', 'r.leaklab'], { cwd })).code).not.toBe(2)
  const before = textOf('r.leaklab')
  const args = ['check', 'claen.mjs', '--record', 'r.leaklab', '--reporter', 'junit=leaks.xml']
  expect((await leaklab(args, { cwd })).code).toBe(2)
  expect(textOf('r.leaklab')).toBe(before)
  expect(textOf('leaks.xml')).toBe(xml)
  expect(readdirSync(cwd).sort()).toEqual(['clean.mjs', 'leaks.xml', 'r.leaklab'])
})

test.concurrent.each(['junit=precious.mjs', 'line=precious.mjs', 'json=precious.txt'])(
  '--reporter %s does not replace another file',
  async reporter => {
    const { cwd, textOf } = folderWith({ 'precious.mjs': 'precious', 'precious.txt': 'precious' })
    const { code, words } = await leaklab([...quick, '--reporter', reporter], { cwd })
    expect(words).toContain('exists and is no report of this kind it was not touched')
    expect(code).toBe(2)
    expect(textOf(reporter.split('=')[1]!)).toBe('precious')
  },
)

test.concurrent.each([
  [['--reporter', 'tap=out', '--reporter', 'junit=./out']],
  [['--reporter', 'tap=out', '--record', 'out']],
])('two outputs to one file are refused: %s', async outputs => {
  const { cwd } = folderWith({})
  const { code, words } = await leaklab([...quick, ...outputs], { cwd })
  expect(words).toContain('two outputs cannot both be')
  expect(code).toBe(2)
  expect(readdirSync(cwd)).toEqual(['clean.mjs'])
})

test.concurrent('three runs at once with one recording: one is kept, the others say where theirs is', async () => {
  const { cwd } = folderWith({})
  const runs = await Promise.all([1, 2, 3].map(() => leaklab([...quick, '--record', 'r.leaklab'], { cwd })))
  const late = runs.filter(({ stderr }) => stderr.includes('another process has written r.leaklab meanwhile'))
  expect(late.map(({ code }) => code)).toEqual(late.map(() => 2))
  const recordings = readdirSync(cwd).filter(name => name.startsWith('r.leaklab'))
  expect(recordings).toHaveLength(1 + late.length)
  for (const name of recordings) {
    const { trials, problem } = await readRecordingFile(join(cwd, name))
    expect(problem).toBeUndefined()
    expect(trials).toHaveLength(1)
  }
})

test.concurrent('a full disk leaves the old recording', async () => {
  const { cwd, textOf } = folderWith({})
  await leaklab([...quick, '--record', 'r.leaklab'], { cwd })
  const before = textOf('r.leaklab')
  const script = `ulimit -f 4; $leaklab ${quick.join(' ')} --record r.leaklab`
  const { code, words } = await leaklab([], { cwd, script })
  expect(words).toContain('r.leaklab is as it was; what could be written is in')
  expect(code).toBe(2)
  expect(textOf('r.leaklab')).toBe(before)
})

test.concurrent('a full disk leaves no output that is cut off, and names each part', async () => {
  const { cwd } = folderWith({})
  const outputs =
    '--record r.leaklab --reporter json=r.json --reporter ndjson=r.ndjson --reporter junit=r.xml'
  const script = `ulimit -f 4; $leaklab ${quick.join(' ')} ${outputs}`
  const { code, words } = await leaklab([], { cwd, script })
  expect(code).toBe(2)
  // Only the smallest has room.
  const files = readdirSync(cwd).filter(name => name !== 'clean.mjs')
  const parts = files.filter(name => name.endsWith('.part'))
  expect(files.filter(name => !parts.includes(name))).toEqual(['r.xml'])
  expect(parts.map(name => name.replace(/\.[0-9a-f]{8}\.part$/, '')).sort()).toEqual([
    'r.json',
    'r.leaklab',
    'r.ndjson',
  ])
  for (const name of parts) expect(words).toContain(name)
  expect(words).toContain('there is no r.leaklab; what could be written is in')
})

test.concurrent('a full disk leaves no first check that is cut off', async () => {
  const { cwd } = folderWith({})
  const { code, words } = await leaklab([], { cwd, script: 'ulimit -f 0; $leaklab new cart' })
  expect(words).toContain('cart.leak.ts cannot be written')
  expect(code).toBe(2)
  expect(readdirSync(cwd)).toEqual(['clean.mjs'])
})

test.concurrent.each([
  ['snapshot-file', 'createSnapshotFile', '(file).keep({ snapshots: ["newer"] })'],
  ['progress-file', 'writeProgress', '(file, { seen: "x".repeat(9000) })'],
  ['budget-file', 'writeBudgetFile', '({ a: { b: { because: "x".repeat(9000), fingerprints: [] } } })'],
])('a full disk leaves the old file, and nothing beside it: %s', async (module, name, call) => {
  const [old, newer] = ['{"snapshot":1}', `{"snapshot":${'1'.repeat(9000)}}`]
  const { cwd, textOf } = folderWith({ 'leaklab.budget.json': old, newer })
  const from = pathToFileURL(join(root, `dist/src/files/${module}.js`)).href
  const program = `import { ${name} } from '${from}'; const file = 'leaklab.budget.json'; ${name}${call}`
  await leaklab([], {
    cwd,
    script: `ulimit -f 4; ${process.execPath} --input-type=module -e '${program.replaceAll("'", `'"'"'`)}'`,
  })
  expect(textOf('leaklab.budget.json')).toBe(old)
  expect(readdirSync(cwd).sort()).toEqual(['clean.mjs', 'leaklab.budget.json', 'newer'])
})
