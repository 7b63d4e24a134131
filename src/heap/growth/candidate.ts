// A stable node that may be a growing holder.

export interface Candidate {
  /** Ordinal in the newest snapshot. */
  node: number
  /** Bytes for each interval between snapshots, oldest first. */
  growth: number[]
  /** Whether some of the growth is dominated by the root alone. */
  undominated: boolean
}

/** One candidate for each node, with the sum of its growth. */
export function mergeCandidates(candidates: readonly Candidate[]): Candidate[] {
  const byNode = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const known = byNode.get(candidate.node)
    if (known === undefined) byNode.set(candidate.node, { ...candidate })
    else {
      known.growth = known.growth.map((bytes, interval) => bytes + candidate.growth[interval]!)
      known.undominated ||= candidate.undominated
    }
  }
  return [...byNode.values()]
}
