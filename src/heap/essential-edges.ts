import { ELEMENT, EPHEMERON, SHORTCUT, TARGET_MASK, TYPE_SHIFT, WEAK } from './edge-types.ts'
import type { GrowableUint32 } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'

// Which edges keep their target alive? Every pass asks here, forwards and backwards alike: a dominator tree whose
// passes disagree never settles. The rules are those of DevTools (`computeIsEssentialEdge` and `markPageOwnedNodes`,
// front_end/entrypoints/heap_snapshot_worker/HeapSnapshot.ts).

/** What the predicate needs to know about a graph. */
export interface Essence {
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

/** Marks some nodes as owned, and all that they reach over edges that are not weak. Empties `nodes`. */
export function spreadOwnership({ graph, owned }: Essence, nodes: GrowableUint32): void {
  const { edges, firstEdge } = graph
  while (nodes.length > 0) {
    const node = nodes.pop()
    if (owned[node] !== 0) continue
    owned[node] = 1
    const end = firstEdge[node + 1]!
    for (let edge = firstEdge[node]!; edge < end; edge++) {
      const word = edges[edge]!
      const target = word & TARGET_MASK
      if (owned[target] === 0 && word >>> TYPE_SHIFT !== WEAK) nodes.push(target)
    }
  }
}

/**
 * Does this edge retain its target, for dominators and retained sizes? Not:
 * - a weak edge, or an edge of a node to itself
 * - a shortcut, unless from the root, where it marks a global object
 * - an edge from what the program does not own (a debugger, say) to what it owns, unless from the root
 * - the edge from a WeakMap's table to a value: key and table hold it together, the key's edge stays
 */
export function isEssentialEdge(essence: Essence, source: number, edge: number): boolean {
  const { graph, owned } = essence
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

/**
 * Do all plain references of a source retain, but those to itself? Of nearly all sources they do: a loop over their edges
 * need not ask of each.
 */
export function retainsPlainly({ graph, owned }: Essence, source: number): boolean {
  return owned[source] !== 0 || source === graph.rootOrdinal
}

/** Of the two edges of a WeakMap's entry, the one from its table? */
function isTableEdge(graph: HeapGraph, edge: number): boolean {
  return (graph.edgeNames[edge]! & 1) === 1
}
