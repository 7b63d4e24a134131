// Which edges keep their target alive? The retention rules of memory/passes/retention-rules.ts, applied to a graph; and
// which edges of the root lead to what the program owns, for the rules of DevTools.
import { ELEMENT, EPHEMERON, SHORTCUT, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { isEssential, isTableHalf } from '../memory/passes/retention-rules.ts'
import { STRING_TABLE } from '../v8/user-roots.ts'

/**
 * By which rules are dominators found?
 * - `strong`: every edge that is not weak retains its target, and a value of a WeakMap is retained by its key. V8's table of strings retains
 *   none. This is what would be freed.
 * - `devtools`: also, what the program owns is not retained by what it does not own. That makes sizes too small in programs
 *   for Node: an EventTarget is reached from its listeners with an AbortSignal, by way of a WeakMap of Node's, and so counts
 *   as owned by the program, and nothing that really references it retains it.
 */
export type RetentionRuleSet = 'strong' | 'devtools'

/** What the retention rules need to know. */
export interface RetentionRules {
  graph: HeapGraph
  /**
   * n flags. By the rules of DevTools: not 0 for what the program owns, that is, what its global objects reach over edges that
   * are not weak. Otherwise 1 for all nodes but the table of strings: then only its edges lead from what is not owned to what is.
   */
  owned: Uint8Array
}

/** Does this edge retain its target, for dominators and retained sizes? */
export function isEssentialEdge({ graph, owned }: RetentionRules, source: number, edge: number): boolean {
  const word = graph.edges[edge]!
  const type = word >>> TYPE_SHIFT
  const target = word & TARGET_MASK
  return isEssential(
    type,
    source,
    target,
    source === graph.rootOrdinal,
    owned[source] !== 0,
    owned[target] !== 0,
    type === EPHEMERON && isTableHalf(graph.edgeNames[edge]!),
  )
}

/** The node of V8's table of strings, which is below the group `(GC roots)`; undefined in a snapshot without one. */
export function findStringTable(graph: HeapGraph): number | undefined {
  const name = graph.strings.find(STRING_TABLE)
  return groupsBelow(graph, graph.rootOrdinal)
    .flatMap(group => groupsBelow(graph, group))
    .find(node => graph.nodeNames[node] === name)
}

/** The collector's groups of roots that a node references. */
function groupsBelow(graph: HeapGraph, node: number): number[] {
  const groups: number[] = []
  for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
    const target = graph.edges[edge]! & TARGET_MASK
    if (graph.type(target) === 'synthetic') groups.push(target)
  }
  return groups
}

/** Does an edge of the root lead to what the program owns, that is, to a global object or to `(Document DOM trees)`? */
export function createProgramEdgeTest(graph: HeapGraph): (edge: number) => boolean {
  const { edges, nodeNames } = graph
  const domTrees = graph.strings.find('(Document DOM trees)')
  return edge => {
    const type = edges[edge]! >>> TYPE_SHIFT
    const target = edges[edge]! & TARGET_MASK
    if (type === SHORTCUT) return true
    return type === ELEMENT && nodeNames[target] === domTrees && graph.type(target) === 'synthetic'
  }
}
