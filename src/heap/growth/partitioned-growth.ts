// How much grew at or below each of some stable nodes, and not below another one of them?
import type { HeapGraph } from '../graph/heap-graph.ts'
import type { Candidate } from './candidate.ts'
import type { StableGrowth } from './stable-growth.ts'
import type { StableTree } from './stable-nodes.ts'

/** node → bytes for each interval, oldest first */
export function partitionGrowth(
  { rootOrdinal }: HeapGraph,
  { above }: StableTree,
  { intervals }: StableGrowth,
  candidates: readonly Candidate[],
): Map<number, number[]> {
  const parts = new Map(candidates.map(({ node }) => [node, intervals.map(bytes => bytes[node]!)]))
  for (const node of parts.keys()) {
    let over = node
    do over = above[over]!
    while (over !== rootOrdinal && !parts.has(over))
    const rest = over === node ? undefined : parts.get(over)
    if (rest === undefined) continue
    for (const [interval, bytes] of intervals.entries()) rest[interval]! -= bytes[node]!
  }
  return parts
}
