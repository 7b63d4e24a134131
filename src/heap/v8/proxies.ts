// Which nodes are proxies? V8 writes them as nodes of its own, although a program makes them and knows their parts by name.
import type { HeapGraph } from '../graph/heap-graph.ts'

/** V8's name of the node. */
export const PROXY_NAME = 'system / JSProxy'

/** Slots of a proxy, as V8's heap snapshots number them. */
const PARTS = new Map([
  [1, 'target'],
  [2, 'handler'],
])

export function isProxy(graph: HeapGraph, node: number): boolean {
  return graph.type(node) === 'hidden' && graph.name(node, PROXY_NAME.length + 1) === PROXY_NAME
}

/** The part of a proxy that a hidden edge leads to: `target` or `handler`. */
export function partOfProxy(index: number): string | undefined {
  return PARTS.get(index)
}
