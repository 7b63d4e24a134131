// Do the passes compute the same arrays as WebAssembly and as JavaScript? Both are compiled from one source.
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

interface Results {
  arrays: readonly (Int32Array | Uint32Array | Float64Array)[]
}

/** Analyzes a graph in a new arena. */
function analyze(graph: HeapGraph, isPortable: boolean): Results {
  const arena = Arena.createFor(graph, isPortable)
  expect(arena.passes === portable).toBe(isPortable)
  const analysis = analyzeHeap(graph)
  for (const array of arraysOf(analysis)) expect(arena.contains(array)).toBe(true)
  const more = [computeDominators(graph, { stepBudget: 0 }).dominators, computeShortestPaths(graph).reachedBy]
  return { arrays: [...copyOf(analysis).arrays, ...more.map(array => array.slice())] }
}

function arraysOf({ distances, dominators, order, reachedBy, retainedSizes, shallowSizes }: HeapAnalysis) {
  return [distances, dominators, order, reachedBy, retainedSizes, shallowSizes]
}

/** A hash of all arrays, for results that are too large to be compared by expect. */
function hashOf(results: Results): string {
  const hash = createHash('sha256')
  for (const { buffer, byteLength, byteOffset } of results.arrays)
    hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  return hash.digest('hex')
}

const copyOf = (analysis: HeapAnalysis): Results => ({
  arrays: arraysOf(analysis).map(array => array.slice()),
})

it.each([
  ['heaps as an engine makes them', randomHeap],
  ['heaps that no engine makes', wildHeap],
])('both compute the same for %s', async (_, heaps) => {
  let entries = 0
  await fc.assert(
    fc.asyncProperty(heaps, async heap => {
      const graph = await heap.graph()
      entries += graph.entryNames.length
      const results = analyze(graph, false)
      expect(results).toEqual(analyze(graph, true))
      // The arena of `graph` is a new one; another graph of the same heap is in the arena that it was read into.
      expect(copyOf(analyzeHeap(await heap.graph()))).toEqual(copyOf(analyzeHeap(graph)))
    }),
    { numRuns: 300, seed: 31, endOnFailure: true },
  )
  expect(entries).toBeGreaterThan(50)
})

it('both continue where a call ended, in a heap that takes many calls', async () => {
  const heap = new Drawing()
  const links = Array.from({ length: 100_000 }, (_, index) =>
    heap.object(`Link${index % 7}`, 16 + (index % 5)),
  )
  heap.chain(heap.global, ...links)
  for (const [index, link] of links.entries()) {
    if (index % 3 === 0) heap.property(link, 'back', links[(index * 7919) % links.length]!)
    if (index % 5 === 0) heap.edge(link, 'internal', 'elements', heap.node('array', '', 8))
    if (index % 11 === 0) heap.edge(link, 'weak', 'weak', heap.object('Orphan'))
  }
  const graph = await heap.graph()
  expect(hashOf(analyze(graph, false))).toBe(hashOf(analyze(graph, true)))
})

it('results are computed once, and later results do not overwrite them', async () => {
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

it('a graph that no memory is large enough for is refused', () => {
  const isTooLarge = (message: RegExp) =>
    expect.objectContaining({ code: 'too-large', message: expect.stringMatching(message) })
  // More than a slot can address, and more than the system has.
  for (const isPortable of [false, true])
    expect(() => Arena.create(2 ** 28, 0, isPortable)).toThrow(isTooLarge(/16 GiB/))
  vi.stubGlobal('SharedArrayBuffer', function refuse() {
    throw new RangeError('Array buffer allocation failed')
  })
  expect(() => Arena.create(100, 0, true)).toThrow(isTooLarge(/^No memory of \d+ bytes/))
  vi.unstubAllGlobals()
})
