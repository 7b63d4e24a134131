// Growth without a single dominator: objects that several holders reference, so that none of them retains it.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { NO_EDGE } from '../compute/distances.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import type { Candidate } from './candidate.ts'
import { type NodeHistory, reduceToStableNodes } from './stable-nodes.ts'

/**
 * What the root alone dominates counts for the stable node that is on its shortest path. Returns the stable nodes for
 * which it grew by at least `threshold` bytes in each interval.
 */
export function findUndominatedGrowth(
  analyses: readonly HeapAnalysis[],
  history: NodeHistory,
  threshold: number,
): Candidate[] {
  const undominated = analyses.map((analysis, at) =>
    computeUndominatedSizes(analysis, history.stableNodes[at]!),
  )
  const newest = analyses.at(-1)!.graph
  const found: Candidate[] = []
  for (const [node, isStable] of history.stableNodes.at(-1)!.entries()) {
    if (isStable === 0 || node === newest.rootOrdinal || undominated.at(-1)![node] === 0) continue
    const sizes = undominated.map((bytes, at) =>
      at === analyses.length - 1 ? bytes[node]! : bytes[history.earlier[at]![node]! - 1]!,
    )
    const growth = sizes.slice(1).map((size, interval) => size - sizes[interval]!)
    if (Math.min(...growth) >= threshold) found.push({ node, growth, undominated: true })
  }
  return found
}

/** n bytes, for stable nodes: the sum of the shallow sizes of which a node is the undominated owner. */
function computeUndominatedSizes(analysis: HeapAnalysis, stableNodes: Uint8Array): Float64Array {
  const { graph, shallowSizes } = analysis
  const { stableAbove } = reduceToStableNodes(analysis, stableNodes)
  const owners = findUndominatedOwners(analysis, stableNodes, stableAbove)
  const sizes = allocate(Float64Array, graph.nodeCount)
  for (let node = 0; node < graph.nodeCount; node++) {
    if (stableAbove[node] === graph.rootOrdinal) sizes[owners[node]!]! += shallowSizes[node]!
  }
  return sizes
}

/** n ordinals, for nodes that the root alone dominates: the last stable node on the shortest path to each, or the root. */
export function findUndominatedOwners(
  { graph, reachedBy }: HeapAnalysis,
  stableNodes: Uint8Array,
  stableAbove: Uint32Array,
): Uint32Array {
  const { nodeCount, rootOrdinal } = graph
  const unknown = nodeCount
  const owners = allocate(Uint32Array, nodeCount).fill(unknown)
  owners[rootOrdinal] = rootOrdinal
  const climbed = new GrowableUint32()
  for (let start = 0; start < nodeCount; start++) {
    if (stableAbove[start] !== rootOrdinal) continue
    let node = start
    while (owners[node] === unknown && stableNodes[node] === 0) {
      climbed.push(node)
      const edge = reachedBy[node]!
      node = edge === NO_EDGE ? rootOrdinal : graph.edgeSource(edge)
    }
    const owner = owners[node] === unknown ? node : owners[node]!
    while (climbed.length > 0) owners[climbed.pop()] = owner
  }
  return owners
}
