// A large snapshot is read and analyzed by two threads, with the same result as by one. The tests use the built files, because a thread
// starts from a file.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeHeapSnapshot } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeapAnalysis } from '../../src/heap/compute/analyze-heap.ts'
import { Drawing } from '../heap/support/builder.ts'
import { mutateBytes } from '../heap/support/everything.ts'
import { newFolder, root } from './leaklab.ts'

const built = (name: string) => import(pathToFileURL(join(root, `dist/src/heap/${name}.js`)).href)
const { SecondThread } = (await built(
  'open/second-thread',
)) as typeof import('../../src/heap/open/second-thread.ts')
const { readFile } = (await built(
  'open/read-snapshot',
)) as typeof import('../../src/heap/open/read-snapshot.ts')
const { analyzeHeap } = (await built(
  'compute/analyze-heap',
)) as typeof import('../../src/heap/compute/analyze-heap.ts')
const { analyzeSnapshot } = (await built(
  'open/analyze-snapshot',
)) as typeof import('../../src/heap/open/analyze-snapshot.ts')
const { analyzeWithTwoThreads } = (await built(
  'open/analyze-with-two-threads',
)) as typeof import('../../src/heap/open/analyze-with-two-threads.ts')

const { createClaims, EdgesFromBack, readEdgeSection } = (await built(
  'parse/edge-section',
)) as typeof import('../../src/heap/parse/edge-section.ts')
const { createEdgeColumns } = (await built(
  'parse/edge-rows',
)) as typeof import('../../src/heap/parse/edge-rows.ts')
const { allocateShared } = (await built(
  'graph/typed-arrays',
)) as typeof import('../../src/heap/graph/typed-arrays.ts')
const { parseSnapshotMeta } = (await built(
  'parse/snapshot-meta',
)) as typeof import('../../src/heap/parse/snapshot-meta.ts')

const folder = newFolder()
const real = join(folder, 'real.heapsnapshot')
writeHeapSnapshot(real)

async function analyze(path: string, threads: 1 | 2): Promise<HeapAnalysis> {
  const second = threads === 2 ? SecondThread.startFor(path, 0)! : undefined
  try {
    const graph = await readFile(path, {}, second)
    return second === undefined ? analyzeHeap(graph) : await analyzeWithTwoThreads(graph, second, {})
  } finally {
    await second?.end()
  }
}

/** All arrays of an analysis, as bytes. */
function columnsOf({ graph, ...measures }: HeapAnalysis): Map<string, Buffer> {
  const all = { ...graph, ...measures, ...graph.strings } as unknown as Record<string, unknown>
  const arrays = Object.entries(all).filter(([, value]) => ArrayBuffer.isView(value)) as [
    string,
    Uint8Array,
  ][]
  return new Map(
    arrays.map(([name, { buffer, byteLength, byteOffset }]) => [
      name,
      Buffer.from(buffer, byteOffset, byteLength),
    ]),
  )
}

const bytesOf = ({ buffer, byteLength, byteOffset }: Uint32Array) =>
  Buffer.from(buffer, byteOffset, byteLength)

const isShared = ({ graph }: HeapAnalysis) => graph.strings.bytes.buffer instanceof SharedArrayBuffer

test('two threads find the same arrays as one', async () => {
  const [alone, together] = [await analyze(real, 1), await analyze(real, 2)]
  // There were indeed two threads.
  expect([isShared(alone), isShared(together)]).toEqual([false, true])
  const [expected, found] = [columnsOf(alone), columnsOf(together)]
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
  expect(expected.size).toBeGreaterThan(14)
  for (const [name, bytes] of expected) expect(bytes.equals(found.get(name)!), name).toBe(true)
  expect(together.graph.findLocation(0)).toEqual(alone.graph.findLocation(0))
})

test('the second thread measures distances and shallow sizes', async () => {
  const second = SecondThread.startFor(real, 0)!
  const graph = await readFile(real, {}, second)
  const { distances, shallowSizes } = (await second.measure(graph))!
  expect(shallowSizes.length + distances.length).toBe(2 * graph.nodeCount)
  await second.end()
})

describe('the edges are read from both ends', () => {
  const bytes = readFileSync(real)
  const head = bytes.subarray(bytes.indexOf(':') + 1, bytes.indexOf('"nodes"')).toString()
  const layout = parseSnapshotMeta(head.slice(0, head.lastIndexOf(',')))
  const from = bytes.indexOf('"edges":[') + '"edges":['.length
  const to = bytes.indexOf(']', from)

  /** Reads so many pieces from the back, and then from the front what is left. */
  function read(path: string, pieces: number) {
    const file = openSync(path, 'r')
    const section = {
      file,
      layout,
      columns: createEdgeColumns(layout, allocateShared),
      claims: createClaims(),
    }
    const back = new EdgesFromBack(section, from, to)
    let taken = 0
    while (taken < pieces && back.take()) taken++
    const front = readEdgeSection(section)
    closeSync(file)
    return { ...section.columns, back, front, taken }
  }

  test('the columns are the same wherever the two ends meet', () => {
    const whole = read(real, 0)
    expect(whole.front).toMatchObject({ at: from, count: layout.edgeCount })
    const most = Math.ceil((to - from) / 2 ** 18)
    expect(most).toBeGreaterThan(5)
    for (let pieces = 1; pieces <= most + 1; pieces++) {
      const { back, front, names, taken, words } = read(real, pieces)
      expect(taken).toBe(Math.min(pieces, most))
      expect(front.count).toBe(back.first)
      expect(front.count).toBeLessThan(layout.edgeCount)
      expect(Math.max(front.maxName, back.maxName)).toBe(whole.front.maxName)
      expect(Buffer.compare(bytesOf(words), bytesOf(whole.words))).toBe(0)
      expect(Buffer.compare(bytesOf(names), bytesOf(whole.names))).toBe(0)
    }
  })

  test('not from the back where rows are not lines', () => {
    const path = join(folder, 'lines.heapsnapshot')
    // Without a newline before the bracket nothing is read from the back.
    writeFileSync(path, bytes.with(to - 1, 0x20))
    expect(read(path, 1)).toMatchObject({ taken: 0, front: { count: layout.edgeCount } })
    // The first newline of the last piece but one is within a row, because the one before the row was replaced.
    const begin = from + Math.floor((to - from) / 2 ** 18 - 1) * 2 ** 18
    const first = bytes.indexOf('\n', begin - 1)
    const within = bytes.lastIndexOf(',', bytes.indexOf('\n', first + 1))
    writeFileSync(path, bytes.with(first, 0x20).with(within, 0x0a))
    expect(read(path, 0).front.count).toBe(layout.edgeCount)
    expect(() => read(path, 4)).toThrow()
    // No newlines from there on, except for the last one.
    const isLine = (byte: number, at: number) => byte === 0x0a && at >= begin - 1 && at < to - 1
    writeFileSync(
      path,
      bytes.map((byte, at) => (isLine(byte, at) ? 0x20 : byte)),
    )
    expect(read(path, 0).front.count).toBe(layout.edgeCount)
    expect(() => read(path, 4)).toThrow()
  })

  test('where the bytes of a piece end before its last row, the result is the same or an error', () => {
    const path = join(folder, 'long.heapsnapshot')
    // The first line break of the last piece comes late, so that the piece before it would have to be read beyond its buffer.
    const last = from + (Math.ceil((to - from) / 2 ** 18) - 1) * 2 ** 18
    const room = Math.min(16_384, to - last - 1)
    const isLine = (byte: number, at: number) => byte === 0x0a && at >= last - 8192 && at < last + room
    writeFileSync(
      path,
      bytes.map((byte, at) => (isLine(byte, at) ? 0x20 : byte)),
    )
    const whole = read(path, 0)
    expect(whole.front.count).toBe(layout.edgeCount)
    for (let pieces = 1; pieces <= 4; pieces++) {
      let both: ReturnType<typeof read>
      try {
        both = read(path, pieces)
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(malformed|range)$/) })
        continue
      }
      // Rows that neither end has read: the caller then reads the whole file anew.
      if (both.front.count !== both.back.first) continue
      expect(Buffer.compare(bytesOf(both.words), bytesOf(whole.words))).toBe(0)
      expect(Buffer.compare(bytesOf(both.names), bytesOf(whole.names))).toBe(0)
    }
  })
})

describe('where the second thread cannot help', () => {
  test('one that ended before it began leaves everything to the first', async () => {
    const second = SecondThread.startFor(real, 0)!
    await second.end()
    const graph = await readFile(real, {}, second)
    expect(graph.strings.bytes.buffer).toBeInstanceOf(ArrayBuffer)
    const analysis = await analyzeWithTwoThreads(graph, second, {})
    expect(analysis.retainedSizes).toEqual((await analyze(real, 1)).retainedSizes)
  })

  test('broken bytes have the same result as without it', async () => {
    const sample = new Drawing()
    let last = sample.global
    for (let index = 0; index < 60; index++) {
      const next = sample.object(`Node${index}`)
      sample.property(last, 'next', next)
      last = next
    }
    // A row is read only with the bytes that follow it.
    sample.node('string', 'x'.repeat(3000), 3000)
    const path = join(folder, 'broken.heapsnapshot')
    const outcomes = { read: 0, together: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(mutateBytes(sample.bytes()), async ({ bytes }) => {
        writeFileSync(path, bytes)
        const [alone, together] = await Promise.allSettled([analyze(path, 1), analyze(path, 2)])
        if (alone.status === 'rejected') {
          outcomes.refused++
          expect(together).toMatchObject({ status: 'rejected', reason: { message: alone.reason.message } })
          return
        }
        expect(together.status).toBe('fulfilled')
        const both = (together as typeof alone).value
        expect(columnsOf(both)).toEqual(columnsOf(alone.value))
        outcomes.read++
        if (isShared(both)) outcomes.together++
      }),
      { numRuns: 60, seed: 17 },
    )
    // Each of the three outcomes occurred.
    expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(5)
  })

  test('small files are read by one thread, and errors of a path come from opening it', async () => {
    expect(SecondThread.startFor(real, 1e12)).toBeUndefined()
    expect(SecondThread.startFor(folder, 0)).toBeUndefined()
    await expect(analyzeSnapshot(join(folder, 'none'))).rejects.toMatchObject({ code: 'unreadable' })
  })
})
