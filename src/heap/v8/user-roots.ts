// Where do the program's own objects begin, below the root of a snapshot?
import type { HeapGraph } from '../graph/heap-graph.ts'

/** What references objects for a moment only, or whether anything keeps them alive or not. */
export const TRANSIENT_ROOTS: readonly string[] = [
  '(Stack roots)',
  '(Handle scope)',
  '(Persistent handles)',
  '(Identity map)',
  // What V8 registers while it works: a compiler in the background references the constants of the function that it
  // compiles.
  '(Strong roots)',
  // Node's list of what it cleans up at exit, whether the references are weak or not.
  'Node / CleanupQueue',
  '(Relocatable)',
]

/**
 * Whether a child of the root belongs to the program (a global object, the DOM trees), unlike the garbage collector's groups,
 * such as `(Global handles)`. Rule: DevTools `JSHeapSnapshot.isUserRoot`.
 */
export function isUserRoot(graph: HeapGraph, ordinal: number): boolean {
  if (graph.type(ordinal) !== 'synthetic') return true
  return graph.name(ordinal) === '(Document DOM trees)'
}
