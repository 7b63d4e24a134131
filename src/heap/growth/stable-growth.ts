// By how many bytes does each stable node retain more from snapshot to snapshot?
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { allocate, copyOf } from '../graph/typed-arrays.ts'
import type { NodeHistory, StableTree } from './stable-nodes.ts'

/** Growth in bytes, by ordinal in the newest snapshot; 0 for nodes that are not stable. */
export interface StableGrowth {
  /** One array for each interval between snapshots, oldest first. */
  intervals: readonly Float64Array[]
  /** The smallest of all intervals, and not a sum: what is warmed up in the first interval does not count. */
  smallest: Float64Array
  /** The largest of `smallest` at or below a node. Above a growing node, others may shrink, and hide it in the sum. */
  largestBelow: Float64Array
}

export function computeStableGrowth(
  analyses: readonly HeapAnalysis[],
  { earlier }: NodeHistory,
  tree: StableTree,
): StableGrowth {
  const last = analyses.length - 1
  const sizeAt = (at: number, node: number) =>
    analyses[at]!.retainedSizes[at === last ? node : earlier[at]![node]! - 1]!
  const intervals = earlier.map((_, interval) => {
    const growth = allocate(Float64Array, analyses[last]!.graph.nodeCount)
    for (const node of tree.order) growth[node] = sizeAt(interval + 1, node) - sizeAt(interval, node)
    return growth
  })
  const smallest = findSmallest(intervals)
  return { intervals, smallest, largestBelow: findLargestBelow(smallest, tree) }
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
