import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { NO_EDGE } from '../compute/distances.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import { type NodeHistory, reduceToStableNodes } from './stable-nodes.ts'

/** Something that may keep what grew. */
export interface Candidate {
  /** Ordinal in the newest snapshot. */
  node: number
  growth: number[]
  /** Whether some of it is what the root alone dominates. */
  undominated: boolean
}

/**
 * What the root alone dominates has two holders or more, none of which retains it: it counts for the one on the
 * shortest path. Only what grew so by `least` bytes in each stretch is told.
 */
export function findUndominatedGrowth(
  analyses: readonly HeapAnalysis[],
  lives: NodeHistory,
  least: number,
): Candidate[] {
  const undominated = analyses.map((analysis, at) =>
    computeUndominatedSizes(analysis, lives.stableNodes[at]!),
  )
  const newest = analyses.at(-1)!.graph
  const found: Candidate[] = []
  for (const [node, isStable] of lives.stableNodes.at(-1)!.entries()) {
    if (isStable === 0 || node === newest.rootOrdinal || undominated.at(-1)![node] === 0) continue
    const sizes = undominated.map((bytes, at) =>
      at === analyses.length - 1 ? bytes[node]! : bytes[lives.earlier[at]![node]! - 1]!,
    )
    const growth = sizes.slice(1).map((size, stretch) => size - sizes[stretch]!)
    if (Math.min(...growth) >= least) found.push({ node, growth, undominated: true })
  }
  return found
}

/** n bytes, for stableNodes: the shallow sizes of what hangs under the root and is reached first by the anchor. */
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

/** n ordinals, for what has the root as its anchor: the first anchor on the shortest path up, or the root. */
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
