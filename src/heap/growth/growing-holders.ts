// What retains more and more? Between two snapshots of one process, a Map that grows, the scope that references it and
// everything above have grown by the same bytes. The growing holder is the last of them: below it, the growth is in many
// new nodes. With three snapshots it must have grown in both intervals, so that one-time warm-up is not reported.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { findListHead } from '../compute/list-head.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { type AddedNodes, sumAdded } from './added-classes.ts'
import { type Candidate, mergeCandidates } from './candidate.ts'
import { findDominatedGrowth, LARGE_PART, MAJORITY } from './dominated-growth.ts'
import { computeStableGrowth } from './stable-growth.ts'
import { findNodeHistory, reduceToStableNodes, type StableTree } from './stable-nodes.ts'
import { findUndominatedGrowth } from './undominated-growth.ts'

/** An object, a function or a scope that retains more after every interval. */
export interface GrowingHolder extends AddedNodes {
  /** In the newest snapshot. */
  ordinal: number
  /** V8's id, the same in every snapshot of the process. */
  id: number
  type: string
  name: string
  /** Bytes for each interval, oldest first, without the growth of other holders below this one. */
  growth: number[]
  /** Bytes per step in the interval that grew least; undefined where the number of steps is not known. */
  bytesPerStep: number | undefined
  /** Bytes in the newest snapshot. */
  retainedSize: number
}

export interface GrowingHolderOptions {
  /** Maximum number of holders, 10 by default. */
  limit?: number | undefined
  /** Holders that grew by fewer bytes in an interval are left out, 1,024 by default. */
  threshold?: number | undefined
  /** Steps between one snapshot and the next. */
  steps?: number | undefined
}

/**
 * A holder is small below this part of all growth. Small holders are found by a second descent, below what the first has
 * passed, and must have grown by more than the engine's own objects.
 */
const SMALL_PART = 0.05

/**
 * Finds what keeps growing, largest growth first; of several intervals, the one that grew least counts. O(n log n) for n
 * nodes in all.
 * @param analyses two or more of one process, oldest first; with fewer the result is empty
 */
export function findGrowingHolders(
  analyses: readonly HeapAnalysis[],
  { limit = 10, threshold = 1024, steps }: GrowingHolderOptions = {},
): GrowingHolder[] {
  const newest = analyses.at(-1)
  if (newest === undefined || analyses.length < 2) return []
  const { graph } = newest
  const history = findNodeHistory(analyses)
  const tree = reduceToStableNodes(newest, history.stableNodes.at(-1)!)
  const stableGrowth = computeStableGrowth(analyses, history, tree)
  const smallest = Math.max(threshold, 1)
  const all = stableGrowth.largestBelow[graph.rootOrdinal]!
  const largeThreshold = Math.max(smallest, SMALL_PART * all)
  const large = findDominatedGrowth(graph, tree, stableGrowth, largeThreshold)
  const small = largeThreshold === smallest ? [] : findDominatedGrowth(graph, tree, stableGrowth, smallest)
  const found = [
    ...large,
    ...leaveOutCounted(graph, tree, small, large),
    ...findUndominatedGrowth(analyses, history, Math.max(smallest, LARGE_PART * all)),
  ]
  const holders = mergeCandidates(
    found.map(candidate => ({ ...candidate, node: findListHead(graph, tree.above, candidate.node) })),
  )
  holders.sort((a, b) => Math.min(...b.growth) - Math.min(...a.growth) || a.node - b.node)
  const added = sumAdded(analyses, history, holders)
  // Clean programs show small growth as well: functions are compiled while the program runs, and an object that loses one
  // of two holders adds its size to the other one.
  const isOfProgram = ({ node, growth }: Candidate) =>
    Math.min(...growth) >= largeThreshold ||
    added.get(node)!.programBytes >= Math.max(smallest, MAJORITY * growth.at(-1)!)
  return holders
    .filter(isOfProgram)
    .slice(0, limit)
    .map(({ node, growth }) => ({
      ordinal: node,
      id: graph.id(node),
      type: graph.type(node),
      name: graph.name(node),
      growth,
      bytesPerStep: steps === undefined ? undefined : Math.min(...growth) / steps,
      retainedSize: newest.retainedSizes[node]!,
      addedCount: added.get(node)!.addedCount,
      addedClasses: added.get(node)!.addedClasses,
    }))
}

/** The small candidates whose growth is not counted for a large one: those that are not at or below a large one. */
function leaveOutCounted(
  { nodeCount }: HeapGraph,
  { above, order }: StableTree,
  small: readonly Candidate[],
  large: readonly Candidate[],
): Candidate[] {
  if (small.length === 0) return []
  const isCounted = allocate(Uint8Array, nodeCount)
  for (const { node } of large) isCounted[node] = 1
  for (const node of order) if (isCounted[above[node]!] === 1) isCounted[node] = 1
  return small.filter(({ node }) => isCounted[node] === 0)
}
