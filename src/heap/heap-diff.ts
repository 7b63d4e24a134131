import { classifyNodes } from './class-names.ts'
import type { HeapGraph } from './heap-graph.ts'
import { computeShallowSizes } from './shallow-sizes.ts'

/** How one class changed between two snapshots of one process. Sizes in bytes. */
export interface ClassDiff {
  name: string
  addedCount: number
  addedSize: number
  deletedCount: number
  deletedSize: number
  countDelta: number
  sizeDelta: number
  /** Ordinals in the newer snapshot of what is new. */
  added: number[]
}

/**
 * What came and what went, by constructor, largest growth in bytes first. Nodes are the same when their ids are; both
 * snapshots must come from one process, older first. Needs no dominators. O(n log n). Nodes of no size do not count.
 */
export function diffHeaps(older: HeapGraph, newer: HeapGraph): ClassDiff[] {
  const diffs = new Map<string, ClassDiff>()
  const diffOf = (name: string): ClassDiff => {
    let diff = diffs.get(name)
    if (diff === undefined) {
      diff = {
        name,
        addedCount: 0,
        addedSize: 0,
        deletedCount: 0,
        deletedSize: 0,
        countDelta: 0,
        sizeDelta: 0,
        added: [],
      }
      diffs.set(name, diff)
    }
    return diff
  }
  // Ids of native objects reach 2³¹ and more: sorted ids, never a bitmap by id.
  const olderSizes = computeShallowSizes(older)
  const newerSizes = computeShallowSizes(newer)
  const olderIds = sortedIds(older, olderSizes)
  const newerIds = sortedIds(newer, newerSizes)
  const newerClasses = classifyNodes(newer)
  for (let node = 0; node < newer.nodeCount; node++) {
    const size = newerSizes[node]!
    if (size === 0 || includes(olderIds, newer.nodeIds[node]!)) continue
    const diff = diffOf(newerClasses.names[newerClasses.ofNode[node]!]!)
    diff.addedCount++
    diff.addedSize += size
    diff.added.push(node)
  }
  const olderClasses = classifyNodes(older)
  for (let node = 0; node < older.nodeCount; node++) {
    const size = olderSizes[node]!
    if (size === 0 || includes(newerIds, older.nodeIds[node]!)) continue
    const diff = diffOf(olderClasses.names[olderClasses.ofNode[node]!]!)
    diff.deletedCount++
    diff.deletedSize += size
  }
  for (const diff of diffs.values()) {
    diff.countDelta = diff.addedCount - diff.deletedCount
    diff.sizeDelta = diff.addedSize - diff.deletedSize
  }
  return [...diffs.values()].sort((a, b) => b.sizeDelta - a.sizeDelta || (a.name < b.name ? -1 : 1))
}

function sortedIds(graph: HeapGraph, sizes: Float64Array): Uint32Array {
  return graph.nodeIds.filter((_, node) => sizes[node] !== 0).sort()
}

function includes(sorted: Uint32Array, id: number): boolean {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < id) low = middle + 1
    else high = middle
  }
  return sorted[low] === id
}
