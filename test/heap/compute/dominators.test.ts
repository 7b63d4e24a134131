import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { computeDominators } from '../../../src/heap/compute/dominators.ts'
import { computeFreedSize } from '../../../src/heap/compute/freed-size.ts'
import { PROPERTY, TYPE_SHIFT } from '../../../src/heap/graph/edge-types.ts'
import { HeapGraph } from '../../../src/heap/graph/heap-graph.ts'
import { StringTable } from '../../../src/heap/graph/string-table.ts'
import { Arena } from '../../../src/heap/memory/arena.ts'
import * as slots from '../../../src/heap/memory/passes/slots.ts'
import { dominateByBruteForce } from '../support/brute-force.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'
import { randomHeap } from '../support/random-heap.ts'

describe('dominators', () => {
  it('the top of a diamond dominates the node where both paths meet', async () => {
    //        global
    //          a
    //        /   \
    //       b     c
    //        \   /
    //          d
    const heap = new Drawing()
    const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(name => heap.object(name, 10)) as [
      DrawnNode,
      ...DrawnNode[],
    ]
    heap.chain(heap.global, a!, b!, d!)
    heap.chain(a!, c!, d!)
    const { dominators, retainedSizes } = analyzeHeap(await heap.graph())
    expect(dominators[d!.ordinal]).toBe(a!.ordinal)
    expect(dominators[b!.ordinal]).toBe(a!.ordinal)
    expect(retainedSizes[a!.ordinal]).toBe(40)
    expect(retainedSizes[b!.ordinal]).toBe(10)
  })

  it('a weak edge, a shortcut and an edge of a node to itself retain nothing', async () => {
    const heap = new Drawing()
    const [retained, other] = [heap.object('Retained'), heap.object('Other')]
    heap.chain(heap.global, retained)
    heap.property(heap.global, 'other', other)
    heap.edge(other, 'weak', 'target', retained)
    heap.edge(other, 'shortcut', 'shortcut', retained)
    heap.property(retained, 'self', retained)
    const { dominators } = analyzeHeap(await heap.graph())
    expect(dominators[retained.ordinal]).toBe(heap.global.ordinal)
  })

  it('the table of strings retains none of them: a key is freed with the object whose property it names', async () => {
    const heap = new Drawing()
    const [cache, key] = [heap.object('Cache', 100), heap.node('string', 'https://example.com', 40)]
    const [roots, table] = ['(GC roots)', '(Internalized strings)'].map(name =>
      heap.node('synthetic', name, 0),
    )
    heap.chain(heap.global, cache, key)
    heap.edge(heap.root, 'element', 1, roots!)
    heap.edge(roots!, 'element', 1, table!)
    heap.edge(table!, 'internal', 'string', key)
    const graph = await heap.graph()
    const analysis = analyzeHeap(graph)
    expect(analysis.dominators[key.ordinal]).toBe(cache.ordinal)
    expect(analysis.retainedSizes[cache.ordinal]).toBe(140)
    expect(computeFreedSize(analysis, cache.ordinal)).toBe(140)
    // For DevTools the table is what retains it as well, but it is not the program's.
    expect(analyzeHeap(graph, { ruleSet: 'devtools' }).retainedSizes[cache.ordinal]).toBe(140)
  })

  it('the root dominates what only weak edges lead to', async () => {
    const heap = new Drawing()
    const [cache, entry, inner] = [heap.object('Cache'), heap.object('Entry'), heap.object('Inner', 100)]
    heap.chain(heap.global, cache)
    heap.edge(cache, 'weak', 'entry', entry)
    heap.chain(entry, inner)
    const { dominators, retainedSizes } = analyzeHeap(await heap.graph())
    expect(dominators[entry.ordinal]).toBe(heap.root.ordinal)
    expect(dominators[inner.ordinal]).toBe(entry.ordinal)
    expect(retainedSizes[entry.ordinal]).toBe(116)
  })

  it('the root dominates each node of a cycle that nothing else reaches, and the cycle changes nothing for others', async () => {
    const heap = new Drawing()
    const [one, two, other] = [heap.object('One'), heap.object('Two'), heap.object('Other')]
    heap.chain(one, two, one)
    heap.property(two, 'other', other)
    heap.chain(heap.global, other)
    const { dominators, retainedSizes } = analyzeHeap(await heap.graph())
    expect(dominators[one.ordinal]).toBe(heap.root.ordinal)
    expect(dominators[other.ordinal]).toBe(heap.global.ordinal)
    expect(retainedSizes[one.ordinal]).toBe(16)
    expect(retainedSizes[heap.root.ordinal]).toBe(8 + 3 * 16)
  })

  it('the key of a WeakMap entry dominates its value, not the table', async () => {
    const heap = new Drawing()
    const [key, table, value] = [heap.object('Key'), heap.node('array', '', 64), heap.object('Value', 500)]
    heap.chain(heap.global, key)
    heap.property(heap.global, 'table', table)
    heap.ephemeron(table, key, value)
    const { dominators } = analyzeHeap(await heap.graph())
    expect(dominators[value.ordinal]).toBe(key.ordinal)
  })

  it('the root dominates an object that the program and a debugger reference, and by the rules of DevTools the program', async () => {
    const { heap, session } = drawDebugged()
    const graph = await heap.graph()
    expect(analyzeHeap(graph).dominators[session.ordinal]).toBe(heap.root.ordinal)
    const { dominators } = analyzeHeap(graph, { ruleSet: 'devtools' })
    expect(dominators[session.ordinal]).toBe(heap.global.ordinal)
  })

  it('but not if the program reaches the root, and so the debugger', async () => {
    const { heap, session } = drawDebugged()
    heap.chain(session, heap.root)
    const { dominators } = analyzeHeap(await heap.graph(), { ruleSet: 'devtools' })
    expect(dominators[session.ordinal]).toBe(heap.root.ordinal)
  })

  it('what is held by a value of a WeakMap that leads back to its key is retained by the key', async () => {
    //   step → key; table (of the global object) and key → value → key; key → payload
    const heap = new Drawing()
    const step = heap.object('Step')
    const [key, table] = [heap.object('Key'), heap.node('array', '', 64)]
    const [value, payload] = [heap.object('Value', 500), heap.object('Payload', 1000)]
    const roots = heap.node('synthetic', '(GC roots)', 0)
    heap.edge(heap.root, 'element', 1, roots)
    heap.edge(roots, 'element', 1, step)
    heap.chain(step, key, payload)
    heap.property(heap.global, 'table', table)
    heap.ephemeron(table, key, value)
    heap.chain(value, key)
    const graph = await heap.graph()
    const { dominators, retainedSizes } = analyzeHeap(graph)
    expect(dominators[key.ordinal]).toBe(step.ordinal)
    expect(retainedSizes[key.ordinal]).toBe(16 + 500 + 1000)
    // DevTools takes the key for the program's, because the table leads to it.
    expect(analyzeHeap(graph, { ruleSet: 'devtools' }).retainedSizes[key.ordinal]).toBeLessThan(1516)
  })

  it('agree with brute force on random heaps, retained sizes as well', async () => {
    await fc.assert(
      fc.asyncProperty(randomHeap, async heap => {
        const graph = await heap.graph()
        for (const ruleSet of ['strong', 'devtools'] as const) {
          const { dominators, retainedSizes } = analyzeHeap(graph, { ruleSet })
          const expected = dominateByBruteForce(heap, ruleSet)
          expect([...dominators]).toEqual(expected.dominators)
          // Small heaps stay within the step budget: without one, jump pointers are used.
          const byJumps = computeDominators(graph, { ruleSet, stepBudget: 0 }).dominators
          expect([...byJumps]).toEqual(expected.dominators)
          expect([...retainedSizes]).toEqual(expected.retainedSizes)
        }
      }),
      { numRuns: 800, seed: 20 },
    )
  }, 30_000)

  it('of a chain of two million nodes need no recursion', () => {
    const graph = createGraph(2_000_000, node => [node + 1])
    const { dominators, retainedSizes, distances } = analyzeHeap(graph)
    expect(dominators[1_999_999]).toBe(1_999_998)
    expect(retainedSizes[0]).toBe(2_000_000)
    expect(distances[1_999_999]).toBe(1_999_999)
  }, 120_000)

  it('take few steps on a long list whose tail reaches what its head reaches', () => {
    // 0 → 1 → … → half - 1 is the list; its head and its tail both have an edge to each later node.
    const half = 100_000
    const graph = createGraph(2 * half, node => {
      if (node === 0) return [1, ...Array.from({ length: half }, (_, index) => half + index)]
      if (node < half - 1) return [node + 1]
      if (node === half - 1) return Array.from({ length: half }, (_, index) => half + index)
      return []
    })
    const nodeCount = 2 * half
    const { dominators } = computeDominators(graph)
    expect(dominators[nodeCount - 1]).toBe(0)
    // Plain steps alone would be 10¹⁰. They end with the walk that uses up the budget of 8 a node; then a walk is by jumps,
    // which reach any ancestor in at most 3 log₂ n steps.
    const arena = Arena.of(graph)
    const budget = arena.slot(slots.STEP_BUDGET)
    const steps = arena.slot(slots.STEP_COUNT)
    expect(budget).toBe(8 * nodeCount)
    expect(steps).toBeGreaterThan(budget)
    expect(steps).toBeLessThan(budget + nodeCount + half * 3 * Math.log2(nodeCount))
  }, 120_000)
})

/** The program references a session, and so does an inspector, which the program does not own. */
function drawDebugged(): { heap: Drawing; session: DrawnNode } {
  const heap = new Drawing()
  const [roots, session] = [heap.node('synthetic', '(GC roots)', 0), heap.object('Session')]
  const inspector = heap.object('Inspector')
  heap.edge(heap.root, 'element', 1, roots)
  heap.edge(roots, 'element', 1, inspector)
  heap.property(inspector, 'remote', session)
  heap.chain(heap.global, session)
  return { heap, session }
}

/** A graph made of typed arrays, without a snapshot: node 0 is the root, targets beyond the last node are left out. */
function createGraph(nodeCount: number, targets: (node: number) => number[]): HeapGraph {
  const firstEdge = new Uint32Array(nodeCount + 1)
  const words: number[] = []
  for (let node = 0; node < nodeCount; node++) {
    for (const target of targets(node)) {
      if (target < nodeCount) words.push(((PROPERTY << TYPE_SHIFT) | target) >>> 0)
    }
    firstEdge[node + 1] = words.length
  }
  return new HeapGraph({
    nodeCount,
    edgeCount: words.length,
    rootOrdinal: 0,
    nodeTypes: new Uint8Array(nodeCount),
    nodeTypeNames: ['object'],
    nodeNames: new Uint32Array(nodeCount),
    nodeIds: Uint32Array.from({ length: nodeCount }, (_, node) => node + 1),
    selfSizes: new Uint32Array(nodeCount).fill(1),
    largeSizes: new Map(),
    detachedness: undefined,
    firstEdge,
    edges: Uint32Array.from(words),
    edgeNames: new Uint32Array(words.length),
    strings: new StringTable(Buffer.from('"Node"'), Uint32Array.of(1), 1),
    locations: new Uint32Array(0),
    entryNames: new Uint32Array(0),
  })
}
