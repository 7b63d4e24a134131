// What came, what went and what became larger between two snapshots, by constructor.
import { computeShallowSizes } from '../compute/shallow-sizes.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { indexIds } from '../graph/id-index.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { classifyNodes } from '../v8/class-names.ts'

/** How one class changed between two snapshots of one process. Sizes in bytes. */
export interface ClassDiff {
  name: string
  /** Whether it is a class of the engine. */
  isOfEngine: boolean
  addedCount: number
  addedSize: number
  deletedCount: number
  deletedSize: number
  /** Growth of the nodes in both snapshots, such as of an array that was pushed to; negative where they shrank. */
  grownSize: number
  countDelta: number
  sizeDelta: number
  /** The new nodes, as ordinals in the newer snapshot. */
  added: number[]
}

/**
 * The classes that changed, largest growth in bytes first. Two nodes are the same if they have the same id and class, so
 * both snapshots must come from one process. Nodes of no size do not count. Needs no dominators. O(n).
 */
export function diffHeaps(older: HeapGraph, newer: HeapGraph): ClassDiff[] {
  const olderSizes = computeShallowSizes(older)
  const newerSizes = computeShallowSizes(newer)
  const olderClasses = classifyNodes(older)
  const newerClasses = classifyNodes(newer)
  const diffs = new Map<string, ClassDiff>()
  const newerDiffs = newerClasses.names.map((name, at) => createDiff(name, newerClasses.isOfEngine[at]!))
  for (const diff of newerDiffs) diffs.set(diff.name, diff)
  // A class that is in both snapshots has one diff.
  const olderDiffs = olderClasses.names.map((name, at) => {
    const diff = diffs.get(name) ?? createDiff(name, olderClasses.isOfEngine[at]!)
    diffs.set(name, diff)
    return diff
  })
  const index = indexIds(older)
  const isInBoth = allocate(Uint8Array, older.nodeCount)
  for (let node = 0; node < newer.nodeCount; node++) {
    const size = newerSizes[node]!
    if (size === 0) continue
    const diff = newerDiffs[newerClasses.ofNode[node]!]!
    const before = index.find(newer.nodeIds[node]!)
    const isNew =
      before === -1 ||
      olderSizes[before] === 0 ||
      isInBoth[before] === 1 ||
      olderDiffs[olderClasses.ofNode[before]!] !== diff
    if (isNew) {
      diff.addedCount++
      diff.addedSize += size
      diff.added.push(node)
    } else {
      isInBoth[before] = 1
      diff.grownSize += size - olderSizes[before]!
    }
  }
  for (let node = 0; node < older.nodeCount; node++) {
    const size = olderSizes[node]!
    if (size === 0 || isInBoth[node] === 1) continue
    const diff = olderDiffs[olderClasses.ofNode[node]!]!
    diff.deletedCount++
    diff.deletedSize += size
  }
  for (const diff of diffs.values()) {
    diff.countDelta = diff.addedCount - diff.deletedCount
    diff.sizeDelta = diff.addedSize - diff.deletedSize + diff.grownSize
  }
  return [...diffs.values()]
    .filter(({ addedCount, deletedCount, grownSize }) => addedCount + deletedCount > 0 || grownSize !== 0)
    .sort((a, b) => b.sizeDelta - a.sizeDelta || (a.name < b.name ? -1 : 1))
}

function createDiff(name: string, isOfEngine: boolean): ClassDiff {
  return {
    name,
    isOfEngine,
    addedCount: 0,
    addedSize: 0,
    deletedCount: 0,
    deletedSize: 0,
    grownSize: 0,
    countDelta: 0,
    sizeDelta: 0,
    added: [],
  }
}
