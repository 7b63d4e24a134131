// Which growing holders hold the same objects? Those from which a search reaches the same new nodes.
import { TARGET_MASK } from '../graph/edge-types.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { type Candidate, indexCandidatesAbove } from './candidate.ts'
import type { Frontier } from './nearest-holders.ts'
import type { StableTree } from './stable-nodes.ts'

/** A candidate and how many bytes of new nodes are reached from it, and from the stable nodes that count for it. */
interface Reach {
  node: number
  tail: number
  reached: number
}

/** A growing holder and the others that hold much of the same. */
export interface JoinedCandidate extends Candidate, Reach {
  others: (Reach & { share: number; sharedPart: number })[]
}

/** Two holders are of the same growth if one of them reaches this part of what the other does. */
const SAME_PART = 0.5
/** As many as an integer has bits. */
const MAX_COMPARED = 31

/**
 * O(candidates · edges below them).
 * @param sizes n bytes: what counts as growth
 * @param first candidates of the first search, largest first: each counts, alone or joined to a larger one of the same
 * @param second those of later searches: each counts as another holder of what a first one holds
 */
export function joinHoldersOfSame(
  frontier: Frontier,
  tree: StableTree,
  sizes: Float64Array,
  first: readonly Candidate[],
  second: readonly Candidate[],
): JoinedCandidate[] {
  const compared = [...first, ...second].slice(0, MAX_COMPARED)
  const { masks, nodes } = markReach(frontier, tree, compared)
  const reached = compared.map((_, at) => sumReached(nodes, masks, sizes, 1 << at))
  const common = (one: number, other: number) => sumReached(nodes, masks, sizes, (1 << one) | (1 << other))
  const joined: JoinedCandidate[] = []
  const indexes = new Map<JoinedCandidate, number>()
  for (const [at, candidate] of [...first, ...second].entries()) {
    const bytes = reached[at] ?? 0
    let same: { main: JoinedCandidate; part: number; share: number; sharedPart: number } | undefined
    for (const main of at < compared.length ? joined : []) {
      const both = common(indexes.get(main)!, at)
      const part = both / Math.min(bytes, main.reached)
      if (part >= SAME_PART && (same === undefined || part > same.part))
        same = { main, part, share: both / main.reached, sharedPart: both / bytes }
    }
    if (same !== undefined) {
      const { main, share, sharedPart } = same
      main.others.push({ node: candidate.node, tail: candidate.tail, reached: bytes, share, sharedPart })
      main.growth = main.growth.map((grown, interval) => grown + candidate.growth[interval]!)
    } else if (at < first.length) {
      const main = { ...candidate, reached: bytes, others: [] }
      joined.push(main)
      indexes.set(main, at)
    }
  }
  for (const { others } of joined) others.sort((a, b) => b.share - a.share || a.node - b.node)
  return joined
}

/** Marks each node that is reached from a candidate with the candidate's bit. */
function markReach(
  { edges, graph, holders, isFollowed, isPassed }: Frontier,
  tree: StableTree,
  candidates: readonly Candidate[],
): { masks: Int32Array; nodes: readonly number[] } {
  const candidateOf = indexCandidatesAbove(tree, candidates)
  const masks = allocate(Int32Array, graph.nodeCount)
  const all: number[] = []
  for (const at of candidates.keys()) {
    const bit = 1 << at
    const waiting: number[] = []
    const reach = (edge: number) => {
      const node = graph.edges[edge]! & TARGET_MASK
      if (isPassed[node] === 0 || (masks[node]! & bit) !== 0) return
      if (masks[node] === 0) all.push(node)
      masks[node]! |= bit
      waiting.push(node)
    }
    for (const [i, edge] of edges.entries()) if (candidateOf[holders[i]!] === at + 1) reach(edge)
    while (waiting.length > 0) {
      const node = waiting.pop()!
      for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
        if (isFollowed(node, edge)) reach(edge)
      }
    }
  }
  return { masks, nodes: all }
}

/** Bytes of the nodes that have all of these bits. */
function sumReached(nodes: readonly number[], masks: Int32Array, sizes: Float64Array, bits: number): number {
  let sum = 0
  for (const node of nodes) if ((masks[node]! & bits) === bits) sum += sizes[node]!
  return sum
}
