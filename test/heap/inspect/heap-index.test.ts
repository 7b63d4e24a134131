// Does the index answer as the functions do that search the whole heap?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { indexHeap } from '../../../src/heap/inspect/heap-index.ts'
import { findInstances, inspectNode } from '../../../src/heap/inspect/inspect-node.ts'
import { selectLargest } from '../../../src/heap/inspect/largest.ts'
import { summarizeHeap } from '../../../src/heap/inspect/summary.ts'
import { Drawing } from '../support/builder.ts'
import { randomHeap } from '../support/random-heap.ts'
import { wildHeap } from '../support/wild-heap.ts'

test.each([
  ['heaps as engines write them', randomHeap],
  ['heaps that no engine writes', wildHeap],
])('on %s', async (_, heaps) => {
  await fc.assert(
    fc.asyncProperty(heaps, fc.integer({ min: 1, max: 12 }), async (heap, limit) => {
      const analysis = analyzeHeap(await heap.graph())
      const index = indexHeap(analysis, { limit })
      expect(index.summary).toEqual(summarizeHeap(analysis))
      for (let node = 0; node < analysis.graph.nodeCount; node++)
        expect(index.inspectNode(node)).toEqual(inspectNode(analysis, node, limit))
      for (const { name } of index.summary.classes)
        expect(index.findInstances(name)).toEqual(findInstances(analysis, name, limit))
      expect(index.findInstances('no such class')).toEqual({ count: 0, largest: [] })
    }),
    { numRuns: 200 },
  )
})

test('the script of an object is that of a function of the same script', async () => {
  const heap = new Drawing()
  const [save, shared] = [heap.node('closure', 'save', 32), heap.node('code', 'save', 8)]
  const script = heap.node('code', 'file:///app.js', 8)
  heap.property(heap.global, 'save', save)
  heap.edge(save, 'internal', 'shared', shared)
  heap.edge(shared, 'internal', 'script', script)
  const item = heap.object('Item')
  heap.property(heap.global, 'item', item)
  for (const node of [save, item]) heap.locations.push({ node, script: 5, line: 2, column: 4 })
  const analysis = analyzeHeap(await heap.graph())
  const index = indexHeap(analysis)
  for (const { ordinal } of heap.nodes)
    expect(index.inspectNode(ordinal)).toEqual(inspectNode(analysis, ordinal, 1000))
  expect(index.inspectNode(item.ordinal).location).toMatchObject({ script: 'file:///app.js', line: 2 })
})

test('the largest of many, whatever their order, are those that sorting finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { maxLength: 300 }),
      fc.integer({ min: 0, max: 20 }),
      fc.constantFrom('as they come', 'ascending', 'descending'),
      (values, limit, order) => {
        if (order !== 'as they come') values.sort((a, b) => (order === 'ascending' ? a - b : b - a))
        const sizes = Float64Array.from(values)
        const selection = selectLargest(sizes, limit)
        for (const node of values.keys()) selection.add(node)
        const sorted = [...values.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b)
        expect(selection.list()).toEqual(sorted.slice(0, limit))
      },
    ),
  )
})
