// Which script was a function written in, and is it the program's or the engine's?
import { INTERNAL, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'

/** Names of the two nodes of an ES module: Node's and V8's. */
export const MODULE_NAMES = ['ModuleWrap', 'system / SourceTextModule']

/** The properties by which Node links timers of the same delay into a list. */
export const TIMER_LINKS = ['_idleNext', '_idlePrev']

/**
 * The classes by which Node and V8 register a callback, and the edges that may lead to it, the first one first. Those of a
 * PromiseReaction have only numbers: its handler for a value is 3 (2 on Node 20), the one for a rejection 2 (1 on Node 20).
 */
export const CALLBACK_EDGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['Timeout', ['_onTimeout']],
  ['Immediate', ['_onImmediate']],
  ['Listener', ['callback']],
  ['system / PromiseReaction', ['3', '2', '1']],
])

/** The class of Node's lists of timers, one for each delay. */
export const TIMER_LIST = 'TimersList'

/** The properties by which a handle of Node's, such as a UDP, references the object that it works for, such as a Socket. */
export const HANDLE_OWNER = ['<symbol owner_symbol>', '<symbol owner>', '<symbol kOwner>']

/**
 * The script that a function was written in: a URL or path, or `node:…` for Node's own; undefined for functions of the engine.
 * Node 20 calls the edge `script_or_debug_info`, later versions `script`.
 */
export function findScriptOfFunction(graph: HeapGraph, closure: number): string | undefined {
  const shared = findInternal(graph, closure, 'shared')
  return shared === undefined ? undefined : findScriptOf(graph, shared)
}

/** The same for a SharedFunctionInfo. */
export function findScriptOf(graph: HeapGraph, shared: number): string | undefined {
  const script = findInternal(graph, shared, 'script') ?? findInternal(graph, shared, 'script_or_debug_info')
  const name = script === undefined ? '' : graph.name(script)
  return isEngineScript(name) ? undefined : name
}

/** The target of the internal edge of this name, or undefined. O(edges of the node). */
export function findInternal(graph: HeapGraph, ordinal: number, name: string): number | undefined {
  const { edges, firstEdge } = graph
  for (let edge = firstEdge[ordinal]!; edge < firstEdge[ordinal + 1]!; edge++) {
    const word = edges[edge]!
    if (word >>> TYPE_SHIFT === INTERNAL && graph.edgeName(edge) === name) return word & TARGET_MASK
  }
  return undefined
}

/** `findScriptOfFunction`, made for many calls: names are compared by string index. */
export function createScriptFinder(graph: HeapGraph): (closure: number) => string | undefined {
  const findNode = createScriptNodeFinder(graph)
  return closure => {
    const node = findNode(closure)
    const name = node === -1 ? '' : graph.name(node)
    return isEngineScript(name) ? undefined : name
  }
}

/**
 * Makes a test whether a function is library code (Node's own or the engine's) and not the program's. It is made for many calls.
 */
export function createLibraryFunctionTest(graph: HeapGraph): (closure: number) => boolean {
  const { strings } = graph
  const findNode = createScriptNodeFinder(graph)
  // by string index: 0 not tested yet, 1 the program's, 2 library code
  const ofString = allocate(Uint8Array, strings.count)
  return closure => {
    const source = findNode(closure)
    if (source === -1) return true
    const name = graph.nodeNames[source]!
    if (ofString[name] === 0) {
      const text = strings.text(name, 40)
      ofString[name] = isEngineScript(text) || text.startsWith('node:') ? 2 : 1
    }
    return ofString[name] === 2
  }
}

/** Finds the node that is the script of a function, or -1. */
function createScriptNodeFinder(graph: HeapGraph): (closure: number) => number {
  const [shared, script, olderScript] = ['shared', 'script', 'script_or_debug_info'].map(name =>
    graph.strings.find(name),
  ) as [number, number, number]
  return closure => {
    const info = findInternalByIndex(graph, closure, shared)
    if (info === -1) return -1
    const found = findInternalByIndex(graph, info, script)
    return found === -1 ? findInternalByIndex(graph, info, olderScript) : found
  }
}

/** Functions of the engine have no script, or one with a name of V8's own. */
function isEngineScript(name: string): boolean {
  return name === '' || name.startsWith('system / ')
}

/** The target of the internal edge whose name is string number `name`, or -1. */
function findInternalByIndex(graph: HeapGraph, ordinal: number, name: number): number {
  const { edgeNames, edges, firstEdge } = graph
  const end = firstEdge[ordinal + 1]!
  for (let edge = firstEdge[ordinal]!; edge < end; edge++) {
    if (edgeNames[edge] === name && edges[edge]! >>> TYPE_SHIFT === INTERNAL)
      return edges[edge]! & TARGET_MASK
  }
  return -1
}
