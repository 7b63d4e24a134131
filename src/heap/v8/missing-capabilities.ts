// What does this snapshot not contain? Snapshots in V8's format that another engine wrote (Bun does) lack some of it.
import { TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'

/**
 * What V8 writes into a snapshot, and this one does not contain:
 * - `weak references`: the edges from WeakRefs and other weak holders to their targets
 * - `WeakMap entries`: without them nothing seems to retain the values of WeakMaps
 * - `locations`: where functions and constructors are written
 */
export type MissingCapability = 'weak references' | 'WeakMap entries' | 'locations'

/**
 * A snapshot with a weak edge was written by V8, whose hidden classes have thousands of them, and lacks nothing: the result is
 * empty. O(m) at most.
 */
export function findMissingCapabilities(graph: HeapGraph): MissingCapability[] {
  for (const word of graph.edges) if (word >>> TYPE_SHIFT === WEAK) return []
  const missing: MissingCapability[] = ['weak references']
  if (graph.entryNames.length === 0) missing.push('WeakMap entries')
  if (!graph.hasLocations) missing.push('locations')
  return missing
}
