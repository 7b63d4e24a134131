// Which node is the head of a list, when one of its links is known?
import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'

/** How many nodes of one class, each referenced by the same property of the one before, count as a list. */
const MIN_LIST_LINKS = 3

/**
 * Which node is the head of the list that `holder` is a link of? A list that grows at its tail is reported by its head.
 * Returns `holder` if it is in no list.
 * @param above by ordinal, the node to go to from a link: the link before it, if there is a list (its dominator, say)
 */
export function findListHead(graph: HeapGraph, above: Uint32Array, holder: number): number {
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
  return links >= MIN_LIST_LINKS ? head : holder
}

/** Type and name of the first edge between two nodes. */
function findEdge(graph: HeapGraph, from: number, to: number): string | undefined {
  for (let edge = graph.firstEdge[from]!; edge < graph.firstEdge[from + 1]!; edge++) {
    if ((graph.edges[edge]! & TARGET_MASK) === to) return `${graph.edgeType(edge)} ${graph.edgeName(edge)}`
  }
  return undefined
}
