// What holds more and more? Growth counts for the stable node that holds it most nearly, and for all that dominate this one:
// a Map that grows, the scope that references it and everything above have grown by the same bytes. The growing holder is
// the last of them: below it, the growth is in many new nodes. With three snapshots it must have grown in both intervals,
// so that one-time warm-up is not reported. Then the search is repeated without the holders that it found, because what
// grows may be held in two places.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { findListHead } from '../compute/list-head.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { type AddedNodes, joinAdded, sumAdded } from './added-classes.ts'
import { type Candidate, mergeCandidates } from './candidate.ts'
import { findDominatedGrowth, LARGE_PART, MAJORITY } from './dominated-growth.ts'
import { findGrowingEntries } from './growing-entries.ts'
import { findGrowingReferences, type GrowingReference } from './growing-references.ts'
import { createFrontier, type Frontier, findNearestHolders, type NearestHolders } from './nearest-holders.ts'
import { computeProgramSizes } from './program-sizes.ts'
import { type JoinedCandidate, joinHoldersOfSame } from './same-growth.ts'
import { computeStableGrowth, type StableGrowth } from './stable-growth.ts'
import { findNodeHistory, type NodeHistory, reduceToStableNodes, type StableTree } from './stable-nodes.ts'

/** What a snapshot says of a holder. */
interface HolderNode {
  /** In the newest snapshot. */
  ordinal: number
  /** V8's id, the same in every snapshot of the process. */
  id: number
  type: string
  name: string
  /** Bytes in the newest snapshot. */
  retainedSize: number
  /**
   * The references that lead to what grows, where it is one, or few; or one for each kind of new entries (timers of the same
   * callback, say). Empty where the entries are objects, as in most Maps.
   */
  references: GrowingReference[]
}

/** An object, a function, a scope or a group of roots that holds more after every interval. */
export interface GrowingHolder extends HolderNode, AddedNodes {
  /** Bytes for each interval, oldest first, without the growth of other holders below this one. */
  growth: number[]
  /** Bytes per step in the interval that grew least; undefined where the number of steps is not known. */
  bytesPerStep: number | undefined
  /** Other holders of the same: as long as one of them holds it, it is not freed. */
  others: OtherHolder[]
}

/** A second holder of what grows. */
export interface OtherHolder extends HolderNode {
  /** The part of what the first one holds that this one holds too, from 0 to 1. */
  share: number
  /** The part of what this one holds that the first one holds too. */
  sharedPart: number
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
/** Searches for more holders of the same. */
const MAX_SEARCHES = 4

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
  const heap = prepare(analyses, history)
  const nearest = heap.frontiers.map(frontier => findNearestHolders(frontier))
  const whole = computeStableGrowth(analyses, history, nearest, heap.tree, heap.sizes)
  const ofProgram = computeStableGrowth(analyses, history, nearest, heap.tree, heap.programSizes)
  const all = whole.largestBelow[graph.rootOrdinal]!
  // Where nearly all growth is the engine's own, it is what is to be explained.
  const isOfEngine = ofProgram.largestBelow[graph.rootOrdinal]! < SMALL_PART * all
  const counted: CountedSizes = isOfEngine ? 'sizes' : 'programSizes'
  const smallest = Math.max(threshold, 1)
  const found = findCandidates(graph, heap.tree, isOfEngine ? whole : ofProgram, smallest)
  const candidates = countWhole(heap.tree, whole, found, smallest)
  const added = sumAdded(analyses, history, heap.tree, candidates, nearest.at(-1)!)
  // Clean programs show small growth as well: functions are compiled while the program runs, and an object that loses one
  // of two holders adds its size to the other one.
  const isOfProgram = ({ node, growth }: Candidate) =>
    Math.min(...growth) >= Math.max(smallest, SMALL_PART * all) ||
    added.get(node)!.programBytes >= Math.max(smallest, MAJORITY * growth.at(-1)!)
  const first = candidates.filter(isOfProgram).slice(0, limit)
  const second = findSecondHolders(
    analyses,
    history,
    heap,
    counted,
    nearest,
    first,
    Math.max(smallest, LARGE_PART * all),
  )
  const frontier = heap.frontiers.at(-1)!
  const before = history.earlier.at(-1)!
  const isNew = (node: number) => before[node] === 0
  const sizes = newest.shallowSizes.map((size, node) => (isNew(node) ? size : 0))
  const joined = joinHoldersOfSame(frontier, heap.tree, sizes, first, second)
  const addedToJoined = ({ node, others }: JoinedCandidate): AddedNodes =>
    joinAdded([node, ...others.map(other => other.node)].flatMap(each => added.get(each) ?? []))
  const describe = (node: number, tail: number, reached: number): HolderNode => {
    const entries = findGrowingEntries(frontier, node, tail, isNew)
    return {
      ordinal: node,
      id: graph.id(node),
      type: graph.type(node),
      name: graph.name(node),
      retainedSize: newest.retainedSizes[node]!,
      references: entries.length > 0 ? entries : findGrowingReferences(frontier, node, sizes, reached),
    }
  }
  return joined.sort(byGrowth).map(candidate => ({
    ...describe(candidate.node, candidate.tail, candidate.reached),
    ...addedToJoined(candidate),
    growth: candidate.growth,
    bytesPerStep: steps === undefined ? undefined : Math.min(...candidate.growth) / steps,
    retainedSize: newest.retainedSizes[candidate.node]!,
    others: candidate.others.map(other => ({
      ...describe(other.node, other.tail, other.reached),
      share: other.share,
      sharedPart: other.sharedPart,
    })),
  }))
}

interface PreparedHeap {
  /** For each snapshot. */
  frontiers: readonly Frontier[]
  /** Of the newest snapshot. */
  tree: StableTree
  /** For each snapshot, n bytes: shallow sizes, and the same without what is the engine's own. */
  sizes: readonly Float64Array[]
  programSizes: readonly Float64Array[]
}

type CountedSizes = 'sizes' | 'programSizes'

function prepare(analyses: readonly HeapAnalysis[], { stableNodes, inAll }: NodeHistory): PreparedHeap {
  const trees = analyses.map((analysis, at) => reduceToStableNodes(analysis, stableNodes[at]!))
  const frontiers = analyses.map((analysis, at) =>
    createFrontier(analysis, stableNodes[at]!, inAll[at]!, trees[at]!),
  )
  return {
    frontiers,
    tree: trees.at(-1)!,
    sizes: analyses.map(({ shallowSizes }) => shallowSizes),
    programSizes: analyses.map(computeProgramSizes),
  }
}

/** The candidates with all that grew at or below each, and not below another one. Largest first. */
function countWhole(
  { above, order }: StableTree,
  { intervals }: StableGrowth,
  candidates: readonly Candidate[],
  threshold: number,
): Candidate[] {
  const isCandidate = new Set(candidates.map(({ node }) => node))
  const rest = new Map(candidates.map(({ node }) => [node, intervals.map(bytes => bytes[node]!)]))
  for (const { node } of candidates) {
    let over = node
    do over = above[over]!
    while (over !== order[0] && !isCandidate.has(over))
    const left = rest.get(over)
    for (const [interval, bytes] of intervals.entries())
      if (left !== undefined) left[interval]! -= bytes[node]!
  }
  return candidates
    .map(candidate => {
      const growth = rest.get(candidate.node)!
      return Math.min(...growth) >= threshold ? { ...candidate, growth } : candidate
    })
    .sort(byGrowth)
}

/** Largest growth first; of equal ones the one that is first in the snapshot. */
function byGrowth(a: Candidate, b: Candidate): number {
  return Math.min(...b.growth) - Math.min(...a.growth) || a.node - b.node
}

/** Largest first. */
function findCandidates(
  graph: HeapGraph,
  tree: StableTree,
  growth: StableGrowth,
  smallest: number,
): Candidate[] {
  const largeThreshold = Math.max(smallest, SMALL_PART * growth.largestBelow[graph.rootOrdinal]!)
  const large = findDominatedGrowth(graph, tree, growth, largeThreshold)
  const small = largeThreshold === smallest ? [] : findDominatedGrowth(graph, tree, growth, smallest)
  const found = [...large, ...leaveOutCounted(graph, tree, small, large)]
  return mergeCandidates(
    found.map(candidate => ({ ...candidate, node: findListHead(graph, tree.above, candidate.node) })),
  ).sort(byGrowth)
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

/** Searches again without the holders found so far, until nothing large is found. */
function findSecondHolders(
  analyses: readonly HeapAnalysis[],
  history: NodeHistory,
  { frontiers, tree, ...heap }: PreparedHeap,
  counted: CountedSizes,
  nearest: readonly NearestHolders[],
  first: readonly Candidate[],
  threshold: number,
): Candidate[] {
  const { graph } = analyses.at(-1)!
  const { nodeCount } = graph
  const second: Candidate[] = []
  const isExcluded = allocate(Uint8Array, nodeCount)
  let found: readonly Candidate[] = first
  let searched = nearest
  for (let search = 0; search < MAX_SEARCHES && found.length > 0; search++) {
    exclude(isExcluded, tree, found, searched.at(-1)!, history)
    searched = frontiers.map((frontier, at) => {
      const flags =
        at === frontiers.length - 1 ? isExcluded : toEarlier(isExcluded, history.earlier[at]!, frontier)
      return findNearestHolders(frontier, node => flags[node] === 1)
    })
    const growth = computeStableGrowth(
      analyses,
      history,
      searched,
      tree,
      heap[counted],
      node => isExcluded[node] === 1,
    )
    const known = new Set([...first, ...second].map(({ node }) => node))
    found = findCandidates(graph, tree, growth, threshold).filter(({ node }) => !known.has(node))
    second.push(...found)
  }
  return second
}

/** Adds the stable nodes that hold what is new at or below the candidates. */
function exclude(
  isExcluded: Uint8Array,
  { above, order }: StableTree,
  candidates: readonly Candidate[],
  { holders, reached }: NearestHolders,
  { earlier }: NodeHistory,
): void {
  const isBelow = allocate(Uint8Array, isExcluded.length)
  for (const { node } of candidates) isBelow[node] = 1
  for (const node of order) if (isBelow[above[node]!] === 1) isBelow[node] = 1
  const before = earlier.at(-1)!
  for (const node of reached) {
    const holder = holders[node]! - 1
    if (before[node] === 0 && isBelow[holder] === 1) isExcluded[holder] = 1
  }
  for (const { node } of candidates) isExcluded[node] = 1
}

function toEarlier(flags: Uint8Array, ordinals: Uint32Array, { graph }: Frontier): Uint8Array {
  const earlierFlags = allocate(Uint8Array, graph.nodeCount)
  for (const [node, flag] of flags.entries()) if (flag === 1) earlierFlags[ordinals[node]! - 1] = 1
  return earlierFlags
}

export type { GrowingReference }
