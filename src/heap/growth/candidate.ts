// A stable node that may be a growing holder.
import { allocate } from '../graph/typed-arrays.ts'
import type { StableTree } from './stable-nodes.ts'

export interface Candidate {
  /** Ordinal in the newest snapshot. */
  node: number
  /** The last link of the list that `node` is the head of; otherwise `node`. */
  tail: number
  /** Bytes for each interval between snapshots, oldest first. */
  growth: number[]
}

/** One candidate for each node, with the sum of its growth. */
export function mergeCandidates(candidates: readonly Candidate[]): Candidate[] {
  const byNode = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const known = byNode.get(candidate.node)
    if (known === undefined) byNode.set(candidate.node, { ...candidate })
    else known.growth = known.growth.map((bytes, interval) => bytes + candidate.growth[interval]!)
  }
  return [...byNode.values()]
}

/** Largest growth first; of equal ones the one that is first in the snapshot. */
export function byGrowth(a: Candidate, b: Candidate): number {
  return Math.min(...b.growth) - Math.min(...a.growth) || a.node - b.node
}

/** n numbers, for stable nodes: the index + 1 of the nearest candidate at or above the node; 0 where there is none. */
export function indexCandidatesAbove(
  { above, order }: StableTree,
  candidates: readonly Candidate[],
): Uint32Array {
  const candidateOf = allocate(Uint32Array, above.length)
  for (const [at, { node }] of candidates.entries()) candidateOf[node] = at + 1
  for (const node of order) if (candidateOf[node] === 0) candidateOf[node] = candidateOf[above[node]!]!
  return candidateOf
}
