import fc from 'fast-check'
import { Drawing, type DrawnEdgeType } from './builder.ts'

const EDGES: DrawnEdgeType[] = ['property', 'property', 'property', 'context', 'internal', 'weak', 'shortcut']

interface Counts {
  edges: number
  entries: { minLength?: number; maxLength: number }
}

/**
 * Small heaps with cycles (reachable and not), orphans, weak edges, WeakMap entries, objects that GC roots reference, and a table of
 * strings.
 */
export const randomHeap = heaps({ edges: 40, entries: { maxLength: 3 } })

/** The same with few other edges and many entries of WeakMaps, so that tables are values of others, and keys of their own. */
export const heapOfWeakMaps = heaps({ edges: 18, entries: { minLength: 1, maxLength: 12 } })

function heaps(counts: Counts): fc.Arbitrary<Drawing> {
  return fc
    .record({
      sizes: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 14 }),
      edges: fc.array(fc.record({ from: fc.nat(), to: fc.nat(), type: fc.constantFrom(...EDGES) }), {
        maxLength: counts.edges,
      }),
      entries: fc.array(fc.record({ table: fc.nat(), key: fc.nat(), value: fc.nat() }), counts.entries),
      system: fc.array(fc.nat(), { maxLength: 2 }),
      strings: fc.array(fc.nat(), { maxLength: 3 }),
    })
    .map(({ sizes, edges, entries, strings, system }) => {
      const heap = new Drawing()
      const roots = heap.node('synthetic', '(GC roots)', 0)
      heap.edge(heap.root, 'element', 1, roots)
      for (const [index, size] of sizes.entries()) heap.object(`Node${index}`, size)
      const pick = (number: number) => heap.nodes[1 + (number % (heap.nodes.length - 1))]!
      for (const { from, to, type } of edges) heap.edge(pick(from), type, `to${to}`, pick(to))
      for (const to of system) heap.edge(roots, 'internal', 'root', pick(to))
      const seen = new Set<string>()
      for (const { table, key, value } of entries) {
        const pair = `${pick(table).id} ${pick(key).id}`
        if (seen.has(pair) || pick(table) === pick(key)) continue
        seen.add(pair)
        heap.ephemeron(pick(table), pick(key), pick(value))
      }
      const named = strings.map(pick)
      const table = heap.node('synthetic', '(Internalized strings)', 0)
      heap.edge(roots, 'element', 2, table)
      for (const to of named) heap.edge(table, 'internal', 'string', to)
      return heap
    })
}
