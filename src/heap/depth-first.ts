import { SHORTCUT, TARGET_MASK, TYPE_SHIFT } from './edge-types.ts'
import { type Essence, isEssentialEdge, retainsPlainly } from './essential-edges.ts'
import { allocate } from './growable.ts'

/** The order in which a depth-first search over essential edges meets the nodes: "pre" is a node's place in it. */
export interface Search {
  /** pre → ordinal */
  order: Uint32Array
  /** ordinal → pre; 0 for the root and for what was not reached */
  numbers: Uint32Array
  /** pre → pre of the parent in the search tree */
  parent: Uint32Array
  /** n + 1 counts of essential edges from reached nodes, by target ordinal; 0 for what was not reached, and orphans */
  inDegree: Uint32Array
}

/**
 * Number what the root reaches over essential edges, and then what orphans reach: nodes that no essential edge points
 * to (they hang on weak edges alone) count as children of the root. What is left are cliques that keep only each
 * other: no one's predecessors.
 */
export function searchDepthFirst(essence: Essence): Search {
  const { nodeCount, rootOrdinal } = essence.graph
  const search: Search = {
    order: allocate(Uint32Array, nodeCount),
    numbers: allocate(Uint32Array, nodeCount),
    parent: allocate(Uint32Array, nodeCount),
    inDegree: allocate(Uint32Array, nodeCount + 1),
  }
  const nextEdge = allocate(Uint32Array, nodeCount)
  let count = visitFrom(essence, search, nextEdge, rootOrdinal, 0)
  if (count < nodeCount) {
    const held = markHeldByOrphans(essence, search)
    for (let node = 0; node < nodeCount; node++) {
      if (search.inDegree[node] !== 0 || held[node] !== 0 || node === rootOrdinal) continue
      count = visitFrom(essence, search, nextEdge, node, count)
    }
  }
  return { ...search, order: search.order.subarray(0, count), parent: search.parent.subarray(0, count) }
}

/** Numbers a node and all that it reaches, from `first` on. Returns the number after the last. */
function visitFrom(
  essence: Essence,
  { inDegree, numbers, order, parent }: Search,
  nextEdge: Uint32Array,
  start: number,
  first: number,
): number {
  const { edges, firstEdge, rootOrdinal } = essence.graph
  let count = first + 1
  let current = first
  order[first] = start
  numbers[start] = first
  nextEdge[first] = firstEdge[start]!
  for (;;) {
    const node = order[current]!
    const end = firstEdge[node + 1]!
    const plainly = retainsPlainly(essence, node)
    let edge = nextEdge[current]!
    let child = -1
    while (edge < end && child === -1) {
      const word = edges[edge]!
      const target = word & TARGET_MASK
      const isPlain = plainly && word >>> TYPE_SHIFT < SHORTCUT && target !== node
      if (isPlain || isEssentialEdge(essence, node, edge)) {
        // Counting the edges into a node tells at the same time whether it was visited.
        if (inDegree[target]!++ === 0 && target !== rootOrdinal) child = target
      }
      edge++
    }
    nextEdge[current] = edge
    if (child !== -1) {
      order[count] = child
      numbers[child] = count
      parent[count] = current
      nextEdge[count] = firstEdge[child]!
      current = count++
    } else {
      if (current === first) return count
      current = parent[current]!
    }
  }
}

/** n flags: 1 for what a node holds that nothing reached, by an essential edge. */
function markHeldByOrphans(essence: Essence, { inDegree }: Search): Uint8Array {
  const { edges, firstEdge, nodeCount, rootOrdinal } = essence.graph
  const held = allocate(Uint8Array, nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    if (inDegree[node] !== 0 || node === rootOrdinal) continue
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      if (isEssentialEdge(essence, node, edge)) held[edges[edge]! & TARGET_MASK] = 1
    }
  }
  return held
}
