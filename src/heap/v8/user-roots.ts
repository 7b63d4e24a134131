import type { HeapGraph } from '../graph/heap-graph.ts'

/**
 * Is this child of the root a root of the program (a global object, a tree of DOM nodes) and not one of the
 * collector's own groups, such as `(Global handles)`? Rule: DevTools `JSHeapSnapshot.isUserRoot`.
 */
export function isUserRoot(graph: HeapGraph, ordinal: number): boolean {
  if (graph.type(ordinal) !== 'synthetic') return true
  return graph.name(ordinal) === '(Document DOM trees)'
}
