// Whatever a file contains, reading it ends in a result or in a SnapshotError: never in another error, and never in a hang. Some
// cases, the same in every run; test/fuzz/ tries thousands of others.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { renderHeap, renderHeapJson } from '../../../src/report/heap/heap.ts'
import { drawSample } from '../support/builder.ts'
import { computeEverything, computeForSeveral, mutateBytes, readIfPossible } from '../support/everything.ts'
import { wildHeap } from '../support/wild-heap.ts'

const style = { width: 80, color: false, unicode: true }

describe('of heaps that no engine writes', () => {
  it('every question has an answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wildHeap, { minLength: 1, maxLength: 3 }), async heaps => {
        const asked = []
        for (const heap of heaps) asked.push(computeEverything(await readSnapshot(heap.bytes())))
        const reports = asked.flatMap(({ reports }) => reports)
        reports.push(computeForSeveral(asked.map(({ analysis }) => analysis)))
        for (const report of reports) JSON.parse(renderHeapJson(report))
      }),
      { numRuns: 50, seed: 11 },
    )
  }, 60_000)

  it('every report can be rendered', async () => {
    await fc.assert(
      fc.asyncProperty(wildHeap, async heap => {
        const { analysis, reports } = computeEverything(await readSnapshot(heap.bytes()))
        const [summary, root] = reports
        for (const report of [summary!, root!, computeForSeveral([analysis, analysis])])
          renderHeap(report, style)
      }),
      { numRuns: 20, seed: 12 },
    )
  }, 60_000)
})

it.each(['constructor', '__proto__', 'toString'])('a type and a root may be called %s', async name => {
  const heap = drawSample()
  const root = heap.node('synthetic', `(${name})`, 0)
  heap.edge(heap.root, 'element', 1, root)
  heap.edge(root, 'element', 1, heap.object('Held'))
  const text = Buffer.from(heap.bytes()).toString().replace('"string"', `"${name}"`)
  for (const report of computeEverything(await readSnapshot(Buffer.from(text))).reports) {
    renderHeap(report, style)
    renderHeapJson(report)
  }
})

it('bytes that are almost a snapshot are refused, or every question about them has an answer', async () => {
  let read = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(mutateBytes(drawSample().bytes()), async ({ bytes }) => {
      const graph = await readIfPossible(bytes)
      if (graph === undefined) refused++
      else {
        read++
        for (const report of computeEverything(graph).reports) renderHeapJson(report)
      }
    }),
    { numRuns: 160, seed: 13 },
  )
  // A parser that refuses or accepts everything would not be tested.
  expect(Math.min(read, refused)).toBeGreaterThan(12)
}, 60_000)

describe('numbers of more than 32 bits are not truncated to smaller ones', () => {
  const sample = drawSample()
  const json = JSON.stringify(sample.toJSON())
  // The rows of a section are `a,b,c,…`; this replaces the number at an index.
  const replaced = (section: string, index: number, value: string) =>
    Buffer.from(
      json.replace(
        new RegExp(`("${section}":\\[(?:\\d+,){${index}})\\d+`),
        (_, before) => `${before}${value}`,
      ),
    )
  const fields = { nodes: 6, edges: 3 }

  it.each<[string, 'nodes' | 'edges', number, string]>([
    ['a node type', 'nodes', 0, '4294967305'],
    ['a node type that would be negative', 'nodes', 0, '4294967295'],
    ['a node name', 'nodes', 1, '4294967297'],
    ['a size beyond whole numbers', 'nodes', 3, '99999999999999999'],
    ['an edge type', 'edges', 0, '4294967301'],
    ['an edge name', 'edges', 1, '4294967298'],
    ['an edge target', 'edges', 2, '4294967302'],
  ])('%s', async (_, section, field, value) => {
    // RowReader reads the first row, the kernel later ones.
    for (const index of [field, field + 2 * fields[section]]) {
      expect(await readIfPossible(replaced(section, index, '0'))).toBeDefined()
      await expect(readSnapshot(replaced(section, index, value))).rejects.toMatchObject({ code: 'range' })
    }
  })

  it('a number longer than a row may be is not read as two', async () => {
    const bytes = replaced('nodes', 5, '0'.repeat(3000))
    const pieces = Array.from({ length: Math.ceil(bytes.length / 1500) }, (_, at) =>
      bytes.subarray(at * 1500, at * 1500 + 1500),
    )
    await expect(readSnapshot(pieces)).rejects.toThrow(/a row longer than 1024 bytes/)
  })
})
