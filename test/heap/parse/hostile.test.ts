// Whatever stands in a file, the end is an answer or a SnapshotError: never another error, never a hang.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { renderHeap, renderHeapJson } from '../../../src/report/heap/heap.ts'
import { Drawing } from '../support/builder.ts'
import { askEverything, askOfSeveral, nearly, readIfPossible } from '../support/everything.ts'
import { wildHeap } from '../support/wild-heap.ts'

const style = { width: 80, color: false, unicode: true }

/** A small heap with something of everything. */
function drawSample(): Drawing {
  const heap = new Drawing()
  const cache = heap.object('Map')
  const table = heap.node('array', '', 40)
  heap.chain(heap.global, cache)
  heap.edge(cache, 'internal', 'table', table)
  for (let index = 0; index < 6; index++) {
    const session = heap.object('Session')
    heap.edge(table, 'internal', String(index), session)
    heap.edge(session, 'element', index, heap.node('string', `text ${index} "é\\`, 24))
  }
  heap.ephemeron(table, cache, heap.object('Value'))
  return heap
}

describe('of heaps that no engine makes', () => {
  it('everything can be asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wildHeap, { minLength: 1, maxLength: 3 }), async heaps => {
        const asked = []
        for (const heap of heaps) asked.push(askEverything(await readSnapshot(heap.bytes())))
        const reports = asked.flatMap(({ reports }) => reports)
        reports.push(askOfSeveral(asked.map(({ analysis }) => analysis)))
        for (const report of reports) JSON.parse(renderHeapJson(report))
      }),
      { numRuns: 150, seed: 11 },
    )
  }, 60_000)

  it('everything can be told', async () => {
    await fc.assert(
      fc.asyncProperty(wildHeap, async heap => {
        const { analysis, reports } = askEverything(await readSnapshot(heap.bytes()))
        const [summary, root] = reports
        for (const report of [summary!, root!, askOfSeveral([analysis, analysis])]) renderHeap(report, style)
      }),
      { numRuns: 30, seed: 12 },
    )
  }, 60_000)
})

it('bytes that are almost a snapshot are refused, or everything can be asked of them', async () => {
  let read = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(nearly(drawSample().bytes()), async bytes => {
      const graph = await readIfPossible(bytes)
      if (graph === undefined) refused++
      else {
        read++
        for (const report of askEverything(graph).reports) renderHeapJson(report)
      }
    }),
    { numRuns: 800, seed: 13 },
  )
  // Neither a reader that refuses everything nor one that takes everything would be tested here.
  expect(Math.min(read, refused)).toBeGreaterThan(60)
}, 60_000)

describe('numbers of more than 32 bits are never taken for smaller ones', () => {
  const sample = drawSample()
  const json = JSON.stringify(sample.toJSON())
  // The rows of a section are `a,b,c,…`; the number at an index is replaced.
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
    // The first row is read by the careful reader, a later one by the kernel.
    for (const index of [field, field + 2 * fields[section]]) {
      expect(await readIfPossible(replaced(section, index, '0'))).toBeDefined()
      await expect(readSnapshot(replaced(section, index, value))).rejects.toMatchObject({ code: 'range' })
    }
  })

  it('nor is one that is longer than any row taken for two', async () => {
    const bytes = replaced('nodes', 5, '0'.repeat(3000))
    const pieces = Array.from({ length: Math.ceil(bytes.length / 1500) }, (_, at) =>
      bytes.subarray(at * 1500, at * 1500 + 1500),
    )
    await expect(readSnapshot(pieces)).rejects.toThrow(/a row longer than 1024 bytes/)
  })
})
