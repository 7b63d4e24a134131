import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'

/** Links of one class, each held by the same property of the one before, that are a chain. */
const CHAIN_LINKS = 3

/**
 * A list that grows at its tail is told by its head, and not by the link that was the last.
 * @param above by ordinal, what dominates a link as the link before it would
 */
export function climbChain(graph: HeapGraph, above: Uint32Array, holder: number): number {
  let head = holder
  let links = 1
  let name: string | undefined
  while (head !== graph.rootOrdinal) {
    const before = above[head]!
    const isAlike =
      graph.nodeNames[before] === graph.nodeNames[head] && graph.nodeTypes[before] === graph.nodeTypes[head]
    if (!isAlike) break
    const edge = findEdge(graph, before, head)
    if (edge === undefined || (name !== undefined && edge !== name)) break
    name = edge
    head = before
    links++
  }
  return links >= CHAIN_LINKS ? head : holder
}

/** Type and name of the first edge between two nodes. */
function findEdge(graph: HeapGraph, from: number, to: number): string | undefined {
  for (let edge = graph.firstEdge[from]!; edge < graph.firstEdge[from + 1]!; edge++) {
    if ((graph.edges[edge]! & TARGET_MASK) === to) return `${graph.edgeType(edge)} ${graph.edgeName(edge)}`
  }
  return undefined
}
