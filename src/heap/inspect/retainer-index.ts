// Which edges lead to a node? All edges of the heap, grouped by their targets, the nearest sources first.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { NO_DISTANCE, SYSTEM_DISTANCE } from '../compute/distances.ts'
import { TARGET_MASK } from '../graph/edge-types.ts'
import { allocate } from '../graph/typed-arrays.ts'

export interface RetainerIndex {
  /** The number of edges to a node, weak ones included. */
  count(node: number): number
  /** At most `limit` edges to a node, from sources nearest to the roots first; unreachable sources come last. O(limit). */
  list(node: number, limit: number): number[]
}

/**
 * Groups all edges by their targets: 4 bytes an edge and 4 a node. A counting sort in two passes; the second one takes the
 * sources in the order of their distances, so that each group is sorted. O(n + m).
 */
export function indexRetainers(analysis: HeapAnalysis): RetainerIndex {
  const { edges, edgeCount, firstEdge, nodeCount } = analysis.graph
  // During the second pass each entry is where the next edge to the node belongs, and so at its end the group's end.
  const ends = allocate(Uint32Array, nodeCount + 1)
  for (let edge = 0; edge < edgeCount; edge++) ends[(edges[edge]! & TARGET_MASK) + 1]!++
  for (let node = 0; node < nodeCount; node++) ends[node + 1]! += ends[node]!
  const retainers = allocate(Uint32Array, edgeCount)
  const sources = orderByDistance(analysis)
  for (let at = 0; at < nodeCount; at++) {
    const source = sources[at]!
    const end = firstEdge[source + 1]!
    for (let edge = firstEdge[source]!; edge < end; edge++)
      retainers[ends[edges[edge]! & TARGET_MASK]!++] = edge
  }
  const beginOf = (node: number) => (node === 0 ? 0 : ends[node - 1]!)
  return {
    count: node => ends[node]! - beginOf(node),
    list(node, limit) {
      const from = beginOf(node)
      return Array.from(retainers.subarray(from, Math.min(ends[node]!, from + limit)))
    },
  }
}

/** All ordinals by distance, those that nothing reaches last. A counting sort: distances are as dense as levels of a search. */
function orderByDistance({ distances, graph: { nodeCount } }: HeapAnalysis): Uint32Array {
  let [ofProgram, ofSystem] = [0, 0]
  for (let node = 0; node < nodeCount; node++) {
    const distance = distances[node]!
    if (distance < SYSTEM_DISTANCE) ofProgram = Math.max(ofProgram, distance + 1)
    else ofSystem = Math.max(ofSystem, distance - SYSTEM_DISTANCE + 1)
  }
  const rankOf = (distance: number) => {
    if (distance === NO_DISTANCE) return ofProgram + ofSystem
    return distance < SYSTEM_DISTANCE ? distance : ofProgram + distance - SYSTEM_DISTANCE
  }
  const next = allocate(Uint32Array, ofProgram + ofSystem + 2)
  for (let node = 0; node < nodeCount; node++) next[rankOf(distances[node]!) + 1]!++
  for (let rank = 1; rank < next.length; rank++) next[rank]! += next[rank - 1]!
  const ordered = allocate(Uint32Array, nodeCount)
  for (let node = 0; node < nodeCount; node++) ordered[next[rankOf(distances[node]!)]!++] = node
  return ordered
}
