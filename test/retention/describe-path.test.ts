// A long path, of which only what does not repeat is described: is it the path that a description of all its steps gives?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPathDescriber, findPathEdges, foldEdges, type HeapGraph } from '../../src/heap/index.ts'
import { computeWeightedPaths } from '../../src/heap/paths/weighted-paths.ts'
import { findCause } from '../../src/retention/cause.ts'
import { describePath, toRecorded } from '../../src/retention/describe-path.ts'
import { findHead, foldRepeats } from '../../src/retention/fold-repeats.ts'
import { Drawing, type DrawnNode } from '../heap/support/builder.ts'

/** A Map whose table references an object by one of its words. */
function inTable(heap: Drawing, above: DrawnNode, property: string, word: number, name: string): DrawnNode {
  const [map, table] = [heap.object('Map'), heap.node('array', '', 16 + 8 * (3 + 2 + 12))]
  heap.property(above, property, map)
  heap.edge(map, 'internal', 'table', table)
  const object = heap.object(name)
  heap.edge(table, 'internal', String(word), object)
  return object
}

/** Parts of a path: each is drawn below a node, and its last node is returned. */
const parts: Record<string, (heap: Drawing, above: DrawnNode, at: number) => DrawnNode> = {
  link(heap, above) {
    const next = heap.object('Link')
    heap.property(above, 'next', next)
    return next
  },
  pair(heap, above) {
    const [left, right] = [heap.object('Left'), heap.object('Right')]
    heap.property(above, 'left', left)
    heap.property(left, 'right', right)
    return right
  },
  element(heap, above, at) {
    const [list, elements] = [heap.object('Array'), heap.node('array', '', 32)]
    heap.edge(above, 'element', at, list)
    heap.edge(list, 'internal', 'elements', elements)
    const item = heap.object('Item')
    heap.edge(elements, 'element', at + 1, item)
    return item
  },
  entry(heap, above, at) {
    return inTable(heap, above, 'children', 6 + 3 * (at % 4), 'Value')
  },
  key(heap, above, at) {
    return inTable(heap, above, 'keys', 5 + 3 * (at % 4), 'Key')
  },
  closure(heap, above) {
    const [scope, closure] = [heap.object('system / Context'), heap.node('closure', 'next', 32)]
    heap.edge(above, 'internal', 'context', scope)
    heap.edge(scope, 'context', 'previous', closure)
    return closure
  },
  other(heap, above, at) {
    const object = heap.object(`Other${at % 5}`)
    heap.property(above, `other${at % 7}`, object)
    return object
  },
}

const path = fc.record({
  stretches: fc.array(
    fc.record({
      part: fc.constantFrom(...Object.keys(parts)),
      times: fc.constantFrom(1, 2, 3, 7, 40, 400, 700),
    }),
    { minLength: 3, maxLength: 7 },
  ),
  holder: fc.nat(),
})

/** The path as it is described step by step. */
function describeWhole(graph: HeapGraph, edges: Uint32Array, holder: number) {
  const steps = createPathDescriber(graph).describe(edges, holder)
  const end = edges.findIndex(edge => graph.edgeTarget(edge) === holder)
  const above = new Set(Array.from(edges.subarray(0, end + 1), edge => graph.edgeTarget(edge)))
  const last = Math.max(
    0,
    steps.findLastIndex(({ ordinal }) => above.has(ordinal)),
  )
  const marked = last === 0 && steps[0]?.by === 'root' && steps[1]?.by === 'variable' ? 1 : last
  const recorded = steps.map(toRecorded(graph))
  return {
    ...foldRepeats(recorded, marked),
    cause: findCause(graph, edges, steps, findHead(recorded, marked)),
  }
}

test('what repeats in a long path is left out before it is described, and the description is the same', async () => {
  let folded = 0
  await fc.assert(
    fc.asyncProperty(path, async ({ holder, stretches }) => {
      const heap = new Drawing()
      let end = heap.object('Start')
      heap.property(heap.global, 'start', end)
      for (const { part, times } of stretches)
        for (let at = 0; at < times; at++) end = parts[part]!(heap, end, at)
      const graph = await heap.graph()
      const edges = findPathEdges(graph, computeWeightedPaths(graph), end.ordinal)!
      const held = graph.edgeTarget(edges[holder % edges.length]!)
      if (foldEdges(graph, edges).edges.length < edges.length) folded++
      for (const node of [held, -1])
        expect(describePath(graph, createPathDescriber(graph), edges, node)).toEqual(
          describeWhole(graph, edges, node),
        )
    }),
    { numRuns: 60, seed: 3 },
  )
  expect(folded).toBeGreaterThan(20)
}, 120_000)

test('a path that does not repeat keeps all its edges', async () => {
  const heap = new Drawing()
  let end = heap.object('Start')
  heap.property(heap.global, 'start', end)
  for (let at = 0; at < 1500; at++) {
    const next = heap.object(`Class${at}`)
    heap.property(end, 'next', next)
    end = next
  }
  const graph = await heap.graph()
  const edges = findPathEdges(graph, computeWeightedPaths(graph), end.ordinal)!
  expect(foldEdges(graph, edges).edges).toEqual(edges)
})
