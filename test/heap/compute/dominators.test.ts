import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { computeDominators } from '../../../src/heap/compute/dominators.ts'
import { PROPERTY, TYPE_SHIFT } from '../../../src/heap/graph/edge-types.ts'
import { HeapGraph } from '../../../src/heap/graph/heap-graph.ts'
import { StringTable } from '../../../src/heap/graph/string-table.ts'
import { dominateByBruteForce } from '../support/brute-force.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'
import { randomHeap } from '../support/random-heap.ts'

describe('dominators', () => {
  it('joins of a diamond belong to its top', async () => {
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

  it('a weak edge, a shortcut and an edge to oneself retain nothing', async () => {
    const heap = new Drawing()
    const [held, other] = [heap.object('Held'), heap.object('Other')]
    heap.chain(heap.global, held)
    heap.property(heap.global, 'other', other)
    heap.edge(other, 'weak', 'target', held)
    heap.edge(other, 'shortcut', 'shortcut', held)
    heap.property(held, 'self', held)
    const { dominators } = analyzeHeap(await heap.graph())
    expect(dominators[held.ordinal]).toBe(heap.global.ordinal)
  })

  it('what is held only weakly hangs under the root, with what it holds', async () => {
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

  it('a clique that keeps only itself hangs under the root and changes nothing for others', async () => {
    const heap = new Drawing()
    const [one, two, held] = [heap.object('One'), heap.object('Two'), heap.object('Held')]
    heap.chain(one, two, one)
    heap.property(two, 'held', held)
    heap.chain(heap.global, held)
    const { dominators, retainedSizes } = analyzeHeap(await heap.graph())
    expect(dominators[one.ordinal]).toBe(heap.root.ordinal)
    expect(dominators[held.ordinal]).toBe(heap.global.ordinal)
    expect(retainedSizes[one.ordinal]).toBe(16)
    expect(retainedSizes[heap.root.ordinal]).toBe(8 + 3 * 16)
  })

  it('a WeakMap value belongs to its key, not to the table', async () => {
    const heap = new Drawing()
    const [key, table, value] = [heap.object('Key'), heap.node('array', '', 64), heap.object('Value', 500)]
    heap.chain(heap.global, key)
    heap.property(heap.global, 'table', table)
    heap.ephemeron(table, key, value)
    const { dominators } = analyzeHeap(await heap.graph())
    expect(dominators[value.ordinal]).toBe(key.ordinal)
  })

  it('what a debugger holds beside the program stays the program’s', async () => {
    const { heap, session } = drawDebugged()
    const { dominators } = analyzeHeap(await heap.graph())
    expect(dominators[session.ordinal]).toBe(heap.global.ordinal)
  })

  it('but not where the program reaches the root, and so the debugger as well', async () => {
    const { heap, session } = drawDebugged()
    heap.chain(session, heap.root)
    const { dominators } = analyzeHeap(await heap.graph())
    expect(dominators[session.ordinal]).toBe(heap.root.ordinal)
  })

  it('agree with brute force on random heaps, retained sizes as well', async () => {
    await fc.assert(
      fc.asyncProperty(randomHeap, async heap => {
        const graph = await heap.graph()
        const { dominators, retainedSizes } = analyzeHeap(graph)
        const expected = dominateByBruteForce(heap)
        expect([...dominators]).toEqual(expected.dominators)
        // Small heaps never lose patience by themselves.
        expect([...computeDominators(graph, 0).dominators]).toEqual(expected.dominators)
        expect([...retainedSizes]).toEqual(expected.retainedSizes)
      }),
      { numRuns: 800, seed: 20 },
    )
  }, 30_000)

  it('walk a chain of two million nodes without a stack', () => {
    const graph = tree(2_000_000, node => [node + 1])
    const { dominators, retainedSizes, distances } = analyzeHeap(graph)
    expect(dominators[1_999_999]).toBe(1_999_998)
    expect(retainedSizes[0]).toBe(2_000_000)
    expect(distances[1_999_999]).toBe(1_999_999)
  }, 120_000)

  it('stay fast on a long list whose tail reaches what is held at its head', () => {
    // 0 → 1 → … → n - 1 is the list; every later node of a second list is held by the tail and by the head.
    const half = 100_000
    const graph = tree(2 * half, node => {
      if (node === 0) return [1, ...Array.from({ length: half }, (_, index) => half + index)]
      if (node < half - 1) return [node + 1]
      if (node === half - 1) return Array.from({ length: half }, (_, index) => half + index)
      return []
    })
    const started = performance.now()
    const { dominators } = computeDominators(graph)
    expect(dominators[2 * half - 1]).toBe(0)
    // Some 100 ms; the plain walk takes 10¹⁰ steps.
    expect(performance.now() - started).toBeLessThan(5_000)
  }, 120_000)
})

/** The program has a session, and an inspector, which it does not own, has it as well. */
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

/** A graph straight in typed arrays: node 0 is the root, targets beyond the last node are left out. */
function tree(nodeCount: number, targets: (node: number) => number[]): HeapGraph {
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
