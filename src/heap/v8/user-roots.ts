// Where do the program's own objects begin, below the root of a snapshot?
import type { HeapGraph } from '../graph/heap-graph.ts'

/**
 * Whether a child of the root belongs to the program (a global object, the DOM trees), unlike the garbage collector's groups,
 * such as `(Global handles)`. Rule: DevTools `JSHeapSnapshot.isUserRoot`.
 */
export function isUserRoot(graph: HeapGraph, ordinal: number): boolean {
  if (graph.type(ordinal) !== 'synthetic') return true
  return graph.name(ordinal) === '(Document DOM trees)'
}
