import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { climbChain } from '../compute/list-head.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, copyOf } from '../graph/typed-arrays.ts'
import { type Added, addUp } from './added-classes.ts'
import { findNodeHistory, type NodeHistory, reduceToStableNodes, type StableTree } from './stable-nodes.ts'
import { type Candidate, findUndominatedGrowth } from './undominated-growth.ts'

// Who keeps ever more? Between two snapshots of one process that an equal number of steps lie apart, a Map that
// grows, the scope that holds it and all above have grown alike. The holder is the last of them: below it, what grew
// is many new things. With three snapshots it must have grown in both stretches, so that what was only warmed up is
// not accused.

/** An object, a closure or a scope whose holdings grew in every stretch. */
export interface GrowingHolder extends Added {
  /** In the newest snapshot. */
  ordinal: number
  /** V8's id, the same in every snapshot of the process. */
  id: number
  type: string
  name: string
  /** Bytes per stretch, oldest first, without what grew in other holders below this one. */
  growth: number[]
  /** Bytes per step in the stretch that grew least, where the number of steps is known. */
  bytesPerStep: number | undefined
  /** Bytes in the newest snapshot. */
  retainedSize: number
}

export interface GrowingHolderOptions {
  /** Holders at most, 10 by default. */
  limit?: number | undefined
  /** Bytes in each stretch that are too few to be worth telling, 1,024 by default. */
  threshold?: number | undefined
  /** Steps between one snapshot and the next. */
  steps?: number | undefined
}

/**
 * Parts of the growth that are followed: of all of it, and of the node's that they are part of. What is smaller than the
 * first is looked for once more, below what the large ones have passed: it must be more than the engine's doing.
 */
const SMALLEST_PART = 0.05
const LARGE_PART = 0.2
/** So much must be in large parts for the holder to be looked for among them. */
const MOST = 0.6

/**
 * Find what keeps growing, largest growth first: the growth of a stretch that grew least counts. `analyses` are two or
 * more of one process, oldest first. O(n log n) for n nodes in all.
 */
export function findGrowingHolders(
  analyses: readonly HeapAnalysis[],
  { limit = 10, threshold = 1024, steps }: GrowingHolderOptions = {},
): GrowingHolder[] {
  const newest = analyses.at(-1)
  if (newest === undefined || analyses.length < 2) return []
  const lives = findNodeHistory(analyses)
  const tree = reduceToStableNodes(newest, lives.stableNodes.at(-1)!)
  const growth = computeGrowth(analyses, lives, tree)
  const least = computeLeast(growth)
  const smallest = Math.max(threshold, 1)
  const part = Math.max(smallest, SMALLEST_PART * findMost(least, tree)[newest.graph.rootOrdinal]!)
  const large = descend(newest.graph, tree, growth, least, part)
  const small = part === smallest ? [] : descend(newest.graph, tree, growth, least, smallest)
  const found = [
    ...large,
    ...leaveCounted(newest.graph, tree, small, large),
    ...findUndominatedGrowth(analyses, lives, Math.max(threshold, LARGE_PART * largest(least, tree), 1)),
  ]
  const holders = merge(
    found.map(candidate => ({ ...candidate, node: climbChain(newest.graph, tree.above, candidate.node) })),
  )
  holders.sort((a, b) => Math.min(...b.growth) - Math.min(...a.growth) || a.node - b.node)
  const added = addUp(analyses, lives, holders)
  // Functions are compiled as a program goes on, a little growth in scopes everywhere; and what had two holders may have
  // only one of them left, which then retains more without a new byte.
  const isOfProgram = ({ node, growth }: Candidate) =>
    Math.min(...growth) >= part || added.get(node)!.ofProgram >= Math.max(smallest, MOST * growth.at(-1)!)
  return holders
    .filter(isOfProgram)
    .slice(0, limit)
    .map(({ node, growth }) => ({
      ordinal: node,
      id: newest.graph.id(node),
      type: newest.graph.type(node),
      name: newest.graph.name(node),
      growth,
      bytesPerStep: steps === undefined ? undefined : Math.min(...growth) / steps,
      retainedSize: newest.retainedSizes[node]!,
      addedCount: added.get(node)!.addedCount,
      addedClasses: added.get(node)!.addedClasses,
    }))
}

/** Of small candidates those whose growth no large one has counted for itself. */
function leaveCounted(
  { nodeCount }: HeapGraph,
  { above, order }: StableTree,
  small: readonly Candidate[],
  large: readonly Candidate[],
): Candidate[] {
  if (small.length === 0) return []
  // What a large one holds, and the large one itself.
  const counted = allocate(Uint8Array, nodeCount)
  for (const { node } of large) counted[node] = 1
  for (const node of order) if (counted[above[node]!] === 1) counted[node] = 1
  return small.filter(({ node }) => counted[node] === 0)
}

/** By stretch, by ordinal in the newest snapshot: how many bytes more an anchor retains at its end. */
function computeGrowth(
  analyses: readonly HeapAnalysis[],
  { earlier }: NodeHistory,
  tree: StableTree,
): Float64Array[] {
  const last = analyses.length - 1
  const sizeAt = (at: number, node: number) =>
    analyses[at]!.retainedSizes[at === last ? node : earlier[at]![node]! - 1]!
  return earlier.map((_, stretch) => {
    const growth = allocate(Float64Array, analyses[last]!.graph.nodeCount)
    for (const node of tree.order) growth[node] = sizeAt(stretch + 1, node) - sizeAt(stretch, node)
    return growth
  })
}

/** n bytes: the growth in the stretch that grew least. Not a sum: a warm-up counts for what it is after it. */
function computeLeast(growth: readonly Float64Array[]): Float64Array {
  const least = copyOf(growth[0]!)
  for (const stretch of growth) {
    for (let node = 0; node < least.length; node++) least[node] = Math.min(least[node]!, stretch[node]!)
  }
  return least
}

function largest(least: Float64Array, { order }: StableTree): number {
  let all = 0
  for (const node of order) all = Math.max(all, least[node]!)
  return all
}

/** n bytes: the most that grew steadily in or below an anchor. Above it other things may shrink, and hide it in the sum. */
function findMost(least: Float64Array, { above, order }: StableTree): Float64Array {
  const most = copyOf(least)
  for (let at = order.length - 1; at > 0; at--) {
    const node = order[at]!
    most[above[node]!] = Math.max(most[above[node]!]!, most[node]!)
  }
  return most
}

/** From the root down to where what grew is no longer in a few old things. */
function descend(
  graph: HeapGraph,
  tree: StableTree,
  growth: readonly Float64Array[],
  least: Float64Array,
  smallest: number,
): Candidate[] {
  const { nodeCount, rootOrdinal } = graph
  const { above, order } = tree
  const weight = findMost(least, tree)
  const all = weight[rootOrdinal]!
  const isLarge = (node: number) => weight[node]! > 0 && weight[node]! >= LARGE_PART * weight[above[node]!]!
  const inLargeParts = allocate(Float64Array, nodeCount)
  for (const node of order) {
    if (node !== rootOrdinal && isLarge(node)) inLargeParts[above[node]!]! += weight[node]!
  }
  const passes = (node: number) => node === rootOrdinal || inLargeParts[node]! >= MOST * weight[node]!
  const reached = allocate(Uint8Array, nodeCount)
  reached[rootOrdinal] = 1
  // What a node that is passed grew by itself, beside its parts.
  const rest = growth.map(copyOf)
  const open: number[] = []
  for (const node of order) {
    const parent = above[node]!
    if (node === rootOrdinal || reached[parent] === 0 || !passes(parent)) continue
    const isFollowed = weight[node]! >= smallest
    if (!isFollowed && !isLarge(node)) continue
    for (const [stretch, bytes] of rest.entries()) bytes[parent]! -= growth[stretch]![node]!
    if (!isFollowed) continue
    reached[node] = 1
    open.push(node)
  }
  return open
    .map(node => ({ node, growth: rest.map(bytes => bytes[node]!), undominated: false }))
    .filter(({ node, growth }) => {
      const bytes = Math.min(...growth)
      return bytes >= smallest && (!passes(node) || bytes >= LARGE_PART * all)
    })
}

/** One candidate for each node. */
function merge(candidates: readonly Candidate[]): Candidate[] {
  const byNode = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const known = byNode.get(candidate.node)
    if (known === undefined) byNode.set(candidate.node, { ...candidate })
    else {
      known.growth = known.growth.map((bytes, stretch) => bytes + candidate.growth[stretch]!)
      known.undominated ||= candidate.undominated
    }
  }
  return [...byNode.values()]
}
