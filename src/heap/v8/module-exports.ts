// Which exported variable of an ES module does a cell keep? V8 keeps it outside of the module's scope, because other modules
// read it.
import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { findInternal } from './scripts.ts'

/** V8's name of the node that keeps the value of an exported variable. */
export const CELL_NAME = 'system / Cell'

export interface ExportedVariable {
  name: string
  /** The scope of the module's other variables; undefined before the module has run. */
  scope: number | undefined
}

/**
 * The variable of a cell: the table of a module's exports has name and cell side by side. O(edges of the module's tables).
 * @param module the node of the module: `system / SourceTextModule`
 */
export function findExportedVariable(
  graph: HeapGraph,
  module: number,
  cell: number,
): ExportedVariable | undefined {
  let name: string | undefined
  let scope: number | undefined
  for (const { target } of edgesOf(graph, module)) {
    if (graph.name(target, 40) === 'Generator') scope = findInternal(graph, target, 'context')
    if (graph.type(target) !== 'array') continue
    const entries = edgesOf(graph, target)
    for (const { index, target: entry } of entries) {
      if (entry !== cell) continue
      const before = entries.find(other => other.index === index - 1)
      if (before !== undefined && /string$/.test(graph.type(before.target))) name = graph.name(before.target)
    }
  }
  return name === undefined ? undefined : { name, scope }
}

function edgesOf(graph: HeapGraph, node: number): { index: number; target: number }[] {
  const found: { index: number; target: number }[] = []
  for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
    found.push({ index: Number(graph.edgeName(edge)), target: graph.edges[edge]! & TARGET_MASK })
  }
  return found
}
