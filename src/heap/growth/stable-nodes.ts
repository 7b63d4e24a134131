// Stable nodes: those that a program knows by a name, the collector's groups of roots, and what the engine shares between
// them, as far as they are in every snapshot. Growth is measured for them only, on the dominator tree reduced to them.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { indexIds } from '../graph/id-index.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { createVisibleNodeTest } from '../v8/visible-nodes.ts'

export interface NodeHistory {
  /** For each snapshot, n flags by ordinal in it: 1 for stable nodes. */
  stableNodes: Uint8Array[]
  /** For each snapshot, n flags by ordinal in it: 1 for nodes that are in every snapshot, the engine's own included. */
  inAll: Uint8Array[]
  /** For each snapshot but the newest, by ordinal in the newest: the ordinal of the same node + 1, or 0 for none. */
  earlier: Uint32Array[]
}

/** Finds the nodes of the newest snapshot in the older ones, by their ids. O(n) for n nodes in all. */
export function findNodeHistory(analyses: readonly HeapAnalysis[]): NodeHistory {
  const { graph: newest } = analyses.at(-1)!
  const { nodeCount, nodeTypes, rootOrdinal } = newest
  const isVisible = createVisibleNodeTest(newest)
  const synthetic = newest.typeCode('synthetic')
  const newestInAll = allocate(Uint8Array, nodeCount).fill(1)
  const earlier = analyses.slice(0, -1).map(({ graph }) => {
    const index = indexIds(graph)
    const ordinals = allocate(Uint32Array, nodeCount)
    for (let node = 0; node < nodeCount; node++) {
      const same = node === rootOrdinal ? graph.rootOrdinal : index.find(newest.nodeIds[node]!)
      ordinals[node] = same + 1
      if (same === -1) newestInAll[node] = 0
    }
    return ordinals
  })
  const newestStableNodes = allocate(Uint8Array, nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    if (newestInAll[node] === 0) continue
    if (node === rootOrdinal || nodeTypes[node] === synthetic || isVisible(node)) newestStableNodes[node] = 1
  }
  const toEarlier = (flags: Uint8Array) =>
    earlier.map((ordinals, at) => flagsBefore(flags, ordinals, analyses[at]!.graph))
  return {
    stableNodes: [...toEarlier(newestStableNodes), newestStableNodes],
    inAll: [...toEarlier(newestInAll), newestInAll],
    earlier,
  }
}

/**
 * The flags of nodes of the newest snapshot, by ordinal in an earlier one. Flagged are only nodes that are in both.
 * @param ordinals of the same nodes in the earlier snapshot + 1, as in `NodeHistory`
 */
export function flagsBefore(flags: Uint8Array, ordinals: Uint32Array, { nodeCount }: HeapGraph): Uint8Array {
  const earlierFlags = allocate(Uint8Array, nodeCount)
  for (let node = 0; node < flags.length; node++) {
    if (flags[node] === 1) earlierFlags[ordinals[node]! - 1] = 1
  }
  return earlierFlags
}

/**
 * Adds nodes of the engine that no stable node owns in any snapshot, such as the cell of an exported variable, as far as they
 * reference what is new. A Map's table belongs to its Map and is not added, nor one that has become useless since.
 */
export function addSharedNodes(
  analyses: readonly HeapAnalysis[],
  { earlier, inAll, stableNodes }: NodeHistory,
): void {
  const { edges, firstEdge, nodeCount } = analyses.at(-1)!.graph
  const stable = stableNodes.at(-1)!
  const isOwned = analyses.map((analysis, at) => {
    const { stableAbove } = reduceToStableNodes(analysis, stableNodes[at]!)
    const { graph } = analysis
    const synthetic = graph.typeCode('synthetic')
    return (node: number) => graph.nodeTypes[stableAbove[node]!] !== synthetic
  })
  const isOwnedInAny = (node: number) =>
    isOwned.some((test, at) => test(at === earlier.length ? node : earlier[at]![node]! - 1))
  const added: number[] = []
  for (let node = 0; node < nodeCount; node++) {
    if (stable[node] === 1 || inAll.at(-1)![node] === 0) continue
    if (isOwnedInAny(node)) continue
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      if (inAll.at(-1)![edges[edge]! & TARGET_MASK] === 1) continue
      added.push(node)
      break
    }
  }
  for (const node of added) {
    stable[node] = 1
    for (const [at, ordinals] of earlier.entries()) stableNodes[at]![ordinals[node]! - 1] = 1
  }
}

export interface StableTree {
  /** n ordinals: the node itself if it is stable, otherwise the nearest stable node that dominates it */
  stableAbove: Uint32Array
  /** n ordinals: the nearest stable node that dominates a node, not itself; the root's is the root */
  above: Uint32Array
  /** The stable nodes in depth-first order, root first. */
  order: Uint32Array
}

/** @param stableNodes n flags */
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
