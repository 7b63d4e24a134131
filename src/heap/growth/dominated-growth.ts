// At or below which stable nodes did the heap grow? From the root down to where the growth is in many new nodes, and no
// longer in a few stable ones.
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, copyOf } from '../graph/typed-arrays.ts'
import { isScopeName } from '../v8/scopes.ts'
import type { Candidate } from './candidate.ts'
import type { StableGrowth } from './stable-growth.ts'
import type { StableTree } from './stable-nodes.ts'

/** A node with this part of the growth of the node above it, or more, is a large part of that. */
export const LARGE_PART = 0.2
/** If large parts make up this part of a node's growth, the search goes on below the node. */
export const MAJORITY = 0.6

/**
 * Finds the candidates by one descent.
 * @param threshold bytes in each interval: smaller nodes are not followed
 */
export function findDominatedGrowth(
  graph: HeapGraph,
  { above, order }: StableTree,
  { intervals, largestBelow }: StableGrowth,
  threshold: number,
): Candidate[] {
  const { nodeCount, rootOrdinal } = graph
  const isLarge = (node: number) =>
    largestBelow[node]! > 0 && largestBelow[node]! >= LARGE_PART * largestBelow[above[node]!]!
  const inLargeParts = allocate(Float64Array, nodeCount)
  for (const node of order) {
    if (node !== rootOrdinal && isLarge(node)) inLargeParts[above[node]!]! += largestBelow[node]!
  }
  // A scope explains nothing: what grows is in its variables.
  const isPassed = (node: number) =>
    node === rootOrdinal ||
    inLargeParts[node]! >= MAJORITY * largestBelow[node]! ||
    isScopeName(graph.name(node))
  const isReached = allocate(Uint8Array, nodeCount)
  isReached[rootOrdinal] = 1
  // The growth of each node without that of the parts below it.
  const rest = intervals.map(copyOf)
  const reached: number[] = []
  for (const node of order) {
    const parent = above[node]!
    if (node === rootOrdinal || isReached[parent] === 0 || !isPassed(parent)) continue
    const isFollowed = largestBelow[node]! >= threshold
    if (!isFollowed && !isLarge(node)) continue
    for (const [interval, bytes] of rest.entries()) bytes[parent]! -= intervals[interval]![node]!
    if (!isFollowed) continue
    isReached[node] = 1
    reached.push(node)
  }
  // A node that was passed is a candidate only if what it grew by beside its parts is a large part of all growth.
  const leastOfPassed = LARGE_PART * largestBelow[rootOrdinal]!
  return reached
    .map(node => ({ node, tail: node, growth: rest.map(bytes => bytes[node]!) }))
    .filter(({ node, growth }) => {
      const bytes = Math.min(...growth)
      return bytes >= threshold && (!isPassed(node) || bytes >= leastOfPassed)
    })
}
