import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeDistances,
  computeShortestPaths,
  NO_DISTANCE,
  SYSTEM_DISTANCE,
} from '../../../src/heap/compute/distances.ts'
import { findRawPath } from '../../../src/heap/paths/retaining-path.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'
import { randomHeap } from '../support/random-heap.ts'

describe('distances', () => {
  it('are 1 for the global object, and a hundred million for the root, from which system roots are reached', async () => {
    const heap = new Drawing()
    const [roots, inner] = [heap.node('synthetic', '(GC roots)', 0), heap.object('Inner')]
    const session = heap.object('Session')
    heap.edge(heap.root, 'element', 1, roots)
    heap.edge(roots, 'element', 1, inner)
    heap.chain(heap.global, session)
    const { distances } = computeDistances(await heap.graph())
    expect([...distances]).toEqual([SYSTEM_DISTANCE, 1, SYSTEM_DISTANCE + 1, SYSTEM_DISTANCE + 2, 2])
  })

  it('are 0 for the root if there is no global object', async () => {
    const heap = new Drawing()
    heap.root.edges.length = 0
    const roots = heap.node('synthetic', '(GC roots)', 0)
    heap.edge(heap.root, 'element', 1, roots)
    const { distances } = computeDistances(await heap.graph())
    expect([...distances]).toEqual([0, NO_DISTANCE, 1])
  })

  it('are not counted over weak edges', async () => {
    const heap = new Drawing()
    const session = heap.object('Session')
    heap.edge(heap.global, 'weak', 'session', session)
    const { distances } = computeDistances(await heap.graph())
    expect(distances[session.ordinal]).toBe(NO_DISTANCE)
  })

  it('of a WeakMap value are one more than the larger of its key’s and its table’s', async () => {
    const heap = new Drawing()
    const [table, far, key, value] = ['Table', 'Far', 'Key', 'Value'].map(name => heap.object(name))
    heap.chain(heap.global, table!)
    heap.chain(heap.global, far!, key!)
    heap.ephemeron(table!, key!, value!)
    const graph = await heap.graph()
    const { distances, reachedBy } = computeDistances(graph)
    expect(distances[value!.ordinal]).toBe(4)
    expect(graph.edgeSource(reachedBy[value!.ordinal]!)).toBe(key!.ordinal)
  })

  it('do not reach a WeakMap value if nothing else reaches its key', async () => {
    const heap = new Drawing()
    const [table, key, value] = ['Table', 'Key', 'Value'].map(name => heap.object(name))
    heap.chain(heap.global, table!)
    heap.ephemeron(table!, key!, value!)
    const { distances } = computeDistances(await heap.graph())
    expect(distances[value!.ordinal]).toBe(NO_DISTANCE)
  })

  it('are not counted over sloppy_function_map and shared descriptors, which connect unrelated objects', async () => {
    const heap = new Drawing()
    const context = heap.node('hidden', 'system / NativeContext', 8)
    const descriptors = heap.node('array', '(map descriptors)', 8)
    const [map, key, value] = ['Map', 'Key', 'Value'].map(name => heap.object(name))
    heap.chain(heap.global, context)
    heap.property(heap.global, 'descriptors', descriptors)
    heap.edge(context, 'internal', 'sloppy_function_map', map!)
    heap.edge(descriptors, 'internal', '3', key!)
    heap.edge(descriptors, 'hidden', 4, value!)
    const { distances } = computeDistances(await heap.graph())
    expect(distances[map!.ordinal]).toBe(NO_DISTANCE)
    expect(distances[key!.ordinal]).toBe(3)
    expect(distances[value!.ordinal]).toBe(NO_DISTANCE)
  })

  it('agree with the definition on random heaps, and each path has its distance’s length', async () => {
    await fc.assert(
      fc.asyncProperty(randomHeap, async heap => {
        const graph = await heap.graph()
        const tree = computeDistances(graph)
        expect(computeShortestPaths(graph).reachedBy).toEqual(tree.reachedBy)
        expect([...tree.distances]).toEqual(defineDistances(heap))
        for (const node of heap.nodes) {
          const distance = tree.distances[node.ordinal]!
          const path = findRawPath(graph, tree, node.ordinal)
          if (distance === NO_DISTANCE) expect(path).toBeUndefined()
          else expect(path?.length).toBe((distance % SYSTEM_DISTANCE) + 1)
        }
      }),
      { numRuns: 1000, seed: 5 },
    )
  }, 30_000)
})

/** The least fixed point of: one more than the nearest holder, or for a WeakMap value than the farther of key and table. */
function defineDistances(heap: Drawing): number[] {
  const distances = heap.nodes.map(() => Number.POSITIVE_INFINITY)
  distances[heap.root.ordinal] = SYSTEM_DISTANCE
  for (const edge of heap.root.edges) if (edge.to.type !== 'synthetic') distances[edge.to.ordinal] = 1
  const at = (node: DrawnNode) => distances[node.ordinal]!
  for (let changed = true; changed; ) {
    changed = false
    for (const node of heap.nodes) {
      for (const edge of node.edges) {
        if (edge.type === 'weak') continue
        const entry = /^\d+ (\/ part of key .*)$/.exec(String(edge.name))?.[1]
        const holders =
          entry === undefined
            ? [node]
            : heap.nodes.filter(other => other.edges.some(edge => String(edge.name).endsWith(entry)))
        const distance = Math.max(...holders.map(at)) + 1
        if (distance < at(edge.to)) {
          distances[edge.to.ordinal] = distance
          changed = true
        }
      }
    }
  }
  return distances.map(distance => (distance === Number.POSITIVE_INFINITY ? NO_DISTANCE : distance))
}
