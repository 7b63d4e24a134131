// The first and the last edges of a path that may be as long as the heap, without going through all of it.
// Jumps: E. W. Myers, "An applicative random-access stack", Information Processing Letters 17(5), 1983.
import { NO_EDGE, type PathTree } from '../compute/distances.ts'
import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import { requireMemory } from '../memory/available-memory.ts'

const BYTES_A_NODE = 12

/** A path whose middle may be left out. */
export interface PathEnds {
  /** The first edges, root first; all of them where none is left out. */
  head: Uint32Array
  /** Edges between `head` and `tail`. */
  omitted: number
  /** The last edges, up to the node. */
  tail: Uint32Array
}

export interface PathEndIndex {
  /**
   * The path to a node; undefined where nothing reaches it. O(most + log n).
   * @param most edges of a path that is returned as a whole; of a longer one, half as many from each end
   */
  find(node: number, most: number): PathEnds | undefined
}

/**
 * Makes an index of the paths of a tree: 12 bytes a node. O(n + m).
 * Throws SnapshotError `too-large` if there is not enough memory.
 */
export function indexPathEnds(graph: HeapGraph, { reachedBy }: PathTree): PathEndIndex {
  const { edges, firstEdge, nodeCount, rootOrdinal } = graph
  requireMemory(nodeCount * BYTES_A_NODE, `Indexing the paths to ${nodeCount} nodes`)
  const parents = allocate(Uint32Array, nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    const end = firstEdge[node + 1]!
    for (let edge = firstEdge[node]!; edge < end; edge++) {
      const target = edges[edge]! & TARGET_MASK
      if (reachedBy[target] === edge) parents[target] = node
    }
  }
  parents[rootOrdinal] = rootOrdinal

  // depth + 1; 0 where nothing reaches the node
  const depths = allocate(Uint32Array, nodeCount)
  // For each node one that is far above it, so that any node above it is reached in few steps.
  const jumps = allocate(Uint32Array, nodeCount)
  depths[rootOrdinal] = 1
  jumps[rootOrdinal] = rootOrdinal
  const climbed = new GrowableUint32()
  for (let first = 0; first < nodeCount; first++) {
    let node = first
    while (depths[node] === 0 && reachedBy[node] !== NO_EDGE) {
      climbed.push(node)
      node = parents[node]!
    }
    while (climbed.length > 0) {
      const below = climbed.pop()
      const parent = parents[below]!
      const jump = jumps[parent]!
      const isEven = depths[parent]! - depths[jump]! === depths[jump]! - depths[jumps[jump]!]!
      depths[below] = depths[parent]! + 1
      jumps[below] = isEven ? jumps[jump]! : parent
    }
  }

  /** The last `count` edges of the path to a node. */
  const climb = (from: number, count: number): Uint32Array => {
    const path = new Uint32Array(count)
    let node = from
    for (let at = count - 1; at >= 0; at--) {
      path[at] = reachedBy[node]!
      node = parents[node]!
    }
    return path
  }
  const ancestorAt = (from: number, length: number): number => {
    let node = from
    while (depths[node]! - 1 > length) {
      const jump = jumps[node]!
      node = depths[jump]! - 1 >= length ? jump : parents[node]!
    }
    return node
  }

  return {
    find(node, most) {
      if (depths[node] === 0) return undefined
      const length = depths[node]! - 1
      if (length <= most) return { head: climb(node, length), omitted: 0, tail: new Uint32Array(0) }
      const half = most >>> 1
      return {
        head: climb(ancestorAt(node, half), half),
        omitted: length - 2 * half,
        tail: climb(node, half),
      }
    },
  }
}
