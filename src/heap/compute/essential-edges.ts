import { ELEMENT, EPHEMERON, SHORTCUT, TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'

// Which edges keep their target alive? The rules are those of DevTools (`computeIsEssentialEdge` and `markPageOwnedNodes`,
// front_end/entrypoints/heap_snapshot_worker/HeapSnapshot.ts). The search (passes/search.ts) has them in its inner loop.

/** What the predicate needs to know about a graph. */
export interface RetentionRules {
  graph: HeapGraph
  /** n flags: 1 for what the program owns, that is, what its global objects reach over all that is not weak */
  owned: Uint8Array
}

/** Tells of the root's edges those that lead to what the program owns: global objects, and `(Document DOM trees)`. */
export function createEntryTest(graph: HeapGraph): (edge: number) => boolean {
  const { edges, nodeNames } = graph
  const domTrees = graph.strings.find('(Document DOM trees)')
  return edge => {
    const type = edges[edge]! >>> TYPE_SHIFT
    const target = edges[edge]! & TARGET_MASK
    if (type === SHORTCUT) return true
    return type === ELEMENT && nodeNames[target] === domTrees && graph.type(target) === 'synthetic'
  }
}

/**
 * Does this edge retain its target, for dominators and retained sizes? Not:
 * - a weak edge, or an edge of a node to itself
 * - a shortcut, unless from the root, where it marks a global object
 * - an edge from what the program does not own (a debugger, say) to what it owns, unless from the root
 * - the edge from a WeakMap's table to a value: key and table hold it together, the key's edge stays
 */
export function isEssentialEdge(retentionRules: RetentionRules, source: number, edge: number): boolean {
  const { graph, owned } = retentionRules
  const word = graph.edges[edge]!
  const type = word >>> TYPE_SHIFT
  const target = word & TARGET_MASK
  if (type >= SHORTCUT) {
    if (type === WEAK) return false
    if (type === SHORTCUT && source !== graph.rootOrdinal) return false
    if (type === EPHEMERON && isTableEdge(graph, edge)) return false
  }
  if (source === target) return false
  return owned[source] !== 0 || source === graph.rootOrdinal || owned[target] === 0
}

/** Of the two edges of a WeakMap's entry, the one from its table? */
function isTableEdge(graph: HeapGraph, edge: number): boolean {
  return (graph.edgeNames[edge]! & 1) === 1
}
