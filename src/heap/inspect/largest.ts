// Which of many nodes are the largest? A bounded selection: only a few are kept at any time.

/** A selection of the largest nodes. */
export interface LargestNodes {
  /** Adds a node; each node once, in ascending order. O(log limit), amortized. */
  add(node: number): void
  /** The largest of those added, largest first; of the same size the lower ordinal first. */
  list(): number[]
}

/** How many times the limit are collected before the smaller ones are dropped. */
const SLACK = 4

/** @param sizes by ordinal, in bytes */
export function selectLargest(sizes: Float64Array, limit: number): LargestNodes {
  let kept: number[] = []
  // Once the selection is full: what is not larger than this one has no place in it.
  let smallest = -1
  const shrink = () => {
    kept.sort((a, b) => sizes[b]! - sizes[a]! || a - b)
    if (kept.length < limit) return
    kept = kept.slice(0, limit)
    smallest = limit === 0 ? Number.POSITIVE_INFINITY : sizes[kept[limit - 1]!]!
  }
  return {
    add(node) {
      if (sizes[node]! <= smallest) return
      kept.push(node)
      if (kept.length > limit * SLACK + 16) shrink()
    },
    list() {
      shrink()
      return kept
    },
  }
}
