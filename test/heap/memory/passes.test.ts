// The passes are compiled twice from one source: what WebAssembly says of a heap, JavaScript says as well.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { analyzeHeap, type HeapAnalysis } from '../../../src/heap/compute/analyze-heap.ts'
import { computeShortestPaths } from '../../../src/heap/compute/distances.ts'
import { computeDominators } from '../../../src/heap/compute/dominators.ts'
import type { HeapGraph } from '../../../src/heap/graph/heap-graph.ts'
import { Arena } from '../../../src/heap/memory/arena.ts'
import * as portable from '../../../src/heap/memory/passes/index.ts'
import { Drawing } from '../support/builder.ts'
import { randomHeap } from '../support/random-heap.ts'
import { wildHeap } from '../support/wild-heap.ts'

interface Found {
  arrays: readonly (Int32Array | Uint32Array | Float64Array)[]
}

/** All that is found, in an arena of its own. */
function analyze(graph: HeapGraph, isPortable: boolean): Found {
  const arena = Arena.createFor(graph, isPortable)
  expect(arena.passes === portable).toBe(isPortable)
  const analysis = analyzeHeap(graph)
  for (const array of arraysOf(analysis)) expect(arena.contains(array)).toBe(true)
  const more = [computeDominators(graph, 0).dominators, computeShortestPaths(graph).reachedBy]
  return { arrays: [...copyOf(analysis).arrays, ...more.map(array => array.slice())] }
}

function arraysOf({ distances, dominators, order, reachedBy, retainedSizes, shallowSizes }: HeapAnalysis) {
  return [distances, dominators, order, reachedBy, retainedSizes, shallowSizes]
}

/** A short word for much. */
function digest(found: Found): string {
  const hash = createHash('sha256')
  for (const { buffer, byteLength, byteOffset } of found.arrays)
    hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  return hash.digest('hex')
}

const copyOf = (analysis: HeapAnalysis): Found => ({
  arrays: arraysOf(analysis).map(array => array.slice()),
})

it.each([
  ['heaps as they may be', randomHeap],
  ['heaps that no engine makes', wildHeap],
])('both say the same of %s', { timeout: 60_000 }, async (_, heaps) => {
  let entries = 0
  await fc.assert(
    fc.asyncProperty(heaps, async heap => {
      const graph = await heap.graph()
      entries += graph.entryNames.length
      const found = analyze(graph, false)
      expect(found).toEqual(analyze(graph, true))
      // And it is what is said of the graph where it was read.
      expect(copyOf(analyzeHeap(await heap.graph()))).toEqual(copyOf(analyzeHeap(graph)))
    }),
    { numRuns: 300, seed: 31, endOnFailure: true },
  )
  expect(entries).toBeGreaterThan(50)
})

it('both go on where a call ends, in a heap that takes many', { timeout: 60_000 }, async () => {
  const heap = new Drawing()
  const links = Array.from({ length: 100_000 }, (_, index) =>
    heap.object(`Link${index % 7}`, 16 + (index % 5)),
  )
  heap.chain(heap.global, ...links)
  for (const [index, link] of links.entries()) {
    if (index % 3 === 0) heap.property(link, 'back', links[(index * 7919) % links.length]!)
    if (index % 5 === 0) heap.edge(link, 'internal', 'elements', heap.node('array', '', 8))
    if (index % 11 === 0) heap.edge(link, 'weak', 'held weakly', heap.object('Orphan'))
  }
  const graph = await heap.graph()
  expect(digest(analyze(graph, false))).toBe(digest(analyze(graph, true)))
})

it('what was found is found once, and kept apart from what is found later', async () => {
  const heap = new Drawing()
  heap.chain(heap.global, heap.object('Cache'), heap.object('Entry'))
  const graph = await heap.graph()
  const paths = computeShortestPaths(graph)
  const first = analyzeHeap(graph)
  const kept = copyOf(first)
  expect(paths.reachedBy).toEqual(first.reachedBy)
  const again = analyzeHeap(graph)
  for (const [at, array] of arraysOf(again).entries()) expect(array).toBe(arraysOf(first)[at])
  expect(copyOf(first)).toEqual(kept)
  expect(computeShortestPaths(graph)).toBe(paths)
})

it('a graph that no memory can hold is refused', () => {
  const isTooLarge = (message: RegExp) =>
    expect.objectContaining({ code: 'too-large', message: expect.stringMatching(message) })
  // More than a slot can point into, and more than there is.
  for (const isPortable of [false, true])
    expect(() => Arena.create(2 ** 28, 0, isPortable)).toThrow(isTooLarge(/16 GiB/))
  vi.stubGlobal('SharedArrayBuffer', function refuse() {
    throw new RangeError('Array buffer allocation failed')
  })
  expect(() => Arena.create(100, 0, true)).toThrow(isTooLarge(/^No memory of \d+ bytes/))
  vi.unstubAllGlobals()
})
