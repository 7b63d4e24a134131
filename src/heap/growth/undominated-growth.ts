import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { NO_EDGE } from '../compute/distances.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import { type Lives, reduceToAnchors } from './stable-nodes.ts'

/** Something that may keep what grew. */
export interface Candidate {
  /** Ordinal in the newest snapshot. */
  node: number
  growth: number[]
  /** Whether some of it is what the root alone dominates. */
  loose: boolean
}

/**
 * What the root alone dominates has two holders or more, none of which retains it: it counts for the one on the
 * shortest path. Only what grew so by `least` bytes in each stretch is told.
 */
export function findLooseGrowth(analyses: readonly HeapAnalysis[], lives: Lives, least: number): Candidate[] {
  const loose = analyses.map((analysis, at) => computeLooseSizes(analysis, lives.anchors[at]!))
  const newest = analyses.at(-1)!.graph
  const found: Candidate[] = []
  for (const [node, isAnchor] of lives.anchors.at(-1)!.entries()) {
    if (isAnchor === 0 || node === newest.rootOrdinal || loose.at(-1)![node] === 0) continue
    const sizes = loose.map((bytes, at) =>
      at === analyses.length - 1 ? bytes[node]! : bytes[lives.earlier[at]![node]! - 1]!,
    )
    const growth = sizes.slice(1).map((size, stretch) => size - sizes[stretch]!)
    if (Math.min(...growth) >= least) found.push({ node, growth, loose: true })
  }
  return found
}

/** n bytes, for anchors: the shallow sizes of what hangs under the root and is reached first by the anchor. */
function computeLooseSizes(analysis: HeapAnalysis, anchors: Uint8Array): Float64Array {
  const { graph, shallowSizes } = analysis
  const { anchorOf } = reduceToAnchors(analysis, anchors)
  const owners = findLooseOwners(analysis, anchors, anchorOf)
  const sizes = allocate(Float64Array, graph.nodeCount)
  for (let node = 0; node < graph.nodeCount; node++) {
    if (anchorOf[node] === graph.rootOrdinal) sizes[owners[node]!]! += shallowSizes[node]!
  }
  return sizes
}

/** n ordinals, for what has the root as its anchor: the first anchor on the shortest path up, or the root. */
export function findLooseOwners(
  { graph, reachedBy }: HeapAnalysis,
  anchors: Uint8Array,
  anchorOf: Uint32Array,
): Uint32Array {
  const { nodeCount, rootOrdinal } = graph
  const unknown = nodeCount
  const owners = allocate(Uint32Array, nodeCount).fill(unknown)
  owners[rootOrdinal] = rootOrdinal
  const climbed = new GrowableUint32()
  for (let start = 0; start < nodeCount; start++) {
    if (anchorOf[start] !== rootOrdinal) continue
    let node = start
    while (owners[node] === unknown && anchors[node] === 0) {
      climbed.push(node)
      const edge = reachedBy[node]!
      node = edge === NO_EDGE ? rootOrdinal : graph.edgeSource(edge)
    }
    const owner = owners[node] === unknown ? node : owners[node]!
    while (climbed.length > 0) owners[climbed.pop()] = owner
  }
  return owners
}
