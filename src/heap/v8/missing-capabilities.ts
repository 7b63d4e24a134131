import { TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'

/**
 * What a snapshot says nothing of, though V8's do:
 * - `weak references`: what WeakRefs and the like point to
 * - `WeakMap entries`: then the values of WeakMaps seem to be held by nothing
 * - `locations`: where functions were written
 */
export type MissingCapability = 'weak references' | 'WeakMap entries' | 'locations'

/**
 * Snapshots in V8's format by another engine (Bun writes some) know less of a heap. V8's own are known by their weak
 * edges: its hidden classes have thousands of them. O(m) at most.
 */
export function findMissingCapabilities(graph: HeapGraph): MissingCapability[] {
  for (const word of graph.edges) if (word >>> TYPE_SHIFT === WEAK) return []
  const missingCapabilities: MissingCapability[] = ['weak references']
  if (graph.entryNames.length === 0) missingCapabilities.push('WeakMap entries')
  if (!graph.hasLocations) missingCapabilities.push('locations')
  return missingCapabilities
}
