// All sections were read: is the snapshot complete, and what is its graph?
import { HeapGraph } from '../graph/heap-graph.ts'
import { SnapshotError } from '../graph/snapshot-error.ts'
import { markEphemerons } from './ephemerons.ts'
import type { Sections } from './sections.ts'

/** Throws SnapshotError `malformed` if a section is missing, or `range` if a name is no string. */
export function buildGraph(sections: Sections): HeapGraph {
  const { edges, layout, locations, nodes } = sections
  if (layout === undefined) throw new SnapshotError('malformed', 'The file holds no "snapshot" object.')
  if (nodes === undefined) throw new SnapshotError('malformed', 'The snapshot has no "nodes".')
  if (edges === undefined) throw new SnapshotError('malformed', 'The snapshot has no "edges".')
  if (sections.strings === undefined) throw new SnapshotError('malformed', 'The snapshot has no "strings".')
  const { strings, entries } = sections.strings.finish()
  const maxName = Math.max(nodes.maxName, edges.maxName)
  if (maxName >= strings.count) {
    throw new SnapshotError('range', `A name is string ${maxName}; there are ${strings.count}.`)
  }
  const arena = sections.arena!
  const entryNames = arena.withScratch(() => {
    // They may be at the beginning of the arena's free memory: allocate it, so that nothing overwrites them.
    if (arena.contains(entries)) arena.allocateUninitialized(Uint32Array, entries.length)
    return markEphemerons(nodes, edges, strings.count, entries, arena.allocateScratch)
  })
  const graph = new HeapGraph({
    nodeCount: layout.nodeCount,
    edgeCount: layout.edgeCount,
    rootOrdinal: layout.rootOrdinal,
    nodeTypes: nodes.types,
    nodeTypeNames: layout.nodeTypeNames,
    nodeNames: nodes.names,
    nodeIds: nodes.ids,
    selfSizes: nodes.sizes,
    largeSizes: nodes.largeSizes,
    detachedness: nodes.detachedness,
    firstEdge: nodes.firstEdge,
    edges: edges.words,
    edgeNames: edges.names,
    strings,
    locations: locations?.finish() ?? new Uint32Array(0),
    entryNames,
  })
  arena.bindGraph(graph)
  return graph
}
