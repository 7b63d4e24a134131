// Numbers for the steps of paths, so that paths can be compared without their texts.
import type { HeapGraph } from '../graph/heap-graph.ts'

/** Steps that differ in an index only have the same token. */
export interface StepTokens {
  /** @param node the edge's target */
  of(edge: number, node: number): number
  textOf(token: number): string
}

export function createStepTokens(graph: HeapGraph): StepTokens {
  const ids = new Map<string, number>()
  const texts: string[] = []
  // By type and name of the node, then by name of the edge: most steps need no text.
  const known = new Map<number, Map<number, number>>()

  function tokenOfText(edgeName: string, node: number): number {
    const text = `${/^\d+$/.test(edgeName) ? '*' : edgeName} ${graph.type(node)} ${nameOf(graph, node)}`
    let id = ids.get(text)
    if (id === undefined) {
      id = texts.push(text) - 1
      ids.set(text, id)
    }
    return id
  }

  return {
    of(edge, node) {
      const nodeKey = graph.nodeNames[node]! * 256 + graph.nodeTypes[node]!
      const edgeKey = graph.edgeNameIndex(edge)
      let ofNode = known.get(nodeKey)
      if (ofNode === undefined) {
        ofNode = new Map()
        known.set(nodeKey, ofNode)
      }
      let id = ofNode.get(edgeKey)
      if (id === undefined) {
        id = tokenOfText(edgeKey === -1 ? '*' : String(graph.edgeName(edge)), node)
        ofNode.set(edgeKey, id)
      }
      return id
    },
    textOf: token => texts[token]!,
  }
}

/** The text of a string or number is no part of a signature. */
function nameOf(graph: HeapGraph, node: number): string {
  return /string$|number|bigint|symbol/.test(graph.type(node)) ? '' : graph.name(node, 200)
}
