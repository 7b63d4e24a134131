import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { indexIds } from '../graph/id-index.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { createVisibleTest } from '../v8/visible-nodes.ts'

// What grew is told of stableNodes: all is done on the dominator tree of the newest snapshot, reduced to stableNodes: nodes that a program can see and that
// stand in every snapshot. What is between them (a Map's table, new after each rehash; the elements of an array) belongs
// to the anchor above it.

export interface NodeHistory {
  /** By snapshot, by ordinal in it: 1 for what may be a holder there, and stands in all snapshots. */
  stableNodes: Uint8Array[]
  /** By snapshot but the newest, by ordinal in the newest: the ordinal of the same node + 1, or 0. */
  earlier: Uint32Array[]
}

/** Which node is which in the other snapshots? */
export function findNodeHistory(analyses: readonly HeapAnalysis[]): NodeHistory {
  const { graph: newest } = analyses.at(-1)!
  const { nodeCount, rootOrdinal } = newest
  const isVisible = createVisibleTest(newest)
  const inAll = allocate(Uint8Array, nodeCount).fill(1)
  const earlier = analyses.slice(0, -1).map(({ graph }) => {
    const index = indexIds(graph)
    const ordinals = allocate(Uint32Array, nodeCount)
    for (let node = 0; node < nodeCount; node++) {
      const same = node === rootOrdinal ? graph.rootOrdinal : index.find(newest.nodeIds[node]!)
      ordinals[node] = same + 1
      if (same === -1) inAll[node] = 0
    }
    return ordinals
  })
  const newestStableNodes = allocate(Uint8Array, nodeCount)
  const stableNodes = analyses.slice(0, -1).map(({ graph }) => allocate(Uint8Array, graph.nodeCount))
  for (let node = 0; node < nodeCount; node++) {
    if (inAll[node] === 0 || (node !== rootOrdinal && !isVisible(node))) continue
    newestStableNodes[node] = 1
    for (const [at, ordinals] of earlier.entries()) stableNodes[at]![ordinals[node]! - 1] = 1
  }
  return { stableNodes: [...stableNodes, newestStableNodes], earlier }
}

export interface StableTree {
  /** n ordinals: the nearest anchor that dominates a node, or is it; the root's is itself */
  stableAbove: Uint32Array
  /** n ordinals, for stableNodes: the anchor above; the root's is itself */
  above: Uint32Array
  /** The stableNodes in depth-first order, root first. */
  order: Uint32Array
}

export function reduceToStableNodes(
  { graph, dominators, order }: HeapAnalysis,
  stableNodes: Uint8Array,
): StableTree {
  const stableAbove = allocate(Uint32Array, graph.nodeCount).fill(graph.rootOrdinal)
  const above = allocate(Uint32Array, graph.nodeCount).fill(graph.rootOrdinal)
  for (const node of order) {
    above[node] = stableAbove[dominators[node]!]!
    stableAbove[node] = stableNodes[node] === 1 ? node : above[node]!
  }
  return { stableAbove, above, order: order.filter(node => stableNodes[node] === 1) }
}
