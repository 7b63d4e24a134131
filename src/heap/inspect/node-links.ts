// The edges of one node, in the order in which a reader looks for them, and the nodes at their other ends.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { CONTEXT, type EdgeType, ELEMENT, PROPERTY, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'

export interface NodeName {
  ordinal: number
  /** V8's id */
  id: number
  type: string
  name: string
}

/** An edge of an inspected node, and the node at its other end. Sizes in bytes. */
export interface NodeLink extends NodeName {
  edgeType: EdgeType
  edgeName: string | number
  shallowSize: number
  retainedSize: number
}

export function nameNode(graph: HeapGraph, ordinal: number): NodeName {
  return { ordinal, id: graph.id(ordinal), type: graph.type(ordinal), name: graph.name(ordinal) }
}

/** @param other the node at the end of the edge that is of interest */
export function describeLink(
  { graph, retainedSizes, shallowSizes }: HeapAnalysis,
  edge: number,
  other: number,
): NodeLink {
  // Copied one by one: spreading another object takes many times as long here, and leaves garbage that only a full collection frees.
  return {
    ordinal: other,
    id: graph.id(other),
    type: graph.type(other),
    name: graph.name(other),
    edgeType: graph.edgeType(edge),
    edgeName: graph.edgeName(edge),
    shallowSize: shallowSizes[other]!,
    retainedSize: retainedSizes[other]!,
  }
}

/** At most `limit` edges of a node: properties, elements and variables before those of the engine. O(edges of the node). */
export function listReferences({ edges, firstEdge }: HeapGraph, ordinal: number, limit: number): number[] {
  const end = firstEdge[ordinal + 1]!
  const named: number[] = []
  const others: number[] = []
  for (let edge = firstEdge[ordinal]!; edge < end && named.length < limit; edge++) {
    const type = edges[edge]! >>> TYPE_SHIFT
    if (type === PROPERTY || type === ELEMENT || type === CONTEXT) named.push(edge)
    else if (others.length < limit) others.push(edge)
  }
  return [...named, ...others].slice(0, limit)
}

export function countReferences({ firstEdge }: HeapGraph, ordinal: number): number {
  return firstEdge[ordinal + 1]! - firstEdge[ordinal]!
}
