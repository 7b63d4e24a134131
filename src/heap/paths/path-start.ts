// Where does a described path begin? Not at the GC root, but at the first thing that a program knows by name.
import type { HeapGraph } from '../graph/heap-graph.ts'
import { CELL_NAME } from '../v8/module-exports.ts'
import { isProxy } from '../v8/proxies.ts'
import { isScopeName } from '../v8/scopes.ts'
import { MODULE_NAMES } from '../v8/scripts.ts'
import { isNativeRoot, NATIVE_REFERENCES } from '../v8/user-roots.ts'
import type { DescribedStep } from './described-step.ts'

/** Something that a path may begin at, so that all above it is left out. */
export interface PathStart {
  /** Constructor of the object that has the property; without it, any object with such a property. */
  className?: string
  /** The property or variable that leads to the first node of the path. */
  property: string
  /** The name of the path's first step. */
  name: string
}

/** What Node's own modules, and the engine, keep objects in. */
const KNOWN_STARTS: readonly PathStart[] = [
  { property: 'timerListMap', name: 'timers' },
  { property: 'timerListQueue', name: 'timers' },
  { property: 'immediateQueue', name: 'timers' },
  { property: 'knownTimersById', name: 'timers' },
  { property: 'loadCache', name: 'imports' },
  { property: '#resolveCache', name: 'imports' },
  { property: 'gcPersistentSignals', name: 'signals' },
  { className: 'WeakReference', property: '#strong', name: 'channel' },
  { property: 'statWatchers', name: 'watched files' },
  { property: 'active_hooks', name: 'hooks' },
  { property: 'kObservers', name: 'observers' },
  { property: 'markEntryBuffer', name: 'marks' },
  { property: 'measureEntryBuffer', name: 'measures' },
  // V8's own.
  { property: 'public_symbol_table', name: 'symbols' },
  { property: 'atomics_waitasync_promises', name: 'async waits' },
]

/** Static properties of Node's class `Module`, and the name of a path's first step. */
const MODULE_CACHES: Readonly<Record<string, string>> = {
  _cache: 'require.cache',
  _pathCache: 'Module._pathCache',
}
const OBJECT_URLS = 'object URLs'

/** Names of what Node and the engine keep objects in. A path may begin there and end there, too. */
export const KNOWN_START_NAMES: ReadonlySet<string> = new Set([
  ...KNOWN_STARTS.map(({ name }) => name),
  ...Object.values(MODULE_CACHES),
  OBJECT_URLS,
])

/** The edge whose target is the first node to be described. */
export interface FoundStart {
  /** Index in the path's edges. */
  index: number
  /** Name of the first node as a root; undefined where it is none: then `describeRootAbove` names the root. */
  name: string | undefined
}

/**
 * Finds the start that is nearest to the path's end, and not below its holder.
 * Names are compared as indexes of strings: a path may be as long as the heap.
 * @param starts of the caller, in addition to those that Node is known to have
 */
export function createStartFinder(
  graph: HeapGraph,
  starts: readonly PathStart[],
): (edges: Uint32Array, holder?: number) => FoundStart {
  const { strings } = graph
  const startsOfEdge = indexStarts(graph, [...starts, ...KNOWN_STARTS])
  const process = strings.find('process')
  const generator = strings.find('Generator')
  const scriptScopes = strings.find('script_context_table')
  const cell = strings.find(CELL_NAME)
  const modules = MODULE_NAMES.map(name => strings.find(name))

  function nameOf(edge: number, source: number): string | undefined {
    const edgeName = graph.edgeNameIndex(edge)
    if (edgeName !== -1) {
      const start = startsOfEdge
        .get(edgeName)
        ?.find(({ className }) => className === undefined || className === graph.nodeNames[source])
      if (start !== undefined) return start.name
    }
    const target = graph.edgeTarget(edge)
    const known = knownNodes.get(target)
    if (known !== undefined) return known
    const nodeName = graph.nodeNames[target]
    if (nodeName === process && graph.type(target) === 'object') return 'process'
    // V8 keeps a module's variables in a Generator. A path to the module's exports does not pass it, and begins at the
    // cache of modules instead.
    return nodeName === generator && modules.includes(graph.nodeNames[source]!) ? 'module' : undefined
  }

  const knownNodes = findKnownNodes(graph)

  /** An exported variable: the path passes its module, a table of cells, and the cell. */
  function isCellOfModule(edges: Uint32Array, index: number): boolean {
    if (index < 2 || graph.nodeNames[graph.edgeTarget(edges[index]!)] !== cell) return false
    return modules.includes(graph.nodeNames[graph.edgeTarget(edges[index - 2]!)]!)
  }

  /** What a script declares with let, const and class outside of all functions: in a scope in a table of the context. */
  function isScopeOfScript(edges: Uint32Array, index: number): boolean {
    if (index < 1 || scriptScopes === -1 || graph.edgeNameIndex(edges[index - 1]!) !== scriptScopes)
      return false
    return isScopeName(graph.name(graph.edgeTarget(edges[index]!)))
  }

  return (edges, holder) => {
    let first = edges.length - 1
    const isHolder = (edge: number) => graph.edgeTarget(edge) === holder
    const found = holder === undefined ? -1 : edges.findIndex(isHolder)
    const last = found === -1 ? edges.length - 1 : found
    for (let index = edges.length - 1; index >= 0; index--) {
      const source = index === 0 ? graph.rootOrdinal : graph.edgeTarget(edges[index - 1]!)
      const isAbove = index <= last
      const name = !isAbove
        ? undefined
        : isCellOfModule(edges, index)
          ? 'module'
          : isScopeOfScript(edges, index)
            ? 'script'
            : nameOf(edges[index]!, source)
      if (name !== undefined) return { index, name }
      if (!isOfRuntime(graph, graph.edgeTarget(edges[index]!))) first = index
    }
    const isGlobal = graph.name(graph.edgeTarget(edges[first]!)).startsWith('global')
    return { index: first, name: isGlobal ? 'global' : undefined }
  }
}

/**
 * Nodes that a path may begin at however it leads to them, with the name of the path's first step: the caches of `Module`, and the object that
 * Node's registry of object URLs belongs to. O(n).
 */
function findKnownNodes(graph: HeapGraph): Map<number, string> {
  const found = new Map<number, string>()
  const [module, registry] = ['Module', 'Node / BlobBindingData'].map(name => graph.strings.find(name))
  const caches = new Map(
    Object.entries(MODULE_CACHES)
      .map(([name, start]) => [graph.strings.find(name), start] as const)
      .filter(([name]) => name !== -1),
  )
  const closure = graph.typeCode('closure')
  const object = graph.typeCode('object')
  for (let node = 0; node < graph.nodeCount; node++) {
    const name = graph.nodeNames[node]
    const isModule = name === module && graph.nodeTypes[node] === closure
    if (!isModule && name !== registry) continue
    for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
      const target = graph.edgeTarget(edge)
      const cache = isModule ? caches.get(graph.edgeNameIndex(edge)) : undefined
      if (cache !== undefined) found.set(target, cache)
      if (!isModule && graph.nodeTypes[target] === object) found.set(target, OBJECT_URLS)
    }
  }
  return found
}

interface IndexedStart {
  /** Index of the string; undefined where any node has the property. */
  className: number | undefined
  name: string
}

/** index of an edge's name → the starts that an edge of this name may lead to */
function indexStarts(graph: HeapGraph, starts: readonly PathStart[]): Map<number, IndexedStart[]> {
  const startsOfEdge = new Map<number, IndexedStart[]>()
  for (const { className, property, name } of starts) {
    const edgeName = graph.strings.find(property)
    const start = { className: className === undefined ? undefined : graph.strings.find(className), name }
    startsOfEdge.set(edgeName, [...(startsOfEdge.get(edgeName) ?? []), start])
  }
  return startsOfEdge
}

const RUNTIME_OBJECTS = new Set(['ModuleWrap', 'Generator', 'system / NativeContext'])

/** Is this a part of the runtime, or one of the collector's groups of roots? */
function isOfRuntime(graph: HeapGraph, node: number): boolean {
  const type = graph.type(node)
  if (type === 'hidden') return !isProxy(graph, node)
  if (type === 'synthetic' || type === 'native' || type === 'code') return true
  if (type !== 'object') return false
  const name = graph.name(node)
  return RUNTIME_OBJECTS.has(name) || isScopeName(name)
}

/** The root above a start that is none: it has the name of the nearest group of roots above it. */
export function describeRootAbove(graph: HeapGraph, edges: Uint32Array, start: number): DescribedStep {
  const ordinal = start > 0 ? graph.edgeTarget(edges[start - 1]!) : graph.rootOrdinal
  let name = ''
  for (let i = start - 1; i >= 0 && name === ''; i--) name = rootNameOf(graph, graph.edgeTarget(edges[i]!))
  return { ordinal, by: 'root', name: name === '' ? 'GC roots' : name, what: '', place: undefined }
}

/** V8 writes its groups of roots in parentheses; empty for everything else. */
function rootNameOf(graph: HeapGraph, node: number): string {
  if (isNativeRoot(graph, node)) return NATIVE_REFERENCES
  const name = graph.name(node)
  if (MODULE_NAMES.includes(name)) return 'module'
  return /^\(.*\)$/.test(name) ? name.slice(1, -1) : ''
}
