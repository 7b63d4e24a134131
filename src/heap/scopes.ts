import { INTERNAL, TARGET_MASK, TYPE_SHIFT } from './edge-types.ts'
import type { HeapGraph } from './heap-graph.ts'
import { findInternal, findScriptOf } from './scripts.ts'

/** The function whose variables a Context holds. `script` is a URL or a path; line and column count from zero. */
export interface ScopeOwner {
  /** Empty for a module and for a function without a name. */
  name: string
  script: string | undefined
  line: number | undefined
  column: number | undefined
}

/** Is this what V8 calls the variables of a function? Since V8 15 the id of the ScopeInfo follows. */
export function isScopeName(name: string): boolean {
  return name === 'system / Context' || name.startsWith('system / Context / ')
}

export interface Scopes {
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
