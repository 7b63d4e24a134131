import { computeShallowSizes } from '../compute/shallow-sizes.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { indexIds } from '../graph/id-index.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { classifyNodes } from '../v8/class-names.ts'

/** How one class changed between two snapshots of one process. Sizes in bytes. */
export interface ClassDiff {
  name: string
  /** Whether it is of the engine's own. */
  ofEngine: boolean
  addedCount: number
  addedSize: number
  deletedCount: number
  deletedSize: number
  /** By how much those that live on are larger, negative where they are smaller: an array that was pushed to. */
  grownSize: number
  countDelta: number
  sizeDelta: number
  /** Ordinals in the newer snapshot of what is new. */
  added: number[]
}

/**
 * What came, what went and what became larger, by constructor, largest growth in bytes first. Nodes are the same when
 * their ids and classes are; both snapshots must come from one process, older first. Needs no dominators. O(n). Nodes of
 * no size do not count.
 */
export function diffHeaps(older: HeapGraph, newer: HeapGraph): ClassDiff[] {
  const olderSizes = computeShallowSizes(older)
  const newerSizes = computeShallowSizes(newer)
  const olderClasses = classifyNodes(older)
  const newerClasses = classifyNodes(newer)
  const diffs = new Map<string, ClassDiff>()
  const newerDiffs = newerClasses.names.map((name, at) => createDiff(name, newerClasses.ofEngine[at]!))
  for (const diff of newerDiffs) diffs.set(diff.name, diff)
  // One for a class in both.
  const olderDiffs = olderClasses.names.map((name, at) => {
    const diff = diffs.get(name) ?? createDiff(name, olderClasses.ofEngine[at]!)
    diffs.set(name, diff)
    return diff
  })
  const index = indexIds(older)
  const livesOn = allocate(Uint8Array, older.nodeCount)
  for (let node = 0; node < newer.nodeCount; node++) {
    const size = newerSizes[node]!
    if (size === 0) continue
    const diff = newerDiffs[newerClasses.ofNode[node]!]!
    const before = index.find(newer.nodeIds[node]!)
    const isNew =
      before === -1 ||
      olderSizes[before] === 0 ||
      livesOn[before] === 1 ||
      olderDiffs[olderClasses.ofNode[before]!] !== diff
    if (isNew) {
      diff.addedCount++
      diff.addedSize += size
      diff.added.push(node)
    } else {
      livesOn[before] = 1
      diff.grownSize += size - olderSizes[before]!
    }
  }
  for (let node = 0; node < older.nodeCount; node++) {
    const size = olderSizes[node]!
    if (size === 0 || livesOn[node] === 1) continue
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

function createDiff(name: string, ofEngine: boolean): ClassDiff {
  return {
    name,
    ofEngine,
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
