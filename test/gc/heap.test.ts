// `leaklab heap` on snapshots of a real process: what is in them, what holds an object, what grew.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { leaklab, leaklabPath, newFolder, start } from './leaklab.ts'

const folder = newFolder()
const named = (name: string) => join(folder, name)
const snapshots = [1, 2, 3].map(time => named(`${time}.heapsnapshot`))
const [first, second, third] = snapshots as [string, string, string]
const other = named('other.heapsnapshot')

/** Keeps 1,500 sessions more in a Map before each snapshot, and fills a pool once, before the second. */
const app = `
  const v8 = require('node:v8')
  class Session { constructor(i) { this.i = i; this.name = 'secret ' + Math.sqrt(i) } }
  class Pooled { constructor(i) { this.bytes = new Array(100).fill(i) } }
  const sessions = globalThis.sessions = new Map()
  const pool = globalThis.pool = []
  let steps = 0
  for (const path of process.argv.slice(2)) {
    for (let at = 0; at < 1500; at++) sessions.set(steps, new Session(steps++))
    // Warm-up between the first two snapshots: it keeps far more than the sessions take.
    if (steps === 3000) for (let at = 0; at < 2000; at++) pool.push(new Pooled(at))
    gc()
    v8.writeHeapSnapshot(path)
  }
`

beforeAll(() => {
  const script = named('app.cjs')
  writeFileSync(script, app)
  execFileSync(process.execPath, ['--expose-gc', script, ...snapshots])
  execFileSync(process.execPath, [
    '--expose-gc',
    '-e',
    `globalThis.kept = Array.from({ length: 3000 }, (_, i) => ({ i })); require('node:v8').writeHeapSnapshot(process.argv[1])`,
    other,
  ])
})

async function json(...args: string[]) {
  const { code, stdout, stderr } = await leaklab(['heap', ...args, '--json'])
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout)
}

test('a summary lists constructors and the objects that retain most', async () => {
  const { code, stdout, stderr } = await leaklab(['heap', third])
  expect(stdout).toMatch(/^Session +4,500 /m)
  expect(stdout).toMatch(/^Pooled +2,000 /m)
  expect(stdout).toContain('Objects that retain most')
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const { classes, totalSize, nodeCount } = await json(third)
  expect(classes.find(({ name }: { name: string }) => name === 'Session')).toMatchObject({ count: 4500 })
  expect(totalSize).toBeGreaterThan(1_000_000)
  expect(nodeCount).toBeGreaterThan(10_000)
})

test('--class prints ids, and --id with --why prints what holds the object', async () => {
  const { count, largest, path } = await json(third, '--class', 'Session')
  expect(count).toBe(4500)
  expect(largest).toHaveLength(20)
  expect(path).toBeUndefined()
  const { id } = largest[0]
  const { code, stdout } = await leaklab(['heap', third, '--id', `@${id}`, '--why', '--every-step'])
  expect(stdout).toMatch(/^Session @\d+\n {2}type +object\n/)
  expect(stdout).toContain('.name')
  expect(stdout).toMatch(/^\(root\) @1\n(.*\n)* {2}\.sessions Map @\d+\n {2}\(table\).*\n {2}.*Session @/m)
  expect(code).toBe(0)
  const { node } = await json(third, '--id', String(id))
  expect(node).toMatchObject({ id, name: 'Session', className: 'Session', type: 'object' })
  expect(node.retainers[0]).toMatchObject({ edgeType: 'internal' })
})

test('--class with --why shows what keeps the largest instance', async () => {
  const { stdout } = await leaklab(['heap', third, '--class', 'Session', '--why'])
  expect(stdout).toContain('Session: 4,500 instances, the 20 that retain most')
  expect(stdout).toMatch(
    /^Why they are kept\n\n4,500 Session objects retain .*\n {2}\S.*\n(.*\n)* {2}→ \.sessions: Map {2}@\d+.*\n {2}→ value of an entry: Session/m,
  )
})

test('the content of strings is printed nowhere', async () => {
  const { largest } = await json(third, '--class', 'Session')
  const args = [['--class', '(string)', '--why'], ['--id', String(largest[0].id)], []]
  for (const more of args) {
    const outputs = [
      await leaklab(['heap', third, ...more]),
      await leaklab(['heap', third, ...more, '--json']),
    ]
    for (const { stdout, code } of outputs) {
      expect(code).toBe(0)
      expect(stdout).not.toContain('secret')
    }
  }
})

test('a diff of three names the Map, and not the pool that only warm-up filled', async () => {
  const { code, stdout } = await leaklab(['heap', 'diff', ...snapshots])
  expect(stdout).toMatch(/^Session +1,500 +0 +0 +\+[\d.]+ kB +1,500 +0 +0 +\+/m)
  expect(stdout).not.toContain('Pooled')
  expect(stdout).toMatch(/^holder.*\n─+\nMap +@/m)
  expect(stdout).toMatch(
    /^Map @\d+: new in it .*1,500 Session(.*\n)+? {2}→ \.sessions: Map {2}@\d+\n {2}A property of the global object/m,
  )
  expect(code).toBe(0)
  const { holders } = await json('diff', ...snapshots)
  expect(holders).toHaveLength(1)
  expect(holders[0]).toMatchObject({ type: 'object', name: 'Map' })
  expect(holders[0].growth).toHaveLength(2)
  expect(holders[0].path.steps.at(-1)).toMatchObject({ by: 'property', name: 'sessions', what: 'Map' })
  const { node } = await json(third, '--id', String(holders[0].id))
  expect(node.retainers.map(({ edgeName }: { edgeName: string }) => edgeName)).toContain('sessions')
})

test('a diff of two cannot distinguish growth from warm-up, and says that a third snapshot can', async () => {
  const { stdout } = await leaklab(['heap', 'diff', first, second])
  expect(stdout).toMatch(/^holder.*\n─+\nArray +@.*\nMap +@/m)
  expect(stdout).toContain('a third snapshot after as many steps')
})

test('a narrow pipe gets narrow tables, without color', async () => {
  for (const args of [[third], [third, '--class', 'Session', '--why'], ['diff', ...snapshots]]) {
    const { stdout } = await leaklab(['heap', ...args], { env: { COLUMNS: '60' }, cwd: folder })
    // File paths that the user gave are never cut.
    const long = stdout.split('\n').filter(line => line.length > 60 && !line.includes(folder))
    expect(long).toEqual([])
    expect(stdout).not.toContain('\u001b')
  }
})

test('a terminal shows progress', async () => {
  const script = `exec script -qec 'stty cols 80; ${process.execPath} ${leaklabPath} heap --report ${third}' /dev/null`
  const { stdout, code } = await leaklab([], { script, cwd: folder })
  expect(stdout).toContain('Reading ')
  expect(stdout).toContain('Analyzing ')
  // A hidden cursor would have to be shown again on Ctrl-C, and no handler can run while the analysis runs.
  expect(stdout).not.toContain('\u001b[?25l')
  expect(stdout).toContain('Objects that retain most')
  expect(code).toBe(0)
})

test('Ctrl-C has its default effect: it ends the process during the analysis', async () => {
  const pipe = named('pipe')
  execFileSync('bash', ['-c', 'mkfifo "$0"', pipe])
  const started = start(['heap', pipe])
  // Opening waits until leaklab reads. The pipe stays open, so leaklab waits for more.
  const writer = await open(pipe, 'w')
  await writer.write(readFileSync(first).subarray(0, 100_000))
  started.process.kill('SIGINT')
  const { signal, stdout } = await started.ended
  await writer.close()
  expect(signal).toBe('SIGINT')
  expect(stdout).toBe('')
})

test('without WebAssembly, and without a compiler, the report is the same', () => {
  // Node prints warnings about the flag on stderr.
  const node = (...args: string[]) =>
    execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' })
  const summary = [leaklabPath, 'heap', first, '--json']
  expect(node('--jitless', ...summary)).toBe(node(...summary))
  expect(node('--jitless', '-p', 'typeof WebAssembly')).toBe('undefined\n')
})

test('a snapshot may come from standard input', async () => {
  for (const script of [`cat ${third} | $leaklab heap -`, `$leaklab heap - < ${third}`]) {
    const { stdout, code } = await leaklab([], { script, cwd: folder })
    expect(stdout).toMatch(/^standard input\n/)
    expect(stdout).toMatch(/^Session +4,500 /m)
    expect(code).toBe(0)
  }
  const script = `cat ${third} | $leaklab heap diff ${first} ${second} -`
  expect((await leaklab([], { script, cwd: folder })).stdout).toMatch(/^Session +1,500 /m)
})

test('a snapshot may come from a pipe', async () => {
  const script = `gzip -c ${third} > ${named('packed.gz')}; $leaklab heap <(gunzip -c ${named('packed.gz')})`
  const { stdout, code } = await leaklab([], { script, cwd: folder })
  expect(stdout).toMatch(/^Session +4,500 /m)
  expect(code).toBe(0)
})

describe('an error says what is wrong, and what to try', () => {
  const empty = named('empty')
  beforeAll(() => {
    mkdirSync(empty)
    const bytes = readFileSync(first)
    writeFileSync(named('cut.heapsnapshot'), bytes.subarray(0, bytes.length / 2))
    writeFileSync(named('packed.heapsnapshot'), gzipSync(bytes))
    writeFileSync(named('nothing.heapsnapshot'), '')
    writeFileSync(named('text.heapsnapshot'), '{"some": "json"}')
  })

  test.each([
    ['no such file', [named('none.heapsnapshot')], 'there is no file', 'v8.writeHeapSnapshot()'],
    ['a folder', [folder], 'is a folder', 'name a file in it, such as 1.heapsnapshot'],
    ['a folder without any', [empty], 'is a folder', 'v8.writeHeapSnapshot()'],
    ['a file that is no snapshot', [named('app.cjs')], 'is no heap snapshot', 'v8.writeHeapSnapshot()'],
    ['other JSON', [named('text.heapsnapshot')], 'is no heap snapshot', 'v8.writeHeapSnapshot()'],
    ['a snapshot cut off', [named('cut.heapsnapshot')], 'is not complete', 'until the file is complete'],
    ['an empty file', [named('nothing.heapsnapshot')], 'is not complete', 'until the file is complete'],
    ['a snapshot compressed by gzip', [named('packed.heapsnapshot')], 'is compressed', 'gunzip'],
    ['a file that cannot be read', ['/proc/self/mem'], 'Cannot read', 'rights'],
    [
      'the second of a diff',
      ['diff', first, named('cut.heapsnapshot')],
      'cut.heapsnapshot is not complete',
      'until',
    ],
    ['an unknown id', [first, '--id', '999999999'], 'there is no @999999999', '--class'],
    ['an id that is no number', [first, '--id', 'many'], 'Expected an id such as 123', 'leaklab help heap'],
    ['an unknown class', [first, '--class', 'Sesion'], 'there is no Sesion', 'did you mean Session?'],
    ['--why of nothing', [first, '--why'], '--why needs to know', '--id'],
    [
      'a group of V8 without its parentheses',
      [first, '--class', 'string'],
      'there is no string in ',
      "did you mean '(string)'?",
    ],
    ['both ways to ask', [first, '--id', '3', '--class', 'Map'], 'different things', 'one of them'],
    ['two snapshots', [first, second], 'inspects one snapshot', 'leaklab heap diff'],
    ['a diff of one', ['diff', first], "missing required argument 'second'", 'leaklab help heap diff'],
    ['a diff of four', ['diff', first, second, third, third], 'two or three', 'leave out'],
    ['a diff with --class', ['diff', first, second, '--class', 'Map'], 'about one snapshot', '--why'],
    ['a diff of standard input alone', ['diff', '-', '-'], 'only one', 'name the files'],
    ['two processes', ['diff', first, other], 'not of one process', 'one after the other'],
    ['snapshots in reverse', ['diff', third, first], 'was taken before', 'oldest first'],
  ])('%s', async (_, args, problem, advice) => {
    const { code, stdout, words } = await leaklab(['heap', ...args])
    expect(words).toContain(problem)
    expect(words).toContain(advice)
    expect(words).not.toContain('mistake in leaklab')
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

test('help has examples', async () => {
  const { stdout, code } = await leaklab(['heap', '--help'])
  expect(stdout).toContain('leaklab heap app.heapsnapshot --class Session --why')
  expect(code).toBe(0)
  expect((await leaklab(['heap', 'diff', '--help'])).stdout).toContain('leaklab heap diff 1.heapsnapshot')
})
