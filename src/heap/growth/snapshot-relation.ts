import type { HeapGraph } from '../graph/heap-graph.ts'
import { indexIds } from '../graph/id-index.ts'

/** How two snapshots belong together, as far as their ids tell. */
export type SnapshotRelation = 'in order' | 'reversed' | 'other process'

/** Of the objects with common ids: in one process none was seen to change its kind, in two every ninth or more was another. */
const TOLERATED = 0.05

/**
 * Are these two snapshots of one process, and is the second the newer one? V8 numbers objects in each process from the
 * same beginning, so ids of two processes are alike; but they mean other objects. What is new has a higher id than all
 * before it. O(n).
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
