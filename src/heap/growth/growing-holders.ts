// What holds more and more? Growth counts for the stable node that holds it most nearly, and for all that dominate this one:
// a Map that grows, the scope that references it and everything above have grown by the same bytes. The growing holder is
// the last of them: below it, the growth is in many new nodes. With three snapshots it must have grown in both intervals,
// so that one-time warm-up is not reported. Then the search is repeated without the holders that it found, because what
// grows may be held in two places.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { type AddedNodes, joinAdded } from './added-classes.ts'
import { byGrowth } from './candidate.ts'
import { findGrowingEntries } from './growing-entries.ts'
import { findGrowingReferences, type GrowingReference } from './growing-references.ts'
import { searchHolders } from './holder-search.ts'
import { type JoinedCandidate, joinHoldersOfSame } from './same-growth.ts'

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
  /** The part of what the heap grew by in the newest interval, from 0 to 1. What the engine made for itself does not count. */
  share: number
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
  const { added, all, first, frontier, isNew, second, tree } = searchHolders(
    analyses,
    Math.max(threshold, 1),
    limit,
  )
  const sizes = newest.shallowSizes.map((size, node) => (isNew(node) ? size : 0))
  const addedTo = ({ node, others }: JoinedCandidate): AddedNodes =>
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
  return joinHoldersOfSame(frontier, tree, sizes, first, second)
    .sort(byGrowth)
    .map(candidate => ({
      ...describe(candidate.node, candidate.tail, candidate.reached),
      ...addedTo(candidate),
      growth: candidate.growth,
      bytesPerStep: steps === undefined ? undefined : Math.min(...candidate.growth) / steps,
      share: all <= 0 ? 1 : Math.min(1, candidate.growth.at(-1)! / all),
      others: candidate.others.map(other => ({
        ...describe(other.node, other.tail, other.reached),
        share: other.share,
        sharedPart: other.sharedPart,
      })),
    }))
}
