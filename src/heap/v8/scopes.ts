// What are the scopes (Contexts) in a heap: whose are they, and what are their variables called?
import { HIDDEN, INTERNAL, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { findInternal, findScriptOf } from './scripts.ts'

/** The function whose variables are in a Context. `script` is a URL or a path; line and column count from zero. */
export interface FunctionLocation {
  /** Empty for a module and for a function without a name. */
  name: string
  script: string | undefined
  line: number | undefined
  column: number | undefined
}

const MAX_NAME_BYTES = 200
const sharedName = 'system / SharedFunctionInfo'
const sharedPrefix = `${sharedName} / `

/** Whether a node of this name is a Context, the variables of a function. Since V8 15 the id of its ScopeInfo follows. */
export function isScopeName(name: string): boolean {
  return name === 'system / Context' || name.startsWith('system / Context / ')
}

/** `isScopeName` of a node, made for many calls. */
export function createScopeTest(graph: HeapGraph): (node: number) => boolean {
  // by string index: 0 not tested yet, 1 a scope, 2 something else
  const ofString = allocate(Uint8Array, graph.strings.count)
  const object = graph.typeCode('object')
  return node => {
    if (graph.nodeTypes[node] !== object) return false
    const name = graph.nodeNames[node]!
    if (ofString[name] === 0) ofString[name] = isScopeName(graph.strings.text(name, 40)) ? 1 : 2
    return ofString[name] === 1
  }
}

/** Whether a node of this name is internal to V8 and no Context. */
export function isEngineName(name: string): boolean {
  return name.startsWith('system / ') && !isScopeName(name)
}

export interface Scopes {
  /** Does now what the first call of `findOwner` would do. O(n). */
  prepare(): void
  /**
   * The possible names of the variable in a slot of a block's Context. V8 names the edges of variables for functions and modules
   * only. Of a block, a snapshot has the names in the ScopeInfo, in order, and the slots in the same order, but without those that
   * contain a small integer (no edge leads out of them).
   * @param index number of the hidden edge that leads out of the slot
   * @returns several names if variables with small integers may come before it; none if the names are not in the snapshot
   */
  findNames(context: number, index: number): string[]
  /** The function of a Context, or undefined if its code is no longer in the heap. */
  findOwner(context: number): FunctionLocation | undefined
}

/**
 * Finds functions by their scopes. A Context and the SharedFunctionInfo of its function point to the same ScopeInfo; the location
 * is that of any closure of the function in the heap. O(n) for the first call, O(1) for later ones.
 */
export function createScopes(graph: HeapGraph): Scopes {
  let functions: Map<number, number> | undefined
  let closures: Map<number, number> | undefined
  const indexFunctions = () => {
    functions ??= indexByTarget(graph, 'code', ['name_or_scope_info', 'scope_info'])
    return functions
  }
  const indexClosures = () => {
    closures ??= indexByTarget(graph, 'closure', ['shared'])
    return closures
  }
  return {
    prepare() {
      indexFunctions()
      indexClosures()
    },
    findNames(context, index) {
      const scopeInfo = findInternal(graph, context, 'scope_info')
      if (scopeInfo === undefined) return []
      const names = hiddenEdges(graph, scopeInfo)
        .filter(({ target }) => /string$/.test(graph.type(target)))
        .map(({ target }) => graph.name(target, MAX_NAME_BYTES))
      const last = Math.max(...hiddenEdges(graph, context).map(({ index }) => index))
      const withoutEdge = names.length - 1 - last
      return withoutEdge < 0 ? [] : names.slice(index, index + withoutEdge + 1)
    },
    findOwner(context) {
      const scopeInfo = findInternal(graph, context, 'scope_info')
      const shared = scopeInfo === undefined ? undefined : indexFunctions().get(scopeInfo)
      if (shared === undefined) return undefined
      const closure = indexClosures().get(shared)
      const location = closure === undefined ? undefined : graph.findLocation(closure)
      return {
        name: functionName(graph.name(shared)),
        script: findScriptOf(graph, shared),
        line: location?.line,
        column: location?.column,
      }
    },
  }
}

/** The function's own name, from that of its SharedFunctionInfo: the same, and since V8 15 behind the name of the class. */
function functionName(name: string): string {
  const own = name.startsWith(sharedPrefix) ? name.slice(sharedPrefix.length) : name
  return own === sharedName || own.startsWith('(') ? '' : own
}

/** The hidden edges of a node, by their numbers. */
function hiddenEdges(graph: HeapGraph, node: number): { index: number; target: number }[] {
  const found: { index: number; target: number }[] = []
  for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
    if (graph.edges[edge]! >>> TYPE_SHIFT !== HIDDEN) continue
    found.push({ index: Number(graph.edgeName(edge)), target: graph.edgeTarget(edge) })
  }
  return found.sort((a, b) => a.index - b.index)
}

/** target → a node of type `type` with an internal edge of one of these names to it */
function indexByTarget(graph: HeapGraph, type: string, edgeNames: readonly string[]): Map<number, number> {
  const { edges, firstEdge, nodeTypes } = graph
  const code = graph.typeCode(type)
  const names = new Set(edgeNames.map(name => graph.strings.find(name)).filter(index => index !== -1))
  const index = new Map<number, number>()
  for (let node = 0; node < graph.nodeCount; node++) {
    if (nodeTypes[node] !== code) continue
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      const word = edges[edge]!
      if (word >>> TYPE_SHIFT === INTERNAL && names.has(graph.edgeNames[edge]!))
        index.set(word & TARGET_MASK, node)
    }
  }
  return index
}
