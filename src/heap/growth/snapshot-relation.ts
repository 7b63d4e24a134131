// Do two snapshots come from one process, and in which order?
import type { HeapGraph } from '../graph/heap-graph.ts'
import { indexIds } from '../graph/id-index.ts'

export type SnapshotRelation = 'in order' | 'reversed' | 'other process'

/**
 * Share of objects with a common id that may differ in type or name. Measured: none in one process; in two processes a
 * ninth or more.
 */
const TOLERATED = 0.05

/**
 * Compares the objects with common ids. V8 numbers the objects of each process from the same number on, so that the ids of
 * two processes overlap, but they belong to other objects. In one process, a new object has a higher id than all before
 * it. O(n).
 */
export function relateSnapshots(older: HeapGraph, newer: HeapGraph): SnapshotRelation {
  const index = indexIds(older)
  const kinds = ['object', 'closure'].map(kind => newer.typeCode(kind))
  const highest = findHighestId(older)
  let common = 0
  let changed = 0
  let above = 0
  let below = 0
  for (let node = 0; node < newer.nodeCount; node++) {
    if (!kinds.includes(newer.nodeTypes[node]!)) continue
    const before = index.find(newer.nodeIds[node]!)
    if (before === -1) {
      if (newer.nodeIds[node]! > highest) above++
      else below++
      continue
    }
    common++
    if (newer.type(node) !== older.type(before) || newer.name(node) !== older.name(before)) changed++
  }
  if (common === 0 || changed > TOLERATED * common) return 'other process'
  return below > above ? 'reversed' : 'in order'
}

function findHighestId(graph: HeapGraph): number {
  const kinds = ['object', 'closure'].map(kind => graph.typeCode(kind))
  let highest = 0
  for (let node = 0; node < graph.nodeCount; node++) {
    if (kinds.includes(graph.nodeTypes[node]!)) highest = Math.max(highest, graph.nodeIds[node]!)
  }
  return highest
}
