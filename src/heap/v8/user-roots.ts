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
 * V8's table of the strings that are names. It is weak: a string that nothing else references is collected. But in a snapshot its edges are
 * like strong ones.
 */
export const STRING_TABLE = '(Internalized strings)'

/** The collector's group of what native code references: open handles of Node, and objects of addons. */
export const NATIVE_REFERENCES = 'Global handles'
const NATIVE_REFERENCES_NODE = `(${NATIVE_REFERENCES})`

/** Is this the group of native references, or a native object of Node? */
export function isNativeRoot(graph: HeapGraph, node: number): boolean {
  const type = graph.type(node)
  if (type !== 'synthetic' && type !== 'native') return false
  const name = graph.name(node, NATIVE_REFERENCES_NODE.length + 1)
  return name === NATIVE_REFERENCES_NODE || name.startsWith('Node / ')
}

/**
 * Whether a child of the root belongs to the program (a global object, the DOM trees), unlike the garbage collector's groups,
 * such as `(Global handles)`. Rule: DevTools `JSHeapSnapshot.isUserRoot`.
 */
export function isUserRoot(graph: HeapGraph, ordinal: number): boolean {
  if (graph.type(ordinal) !== 'synthetic') return true
  return graph.name(ordinal) === '(Document DOM trees)'
}
