import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { computeFreedSize } from '../../../src/heap/compute/freed-size.ts'
import { dominateByBruteForce, freeByBruteForce } from '../support/brute-force.ts'
import { Drawing } from '../support/builder.ts'
import { heapOfWeakMaps } from '../support/random-heap.ts'

describe('the freed size', () => {
  it('of a WeakMap has its values, although each belongs to its key', async () => {
    //  keys of the global object; table → value, from key and table
    const heap = new Drawing()
    const [map, keys] = [heap.object('WeakMap', 20), heap.object('Array', 30)]
    const table = heap.node('array', '', 64)
    heap.chain(heap.global, map)
    heap.property(heap.global, 'keys', keys)
    heap.edge(map, 'internal', 'table', table)
    for (let at = 0; at < 3; at++) {
      const [key, value, inner] = [heap.object('Key'), heap.object('Value', 100), heap.object('Inner', 1000)]
      heap.edge(keys, 'element', at, key)
      heap.ephemeron(table, key, value)
      heap.chain(value, inner)
    }
    const analysis = analyzeHeap(await heap.graph())
    expect(analysis.retainedSizes[map.ordinal]).toBe(20 + 64)
    expect(computeFreedSize(analysis, map.ordinal)).toBe(20 + 64 + 3 * 1100)
    expect(computeFreedSize(analysis, keys.ordinal)).toBe(30 + 3 * (16 + 1100))
  })

  it('follows a table that is freed with the value of another table', async () => {
    const heap = new Drawing()
    const [first, second] = [heap.object('First', 10), heap.object('Second', 20)]
    const [key, other, end] = [heap.object('Key'), heap.object('Other'), heap.object('End', 400)]
    heap.property(heap.global, 'first', first)
    heap.chain(heap.global, key)
    heap.chain(heap.global, other)
    heap.ephemeron(first, key, second)
    heap.ephemeron(second, other, end)
    const analysis = analyzeHeap(await heap.graph())
    expect(computeFreedSize(analysis, first.ordinal)).toBe(10 + 20 + 400)
    expect(computeFreedSize(analysis, key.ordinal)).toBe(16 + 20 + 400)
    expect(computeFreedSize(analysis, other.ordinal)).toBe(16 + 400)
  })

  it('of what holds a WeakMap that is its own value has that WeakMap', async () => {
    const heap = new Drawing()
    const [holder, map] = [heap.object('Holder'), heap.object('WeakMap', 300)]
    heap.chain(heap.global, holder, map)
    heap.ephemeron(map, heap.global, map)
    const analysis = analyzeHeap(await heap.graph())
    expect(analysis.retainedSizes[holder.ordinal]).toBe(16)
    expect(computeFreedSize(analysis, holder.ordinal)).toBe(316)
  })

  it('of anything else is the retained size', async () => {
    const heap = new Drawing()
    const [map, key, value] = [heap.object('WeakMap'), heap.object('Key'), heap.object('Value', 100)]
    const held = heap.object('Held', 50)
    heap.chain(heap.global, map)
    heap.chain(heap.global, key)
    heap.ephemeron(map, key, value)
    heap.chain(heap.global, held)
    heap.chain(value, held)
    const analysis = analyzeHeap(await heap.graph())
    expect(computeFreedSize(analysis, value.ordinal)).toBe(100)
    expect(computeFreedSize(analysis, map.ordinal)).toBe(116)
    expect(computeFreedSize(analysis, held.ordinal)).toBe(50)
    expect(computeFreedSize(analysis, heap.root.ordinal)).toBe(analysis.retainedSizes[heap.root.ordinal])
  })

  it('agrees with brute force on random heaps with many WeakMaps, cycles through them included', async () => {
    let larger = 0
    let nodes = 0
    await fc.assert(
      fc.asyncProperty(heapOfWeakMaps, async heap => {
        const analysis = analyzeHeap(await heap.graph())
        const { retainedSizes } = dominateByBruteForce(heap, 'strong')
        const freed = heap.nodes.map(({ ordinal }) => computeFreedSize(analysis, ordinal))
        expect(freed).toEqual(freeByBruteForce(heap))
        nodes += freed.length
        larger += freed.filter((size, ordinal) => size > retainedSizes[ordinal]!).length
      }),
      { numRuns: 1500, seed: 7 },
    )
    // The heaps have what the test is about.
    expect(larger).toBeGreaterThan(nodes / 50)
  }, 60_000)
})
