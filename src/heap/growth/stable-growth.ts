// By how many bytes does each stable node hold more from snapshot to snapshot?
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { allocate, copyOf } from '../graph/typed-arrays.ts'
import type { NearestHolders } from './nearest-holders.ts'
import type { NodeHistory, StableTree } from './stable-nodes.ts'

/** Growth in bytes, by ordinal in the newest snapshot; 0 for nodes that are not stable. */
export interface StableGrowth {
  /**
   * One array for each interval between snapshots, oldest first: what a stable node and those that it dominates grew by, with
   * the nodes of which they are the nearest holders.
   */
  intervals: readonly Float64Array[]
  /** The smallest of all intervals, and not a sum: what is warmed up in the first interval does not count. */
  smallest: Float64Array
  /** The largest of `smallest` at or below a node. Above a growing node, others may shrink, and hide it in the sum. */
  largestBelow: Float64Array
}

/**
 * @param nearest for each snapshot
 * @param sizes for each snapshot, n bytes: what counts
 * @param isExcluded stable nodes, by ordinal in the newest snapshot, whose own sizes do not count
 */
export function computeStableGrowth(
  analyses: readonly HeapAnalysis[],
  { earlier }: NodeHistory,
  nearest: readonly NearestHolders[],
  tree: StableTree,
  sizes: readonly Float64Array[],
  isExcluded: (node: number) => boolean = () => false,
): StableGrowth {
  const last = analyses.length - 1
  const { nodeCount, rootOrdinal } = analyses[last]!.graph
  const heldSizes = sizes.map((of, at) => sumHeldSizes(of, nearest[at]!))
  const sizeAt = (at: number, node: number) => heldSizes[at]![at === last ? node : earlier[at]![node]! - 1]!
  const intervals = earlier.map((_, interval) => {
    const growth = allocate(Float64Array, nodeCount)
    for (const node of tree.order) {
      if (!isExcluded(node)) growth[node] = sizeAt(interval + 1, node) - sizeAt(interval, node)
    }
    for (let at = tree.order.length - 1; at >= 0; at--) {
      const node = tree.order[at]!
      if (node !== rootOrdinal) growth[tree.above[node]!]! += growth[node]!
    }
    return growth
  })
  const smallest = findSmallest(intervals)
  return { intervals, smallest, largestBelow: findLargestBelow(smallest, tree) }
}

/** n bytes: a node's own size, with those of the nodes that it is the nearest holder of. */
function sumHeldSizes(sizes: Float64Array, { holders, reached }: NearestHolders): Float64Array {
  const sums = copyOf(sizes)
  for (const node of reached) sums[holders[node]! - 1]! += sizes[node]!
  return sums
}

function findSmallest(intervals: readonly Float64Array[]): Float64Array {
  const smallest = copyOf(intervals[0]!)
  for (const growth of intervals) {
    for (let node = 0; node < smallest.length; node++) {
      smallest[node] = Math.min(smallest[node]!, growth[node]!)
    }
  }
  return smallest
}

function findLargestBelow(smallest: Float64Array, { above, order }: StableTree): Float64Array {
  const largest = copyOf(smallest)
  for (let at = order.length - 1; at > 0; at--) {
    const node = order[at]!
    largest[above[node]!] = Math.max(largest[above[node]!]!, largest[node]!)
  }
  return largest
}
