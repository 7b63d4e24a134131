// What is a node called, and where is it in the source?
import type { HeapGraph } from '../graph/heap-graph.ts'
import { PROXY_NAME } from '../v8/proxies.ts'
import { type FunctionLocation, isScopeName, type Scopes } from '../v8/scopes.ts'
import { findInternal, findScriptOfFunction } from '../v8/scripts.ts'

/** In characters. */
const MAX_NAME_LENGTH = 200

/** A constructor's name, `name()` of a function, `string`, …: never the text of a string, which may be a secret. */
export function describeNode(graph: HeapGraph, node: number, scopes: Scopes): string {
  const type = graph.type(node)
  const name = graph.name(node, MAX_NAME_LENGTH)
  switch (type) {
    case 'closure':
      if (name === 'native_bind') return describeBound(graph, node)
      return name === '' ? 'function' : `${name}()`
    case 'concatenated string':
      return 'string'
    case 'string':
    case 'sliced string':
    case 'number':
    case 'bigint':
    case 'symbol':
      return type
    case 'regexp':
      return 'RegExp'
    case 'array':
      return 'internal array'
    default:
      if (name === PROXY_NAME) return 'Proxy'
      if (isScopeName(name)) return describeScope(scopes.findOwner(node))
      return name === '' ? type : name
  }
}

function describeBound(graph: HeapGraph, node: number): string {
  const target = findInternal(graph, node, 'bound_function')
  const name = target === undefined ? '' : graph.name(target, MAX_NAME_LENGTH)
  return name === '' || name === 'native_bind' ? 'bound function' : `bound ${name}()`
}

function describeScope(owner: FunctionLocation | undefined): string {
  if (owner === undefined) return 'a scope'
  if (owner.name !== '') return `the scope of ${owner.name}`
  // A module begins where its file does; of most no function is left that would say where.
  const isModule = owner.line === undefined || (owner.line === 0 && owner.column === 0)
  return isModule ? 'the scope of a module' : 'the scope of a function'
}

/** Where a function is in the source; undefined for everything else, and for functions of the engine. */
export function findPlace(graph: HeapGraph, node: number): FunctionLocation | undefined {
  if (graph.type(node) !== 'closure') return undefined
  // A bound function is where the function is that it calls.
  const closure = findInternal(graph, node, 'bound_function') ?? node
  const script = findScriptOfFunction(graph, closure)
  if (script === undefined) return undefined
  const location = graph.findLocation(closure)
  return { name: graph.name(closure), script, line: location?.line, column: location?.column }
}
