import { HIDDEN, INTERNAL, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { findInternal, findScriptOf } from './scripts.ts'

/** The function whose variables a Context holds. `script` is a URL or a path; line and column count from zero. */
export interface ScopeOwner {
  /** Empty for a module and for a function without a name. */
  name: string
  script: string | undefined
  line: number | undefined
  column: number | undefined
}

const maxNameLength = 200

/** Is this what V8 calls the variables of a function? Since V8 15 the id of the ScopeInfo follows. */
export function isScopeName(name: string): boolean {
  return name === 'system / Context' || name.startsWith('system / Context / ')
}

/** Is this what V8 calls something of its own, that is no scope? */
export function isEngineName(name: string): boolean {
  return name.startsWith('system / ') && !isScopeName(name)
}

export interface Scopes {
  /**
   * What the variable in a block's slot may be called. V8 names the variables of functions and modules only; of a block
   * there are the names in its ScopeInfo, in order, and the slots that hold no small integer, in the same order.
   * @param index of the hidden edge that leads out of the slot
   * @returns more than one name where small integers may stand before it; none where the names cannot be told
   */
  findNames(context: number, index: number): string[]
  /** Whose scope a Context is, or undefined where the function's code is gone. */
  findOwner(context: number): ScopeOwner | undefined
}

/**
 * Looks up functions by their scopes. A Context and its function's shared information name the same ScopeInfo; a living
 * closure of that function tells the place. O(n) when first asked, then O(1).
 */
export function createScopes(graph: HeapGraph): Scopes {
  let functions: Map<number, number> | undefined
  let closures: Map<number, number> | undefined
  return {
    findNames(context, index) {
      const scopeInfo = findInternal(graph, context, 'scope_info')
      if (scopeInfo === undefined) return []
      const names = hiddenEdges(graph, scopeInfo)
        .filter(({ target }) => /string$/.test(graph.type(target)))
        .map(({ target }) => graph.name(target, maxNameLength))
      const last = Math.max(...hiddenEdges(graph, context).map(({ index }) => index))
      const unseen = names.length - 1 - last
      return unseen < 0 ? [] : names.slice(index, index + unseen + 1)
    },
    findOwner(context) {
      const scopeInfo = findInternal(graph, context, 'scope_info')
      functions ??= indexByTarget(graph, 'code', ['name_or_scope_info', 'scope_info'])
      const shared = scopeInfo === undefined ? undefined : functions.get(scopeInfo)
      if (shared === undefined) return undefined
      closures ??= indexByTarget(graph, 'closure', ['shared'])
      const closure = closures.get(shared)
      const location = closure === undefined ? undefined : graph.findLocation(closure)
      const name = graph.name(shared)
      return {
        name: name.startsWith('(') ? '' : name,
        script: findScriptOf(graph, shared),
        line: location?.line,
        column: location?.column,
      }
    },
  }
}

/** What hangs on a node by a number, in order. */
function hiddenEdges(graph: HeapGraph, node: number): { index: number; target: number }[] {
  const found: { index: number; target: number }[] = []
  for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
    if (graph.edges[edge]! >>> TYPE_SHIFT !== HIDDEN) continue
    found.push({ index: Number(graph.edgeName(edge)), target: graph.edgeTarget(edge) })
  }
  return found.sort((a, b) => a.index - b.index)
}

/** target → the node of a type that has it by an internal edge of one of these names */
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
