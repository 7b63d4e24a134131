// The kernel is a faster way to the same result: each test reads the same bytes once with it and once without.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
// @ts-expect-error: a script of the project, without types
import { compileAll } from '../../../.ci/kernel.mjs'
import type { HeapGraph } from '../../../src/heap/graph/heap-graph.ts'
import { SnapshotError } from '../../../src/heap/graph/snapshot-error.ts'
import { allocate } from '../../../src/heap/graph/typed-arrays.ts'
import { Kernel } from '../../../src/heap/parse/kernel.ts'
import { SnapshotParser } from '../../../src/heap/parse/snapshot-parser.ts'
import { StringSection } from '../../../src/heap/parse/string-section.ts'

afterEach(() => vi.restoreAllMocks())

it('is up to date with its sources', async () => {
  for (const { file, text } of await compileAll()) {
    const kept = readFileSync(new URL(`../../../src/heap/${file}`, import.meta.url), 'utf8')
    expect(kept, 'npm run kernel').toBe(text)
  }
})

/** Numbers as a file may write them: plain, with leading zeros, or with more digits than the kernel reads. */
const numeral = (number: fc.Arbitrary<number>) =>
  fc.tuple(number, fc.oneof(fc.constant(0), fc.constant(0), fc.nat(18))).map(([value, length]) => {
    return String(value).padStart(length, '0')
  })
const small = numeral(fc.nat(6))
const any = numeral(
  fc.oneof(
    fc.nat(9),
    fc.nat(99_999),
    fc.nat(2 ** 31 - 1),
    fc.constantFrom(99_999_999, 100_000_000, 2 ** 32 - 1, 2 ** 32 + 3, 9_999_999_999, 2 ** 40),
  ),
)

/** Mostly rows as V8 writes them; `fault` replaces one of the numbers by a text. */
const written = fc.record({
  nodes: fc.array(fc.tuple(small, small, any, any, fc.nat(3), any, numeral(fc.nat(2))), {
    minLength: 20,
    maxLength: 120,
    size: 'max',
  }),
  edges: fc.array(fc.tuple(small, small, any, fc.nat()), { minLength: 1, maxLength: 200 }),
  locations: fc.array(fc.tuple(fc.nat(), any, any, any), { maxLength: 120 }),
  separator: fc.constantFrom('\n,', '\n,', '\n,', ',', ' ,\n'),
  fault: fc.option(
    fc.record({
      row: fc.nat(),
      text: fc.constantFrom('', '-1', '1.5', 'x', '1;2', '9'.repeat(30), '4294967296', '1,1'),
    }),
    { freq: 3 },
  ),
  hasTraces: fc.boolean(),
  pieces: fc.array(fc.constantFrom(1, 100, 1500, 4000), { minLength: 1, maxLength: 5 }),
})

it('reads the same rows as RowReader', () => {
  const seen = { read: 0, refused: 0 }
  const counted = countWords()
  fc.assert(
    fc.property(written, ({ edges, fault, hasTraces, locations, nodes, pieces, separator }) => {
      // As many edges as the nodes announce, each to an existing node; indexes of elements may have any size.
      const fields = hasTraces ? 7 : 6
      const edgeCount = nodes.reduce((sum, [, , , , own]) => sum + own, 0)
      const edgeRows = Array.from({ length: edgeCount }, (_, at) => {
        const [type, name, index, to] = edges[at % edges.length]!
        return [type, Number(type) === 1 ? index : name, (to % nodes.length) * fields]
      })
      const rows = {
        nodes: nodes.map(row => (hasTraces ? row : row.filter((_, field) => field !== 5))),
        edges: edgeRows,
        locations: locations.map(([object, ...place]) => [(object % (nodes.length + 3)) * fields, ...place]),
      }
      if (fault !== null) breakNumber([...rows.nodes, ...rows.edges, ...rows.locations], fault)
      const text = write(rows, hasTraces, nodes.length, edgeCount, separator)
      seen[compare(Buffer.from(text), pieces)]++
    }),
    { numRuns: 400, seed: 21, endOnFailure: true },
  )
  expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(50)
  expect(counted.words).toBeGreaterThan(10_000)
})

it('reads the same strings as JavaScript', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '\\',
      '"',
      ')',
      '\\")',
      '',
      '",\n"',
      '1 / part of key (K @1) -> value (V @3) pair in WeakMap (table @5)',
    ),
  )
  const seen = { read: 0, refused: 0 }
  const counted = countWords()
  fc.assert(
    fc.property(
      fc.array(fc.array(piece, { maxLength: 3 }), { minLength: 20, maxLength: 80, size: 'max' }),
      fc.constantFrom(',\n', ',\n', ',', ' ,\t\r\n ', ', 7,'),
      fc.array(fc.constantFrom(1, 20, 300, 3000), { minLength: 1, maxLength: 5 }),
      (strings, separator, pieces) => {
        const literals = strings.map(parts => JSON.stringify(parts.join('')))
        const bytes = Buffer.from(write({}, false, 1, 0, '\n,', literals.join(separator)))
        seen[compare(bytes, pieces)]++
      },
    ),
    { numRuns: 400, seed: 22, endOnFailure: true },
  )
  expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(50)
  expect(counted.words).toBeGreaterThan(5_000)
})

it('reads the same names of WeakMap entries as JavaScript', () => {
  const parts = [
    '12',
    ' / part of key (',
    'Key "é" (',
    '@',
    '34',
    ') -> value (',
    ')',
    'Value @5',
    '4294967299',
  ]
  const table = [' pair in WeakMap (table @', '7', ')', ' ']
  const name = [parts[0]!, parts[1]!, parts[2]!, '@', '34', parts[5]!, parts[7]!, ')', ...table.slice(0, 3)]
  const text = fc.oneof(
    fc.constant(name),
    // without a value
    fc.constant(name.toSpliced(5, 3)),
    // with one part left out, doubled or replaced
    fc
      .tuple(fc.nat(name.length - 1), fc.constantFrom('', ...parts, ...table))
      .map(([at, part]) => name.with(at, part)),
    fc
      .tuple(fc.nat(name.length), fc.constantFrom(...parts, ...table))
      .map(([at, part]) => name.toSpliced(at, 0, part)),
    fc.array(fc.constantFrom(...parts, ...table), { maxLength: 8 }),
  )
  let entries = 0
  const entriesOf = (bytes: Uint8Array, pieces: number[]) => {
    const section = new StringSection(bytes.length, allocate)
    for (let at = 0, piece = 0; at < bytes.length; piece++) {
      const end = Math.min(bytes.length, at + pieces[piece % pieces.length]!)
      at = section.read(bytes, at, end)
    }
    const { entries } = section.finish()
    // Sorted, because a name that two pieces share is found later.
    return Array.from(
      { length: entries.length / 3 },
      (_, at) => `${entries.subarray(3 * at, 3 * at + 3)}`,
    ).sort()
  }
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 30 }),
      fc.array(fc.constantFrom(1, 30, 100, 4000), { minLength: 1, maxLength: 4 }),
      (texts, pieces) => {
        const literals = texts.map(parts => JSON.stringify(parts.join('')))
        const bytes = Buffer.from(literals.join(',\n'))
        const found = entriesOf(bytes, pieces)
        const get = vi.spyOn(Kernel, 'get').mockReturnValue(undefined)
        expect(found).toEqual(entriesOf(bytes, pieces))
        get.mockRestore()
        entries += found.length
      },
    ),
    { numRuns: 1000, seed: 24, endOnFailure: true },
  )
  expect(entries).toBeGreaterThan(2000)
})

it('reads sections that are larger than its memory', () => {
  const nodes = Array.from({ length: 14_000 }, (_, at) => [
    at % 9,
    at % 50,
    2 * at + 1,
    at * at,
    2,
    at % 3 && 0,
  ])
  const edges = Array.from({ length: 28_000 }, (_, at) => [at % 7, at % 50, ((at * 7919) % 14_000) * 6])
  const locations = Array.from({ length: 14_000 }, (_, at) => [at * 6, at % 90, at, at % 120])
  const strings = Array.from({ length: 12_000 }, (_, at) => JSON.stringify(`\\${'text ("'.repeat(at % 9)}`))
  const rows = { nodes, edges, locations }
  const bytes = Buffer.from(write(rows, false, nodes.length, edges.length, '\n,', strings.join(',\n')))
  expect(bytes.length).toBeGreaterThan(2 ** 20)
  const counted = countWords()
  for (const pieces of [[bytes.length], [300_000], [65_536, 1000]])
    expect(compare(bytes, pieces)).toBe('read')
  // A location is four words. RowReader may read the first row of a section, and rows that two pieces share.
  const words = nodes.length + edges.length + 4 * locations.length + strings.length
  expect(counted.words).toBeGreaterThan(3 * 0.9 * words)
})

type Row = (string | number)[]

function breakNumber(rows: Row[], { row, text }: { row: number; text: string }): void {
  const changed = rows[row % rows.length]!
  changed[row % changed.length] = text
}

function write(
  rows: { nodes?: Row[]; edges?: Row[]; locations?: Row[] },
  hasTraces: boolean,
  nodeCount: number,
  edgeCount: number,
  separator: string,
  strings = '"a","b","c","d","e","f","g"',
): string {
  const { nodes = [[9, 0, 1, 0, 0, 0]], edges = [], locations = [] } = rows
  const last = separator === ',' ? '' : '\n'
  const lines = (rows: Row[]) => rows.map(row => row.join(',')).join(separator) + last
  const meta = {
    node_fields: [
      'type',
      'name',
      'id',
      'self_size',
      'edge_count',
      hasTraces && 'trace_node_id',
      'detachedness',
    ].filter(Boolean),
    node_types: [
      ['hidden', 'array', 'string', 'object', 'code', 'closure', 'regexp', 'number', 'native', 'synthetic'],
    ],
    edge_fields: ['type', 'name_or_index', 'to_node'],
    edge_types: [['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak']],
    location_fields: ['object_index', 'script_id', 'line', 'column'],
  }
  const snapshot = JSON.stringify({ meta, node_count: nodeCount, edge_count: edgeCount })
  return `{"snapshot":${snapshot},\n"nodes":[${lines(nodes)}],\n"edges":[${lines(edges)}],
"locations":[${lines(locations)}],\n"strings":[${strings}]}`
}

/** Reads pieces of these lengths in turn, with the kernel and without, and expects the same graph or the same error. */
function compare(bytes: Uint8Array, pieces: number[]): 'read' | 'refused' {
  const withKernel = outcome(bytes, pieces)
  const get = vi.spyOn(Kernel, 'get').mockReturnValue(undefined)
  expect(withKernel).toEqual(outcome(bytes, pieces))
  get.mockRestore()
  return typeof withKernel === 'string' ? 'refused' : 'read'
}

function outcome(bytes: Uint8Array, pieces: number[]): object | string {
  try {
    const parser = new SnapshotParser({ size: bytes.length })
    // As when reading a file: each piece overwrites the one before.
    const buffer = new Uint8Array(Math.max(...pieces))
    for (let at = 0, piece = 0; at < bytes.length; piece++) {
      const part = bytes.subarray(at, at + pieces[piece % pieces.length]!)
      buffer.set(part)
      parser.push(buffer.subarray(0, part.length))
      at += part.length
    }
    return describeAll(parser.finish())
  } catch (error) {
    if (error instanceof SnapshotError) return `${error.code}: ${error.message}`
    throw error
  }
}

function describeAll(graph: HeapGraph): object {
  const { detachedness, entryNames, largeSizes, selfSizes, strings } = graph
  const { edgeNames, edges, firstEdge, nodeIds, nodeNames, nodeTypes } = graph
  const texts = Array.from({ length: strings.count }, (_, index) => strings.text(index))
  const places = Array.from({ length: graph.nodeCount }, (_, node) => graph.findLocation(node))
  const columns = { detachedness, edgeNames, edges, firstEdge, nodeIds, nodeNames, nodeTypes, selfSizes }
  return { ...columns, entryNames, largeSizes, places, texts }
}

/** Counts the words in the kernel's first column, to make sure that a test does not use RowReader alone. */
function countWords(): { words: number } {
  const counted = { words: 0 }
  const column = Kernel.prototype.column
  vi.spyOn(Kernel.prototype, 'column').mockImplementation(function (this: Kernel, index, length) {
    if (index === 0) counted.words += length
    return column.call(this, index, length)
  })
  return counted
}
