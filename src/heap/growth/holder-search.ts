// Which stable nodes are growing holders? First those that hold growth most nearly, then, without them, those that hold the
// same as well.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { findListHead } from '../compute/list-head.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { type AddedToHolder, sumAdded } from './added-classes.ts'
import { byGrowth, type Candidate, indexCandidatesAbove, mergeCandidates } from './candidate.ts'
import { findDominatedGrowth, LARGE_PART, MAJORITY } from './dominated-growth.ts'
import { createFrontier, type Frontier, findNearestHolders, type NearestHolders } from './nearest-holders.ts'
import { partitionGrowth } from './partitioned-growth.ts'
import { computeProgramSizes } from './program-sizes.ts'
import { computeStableGrowth, type StableGrowth } from './stable-growth.ts'
import {
  addSharedNodes,
  findNodeHistory,
  flagsBefore,
  type NodeHistory,
  reduceToStableNodes,
  type StableTree,
} from './stable-nodes.ts'

export interface FoundHolders {
  /** Those that hold growth most nearly, largest first. */
  first: Candidate[]
  /** Those that hold it as well, with what grew at or below them and was not counted for another one. */
  second: Candidate[]
  /** What was added to each of the first ones. */
  added: ReadonlyMap<number, AddedToHolder>
  /** Bytes that the heap grew by in the newest interval, without the engine's own where there is anything else. */
  all: number
  /** Of the newest snapshot. */
  frontier: Frontier
  tree: StableTree
  isNew(node: number): boolean
}

/**
 * A holder is small below this part of all growth. Small holders are found by a second descent, below what the first has
 * passed, and must have grown by more than the engine's own objects.
 */
const SMALL_PART = 0.05
/** Searches for more holders of the same. */
const MAX_SEARCHES = 4

/**
 * @param smallest bytes in each interval
 * @param limit largest number of first holders
 */
export function searchHolders(
  analyses: readonly HeapAnalysis[],
  smallest: number,
  limit: number,
): FoundHolders {
  const { graph } = analyses.at(-1)!
  const history = findNodeHistory(analyses)
  addSharedNodes(analyses, history)
  const heap = prepare(analyses, history)
  const { frontiers, tree } = heap
  const nearest = frontiers.map(frontier => findNearestHolders(frontier))
  const whole = computeStableGrowth(analyses, history, nearest, tree, heap.sizes)
  const ofProgram = computeStableGrowth(analyses, history, nearest, tree, heap.programSizes)
  const largest = ({ largestBelow }: StableGrowth) => largestBelow[graph.rootOrdinal]!
  // Where nearly all growth is the engine's own, it is what is to be explained.
  const isOfEngine = largest(ofProgram) < SMALL_PART * largest(whole)
  const [sizes, growth] = isOfEngine ? [heap.sizes, whole] : [heap.programSizes, ofProgram]
  const found = findCandidates(graph, tree, growth, smallest)
  const parts = partitionGrowth(graph, tree, whole, found)
  const candidates = found
    .map(each => {
      const part = parts.get(each.node)!
      return Math.min(...part) >= smallest ? { ...each, growth: part } : each
    })
    .sort(byGrowth)
  const added = sumAdded(analyses, history, tree, candidates, nearest.at(-1)!)
  // Clean programs show small growth as well: functions are compiled while the program runs, and an object that loses one
  // of two holders adds its size to the other one.
  const isOfProgram = ({ node, growth }: Candidate) =>
    Math.min(...growth) >= Math.max(smallest, SMALL_PART * largest(whole)) ||
    added.get(node)!.programBytes >= Math.max(smallest, MAJORITY * growth.at(-1)!)
  const first = candidates.filter(isOfProgram).slice(0, limit)
  const threshold = Math.max(smallest, LARGE_PART * largest(whole))
  const second = findSecondHolders(analyses, history, heap, sizes, nearest, first, threshold)
  const before = history.earlier.at(-1)!
  return {
    first,
    second: countRest(graph, tree, whole, first, second),
    added,
    all: sumOf(sizes.at(-1)!) - sumOf(sizes.at(-2)!),
    frontier: frontiers.at(-1)!,
    tree,
    isNew: node => before[node] === 0,
  }
}

function sumOf(sizes: Float64Array): number {
  return sizes.reduce((sum, size) => sum + size, 0)
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

/** The second holders with what grew at or below each beside what is counted for the first ones, its own table, say. */
function countRest(
  graph: HeapGraph,
  tree: StableTree,
  whole: StableGrowth,
  first: readonly Candidate[],
  second: readonly Candidate[],
): Candidate[] {
  const firstOf = indexCandidatesAbove(tree, first)
  const parts = partitionGrowth(graph, tree, whole, [...first, ...second])
  return second.map(each => {
    const isCounted = firstOf[each.node] !== 0
    return { ...each, growth: parts.get(each.node)!.map(bytes => (isCounted ? 0 : Math.max(0, bytes))) }
  })
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
  const found = [...large, ...leaveOutCounted(tree, small, large)]
  return mergeCandidates(
    found.map(candidate => ({ ...candidate, node: findListHead(graph, tree.above, candidate.node) })),
  ).sort(byGrowth)
}

/** The small candidates whose growth is not counted for a large one: those that are not at or below a large one. */
function leaveOutCounted(
  tree: StableTree,
  small: readonly Candidate[],
  large: readonly Candidate[],
): Candidate[] {
  if (small.length === 0) return []
  const largeOf = indexCandidatesAbove(tree, large)
  return small.filter(({ node }) => largeOf[node] === 0)
}

/** Searches again without the holders found so far, until nothing large is found. */
function findSecondHolders(
  analyses: readonly HeapAnalysis[],
  history: NodeHistory,
  { frontiers, tree }: PreparedHeap,
  sizes: readonly Float64Array[],
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
    const newest = findNearestHolders(frontiers.at(-1)!, node => isExcluded[node] === 1)
    // Mostly nothing else holds what grows, and the other snapshots need not be searched.
    if (sumNewBytes(newest, graph, sizes.at(-1)!, history) < threshold) break
    searched = [
      ...frontiers.slice(0, -1).map((frontier, at) => {
        const flags = flagsBefore(isExcluded, history.earlier[at]!, frontier.graph)
        return findNearestHolders(frontier, node => flags[node] === 1)
      }),
      newest,
    ]
    const growth = computeStableGrowth(
      analyses,
      history,
      searched,
      tree,
      sizes,
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
  tree: StableTree,
  candidates: readonly Candidate[],
  { holders, reached }: NearestHolders,
  { earlier }: NodeHistory,
): void {
  const candidateOf = indexCandidatesAbove(tree, candidates)
  const before = earlier.at(-1)!
  for (const node of reached) {
    const holder = holders[node]! - 1
    if (before[node] === 0 && candidateOf[holder] !== 0) isExcluded[holder] = 1
  }
  for (const { node } of candidates) isExcluded[node] = 1
}

/** Bytes of new nodes that have a holder other than the root. */
function sumNewBytes(
  { holders, reached }: NearestHolders,
  { rootOrdinal }: HeapGraph,
  sizes: Float64Array,
  { earlier }: NodeHistory,
): number {
  const before = earlier.at(-1)!
  let sum = 0
  for (const node of reached) if (before[node] === 0 && holders[node] !== rootOrdinal + 1) sum += sizes[node]!
  return sum
}
