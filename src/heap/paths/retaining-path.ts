// One retaining path as edges, and as nodes and edges in V8's own words.
import { NO_EDGE, type PathTree } from '../compute/distances.ts'
import type { EdgeType } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { GrowableUint32 } from '../graph/typed-arrays.ts'

/** One node of a retaining path, and the edge that leads to it, as V8 writes them. The first step is the root. */
export interface RawStep {
  ordinal: number
  /** V8's id */
  id: number
  /** 'object', 'closure', 'array', … */
  type: string
  /** A constructor, a function's name, the beginning of a string, … */
  name: string
  edge: number | undefined
  edgeType: EdgeType | undefined
  /** The property, variable or internal name, or the index of an element or hidden edge. */
  edgeName: string | number | undefined
}

/**
 * The edges of the path from the root to a node, root first; empty for the root itself, undefined where nothing
 * reaches the node. O(length · log n). A path may be as long as the heap: describe only the steps that are shown.
 */
export function findPathEdges(graph: HeapGraph, tree: PathTree, ordinal: number): Uint32Array | undefined {
  const path = new GrowableUint32()
  let node = ordinal
  while (node !== graph.rootOrdinal) {
    const edge = tree.reachedBy[node]
    if (edge === undefined || edge === NO_EDGE) return undefined
    path.push(edge)
    node = graph.edgeSource(edge)
  }
  return path.values.slice(0, path.length).reverse()
}

/** The step over an edge to its target. */
export function describeRawStep(graph: HeapGraph, edge: number): RawStep {
  return { ...describeRawNode(graph, graph.edgeTarget(edge)), edge, ...describeRawEdge(graph, edge) }
}

/** The first step of every path. */
export function describeRawRoot(graph: HeapGraph): RawStep {
  const none = { edge: undefined, edgeType: undefined, edgeName: undefined }
  return { ...describeRawNode(graph, graph.rootOrdinal), ...none }
}

/** The path from the root to a node, root first; undefined where nothing reaches it. */
export function findRawPath(graph: HeapGraph, tree: PathTree, ordinal: number): RawStep[] | undefined {
  const path = findPathEdges(graph, tree, ordinal)
  if (path === undefined) return undefined
  return [describeRawRoot(graph), ...Array.from(path, edge => describeRawStep(graph, edge))]
}

function describeRawNode(
  graph: HeapGraph,
  ordinal: number,
): Pick<RawStep, 'ordinal' | 'id' | 'type' | 'name'> {
  return { ordinal, id: graph.id(ordinal), type: graph.type(ordinal), name: graph.name(ordinal) }
}

function describeRawEdge(graph: HeapGraph, edge: number): Pick<RawStep, 'edgeType' | 'edgeName'> {
  return { edgeType: graph.edgeType(edge), edgeName: graph.edgeName(edge) }
}
