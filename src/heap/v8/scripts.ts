import { INTERNAL, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'

/** What Node and V8 call the two halves of an ES module. */
export const MODULE_NAMES = ['ModuleWrap', 'system / SourceTextModule']

/** How Node links the timers of one delay, in both directions. */
export const TIMER_LINKS = ['_idleNext', '_idlePrev']

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
  return isNoScript(name) ? undefined : name
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

/**
 * Tells functions that no program wrote, Node's own and the engine's. For many at once: names are compared by their
 * place among the strings.
 */
export function createLibraryFunctionTest(graph: HeapGraph): (closure: number) => boolean {
  const { strings } = graph
  const [shared, script, olderScript] = ['shared', 'script', 'script_or_debug_info'].map(name =>
    strings.find(name),
  ) as [number, number, number]
  // By string: 0 not asked yet, 1 the program's, 2 foreign
  const ofName = allocate(Uint8Array, strings.count)
  return closure => {
    const info = findNumbered(graph, closure, shared)
    if (info === -1) return true
    const found = findNumbered(graph, info, script)
    const source = found === -1 ? findNumbered(graph, info, olderScript) : found
    if (source === -1) return true
    const name = graph.nodeNames[source]!
    if (ofName[name] === 0) {
      const text = strings.text(name, 40)
      ofName[name] = isNoScript(text) || text.startsWith('node:') ? 2 : 1
    }
    return ofName[name] === 2
  }
}

/** What the engine brings along has no script, or one of its own. */
function isNoScript(name: string): boolean {
  return name === '' || name.startsWith('system / ')
}

/** The target of an internal edge by the place of its name among the strings, or -1. */
function findNumbered(graph: HeapGraph, ordinal: number, name: number): number {
  const { edgeNames, edges, firstEdge } = graph
  const end = firstEdge[ordinal + 1]!
  for (let edge = firstEdge[ordinal]!; edge < end; edge++) {
    if (edgeNames[edge] === name && edges[edge]! >>> TYPE_SHIFT === INTERNAL)
      return edges[edge]! & TARGET_MASK
  }
  return -1
}
