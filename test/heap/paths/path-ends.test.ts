// Are the ends of a path those of the whole path?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexPathEnds } from '../../../src/heap/paths/path-ends.ts'
import { findPathEdges } from '../../../src/heap/paths/retaining-path.ts'
import { computeWeightedPaths } from '../../../src/heap/paths/weighted-paths.ts'
import { Drawing } from '../support/builder.ts'
import { randomHeap } from '../support/random-heap.ts'
import { wildHeap } from '../support/wild-heap.ts'

async function compareAll(heap: Drawing, most: number): Promise<void> {
  const graph = await heap.graph()
  const tree = computeWeightedPaths(graph)
  const ends = indexPathEnds(graph, tree)
  for (let node = 0; node < graph.nodeCount; node++) {
    const path = findPathEdges(graph, tree, node)
    const found = ends.find(node, most)
    if (path === undefined || found === undefined) {
      expect(found).toBe(path)
      continue
    }
    const half = path.length > most ? most >>> 1 : path.length
    expect(found).toEqual({
      head: path.slice(0, half),
      omitted: path.length > most ? path.length - 2 * half : 0,
      tail: path.length > most ? path.slice(path.length - half) : new Uint32Array(0),
    })
  }
}

test.each([
  ['heaps as engines write them', randomHeap],
  ['heaps that no engine writes', wildHeap],
])('on %s', async (_, heaps) => {
  await fc.assert(fc.asyncProperty(heaps, fc.integer({ min: 2, max: 9 }), compareAll))
})

test('on a long list', async () => {
  const heap = new Drawing()
  heap.chain(heap.global, ...Array.from({ length: 600 }, (_, at) => heap.object(`Link${at % 2}`)))
  await compareAll(heap, 20)
})
