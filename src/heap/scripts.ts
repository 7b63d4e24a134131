import { INTERNAL, TARGET_MASK, TYPE_SHIFT } from './edge-types.ts'
import type { HeapGraph } from './heap-graph.ts'

/**
 * The script that a function was written in: a file's URL or path, `node:…` for Node's own, or undefined for what the
 * engine brings along. Node 20 calls the edge `script_or_debug_info`, later ones `script`.
 */
export function findScriptName(graph: HeapGraph, closure: number): string | undefined {
  const shared = findInternal(graph, closure, 'shared')
  return shared === undefined ? undefined : findScriptOf(graph, shared)
}

/** The same, of a function's shared information. */
export function findScriptOf(graph: HeapGraph, shared: number): string | undefined {
  const script = findInternal(graph, shared, 'script') ?? findInternal(graph, shared, 'script_or_debug_info')
  const name = script === undefined ? '' : graph.name(script)
  return name === '' || name.startsWith('system / ') ? undefined : name
}

/** The target of an internal edge, by its name. */
export function findInternal(graph: HeapGraph, ordinal: number, name: string): number | undefined {
  const { edges, firstEdge } = graph
  for (let edge = firstEdge[ordinal]!; edge < firstEdge[ordinal + 1]!; edge++) {
    const word = edges[edge]!
    if (word >>> TYPE_SHIFT === INTERNAL && graph.edgeName(edge) === name) return word & TARGET_MASK
  }
  return undefined
}
