import { type HeapColumns, HeapGraph } from '../graph/heap-graph.ts'
import { StringTable } from '../graph/string-table.ts'
import { Arena, type PackedArena } from '../memory/arena.ts'

/** A graph as it goes from thread to thread: what is shared goes by reference, the rest as a copy. No locations. */
export interface PackedGraph extends Omit<HeapColumns, 'strings' | 'locations'> {
  strings: Pick<StringTable, 'bytes' | 'starts' | 'count'>
  arena: PackedArena
}

export function packGraph(graph: HeapGraph): PackedGraph {
  const { bytes, starts, count } = graph.strings
  return {
    nodeCount: graph.nodeCount,
    edgeCount: graph.edgeCount,
    rootOrdinal: graph.rootOrdinal,
    nodeTypes: graph.nodeTypes,
    nodeTypeNames: graph.nodeTypeNames,
    nodeNames: graph.nodeNames,
    nodeIds: graph.nodeIds,
    selfSizes: graph.selfSizes,
    largeSizes: graph.largeSizes,
    detachedness: graph.detachedness,
    firstEdge: graph.firstEdge,
    edges: graph.edges,
    edgeNames: graph.edgeNames,
    entryNames: graph.entryNames,
    strings: { bytes, starts, count },
    arena: Arena.of(graph).pack(),
  }
}

export function unpackGraph({
  arena,
  strings: { bytes, starts, count },
  ...columns
}: PackedGraph): HeapGraph {
  const strings = new StringTable(bytes, starts, count)
  const graph = new HeapGraph({ ...columns, strings, locations: new Uint32Array(0) })
  Arena.attach(graph, arena)
  return graph
}
