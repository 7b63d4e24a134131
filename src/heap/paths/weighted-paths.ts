// Which path explains best why an object is alive? Seldom the shortest: two closures of one scope share a context, so that
// every listener seems to retain what the listener next to it uses. Here, steps of the language cost little and steps of
// the engine much, and the cheapest path is found.
// Shortest paths by buckets: R. B. Dial, "Algorithm 360: Shortest-path forest with topological ordering", CACM 12(11), 1969.
import type { PathTree } from '../compute/distances.ts'
import { NO_EDGE } from '../compute/distances.ts'
import { createTraversalExceptions, isPassable } from '../compute/traversal-exceptions.ts'
import {
  EDGE_TYPES,
  type EdgeType,
  ELEMENT,
  EPHEMERON,
  HIDDEN,
  PROPERTY,
  TARGET_MASK,
  TYPE_SHIFT,
  WEAK,
} from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import { findModuleScopes } from '../v8/module-scopes.ts'
import { PROXY_NAME } from '../v8/proxies.ts'
import { createScopeTest } from '../v8/scopes.ts'
import { createLibraryFunctionTest } from '../v8/scripts.ts'
import { isNativeRoot, isUserRoot, STRING_TABLE, TRANSIENT_ROOTS } from '../v8/user-roots.ts'

/** Whole numbers. A step costs the sum of what applies to its edge and to the node that it enters; at least 1. */
export interface PathCosts {
  edgeTypes: Record<Exclude<EdgeType, 'weak'>, number>
  /** By V8's node type; 0 where a type is missing. */
  nodeTypes: Record<string, number>
  /** By name of the edge, in addition to its type. High for names that explain nothing. */
  edgeNames: Record<string, number>
  /** By name of the node, in addition to its type. High for what references objects for a moment, such as the stack. */
  nodeNames: Record<string, number>
  /** To enter a function of Node or of the engine. */
  libraryFunction: number
  /** To start at one of the collector's groups of roots instead of the global object. */
  systemRoot: number
  /** From native code to an object that is no module: a handle of Node may be open, but a program knows its own variables better. */
  nativeReference: number
  /** From an instance to the scope of its class, which V8 keeps as a property of an instance that has private methods. */
  classScope: number
  /** To reach the variables of a module from anything but the module: they are alive as long as it is. */
  moduleScope: number
  /** From a module to what a register held at its last top-level await: V8 keeps it, though no code of the module may read it again. */
  moduleRegister: number
}

export const PATH_COSTS: PathCosts = {
  edgeTypes: {
    property: 2,
    element: 2,
    context: 3,
    shortcut: 2,
    ephemeron: 6,
    internal: 5,
    hidden: 12,
  },
  nodeTypes: { hidden: 12, code: 30, 'object shape': 40, native: 6, synthetic: 0 },
  edgeNames: {
    // From each instance to its class, and on to all that the class can name. In brackets, because without them this
    // would set the prototype of the object literal.
    ['__proto__']: 440,
    constructor: 440,
    prototype: 8,
    native_context: 80,
    previous: 4,
    feedback_cell: 60,
    map: 60,
    table: -3,
    elements: -3,
    properties: -3,
    context: -2,
  },
  nodeNames: {
    ...Object.fromEntries(TRANSIENT_ROOTS.map(name => [name, 600])),
    [STRING_TABLE]: 90,
    '(Builtins)': 40,
    // Node's table of its own modules leads to everything inside of Node.
    BuiltinModule: 120,
    // A proxy is an object, though V8 gives it the type of a hidden node.
    [PROXY_NAME]: -12,
  },
  libraryFunction: 24,
  systemRoot: 24,
  nativeReference: 200,
  classScope: 440,
  moduleScope: 400,
  moduleRegister: 60,
}

export interface WeightedPathOptions {
  costs?: PathCosts | undefined
  /** n flags: 1 for nodes that no path may pass, to find a second, independent path. The root is never avoided. */
  avoid?: Uint8Array | undefined
}

const MAX_COST = 1023

/**
 * The cheapest path from the root to every node. O(n + m), and few repeated visits: no step costs more than 1,023.
 * The same edges count as for distances: no weak ones, and a WeakMap's value needs both its key and the table.
 */
export function computeWeightedPaths(graph: HeapGraph, options: WeightedPathOptions = {}): PathTree {
  const { edges, firstEdge, nodeCount, nodeTypes, rootOrdinal } = graph
  const costs = options.costs ?? PATH_COSTS
  const { avoid } = options
  const edgeCosts = Int32Array.from(EDGE_TYPES, type => (type === 'weak' ? 0 : costs.edgeTypes[type]))
  const nodeCosts = new Int32Array(256)
  for (const [code, type] of graph.nodeTypeNames.entries()) nodeCosts[code] = costs.nodeTypes[type] ?? 0
  const edgeNameCosts = createNameCosts(graph, costs.edgeNames)
  const nodeNameCosts = createNameCosts(graph, costs.nodeNames)
  const closure = graph.typeCode('closure')
  const synthetic = graph.typeCode('synthetic')
  const object = graph.typeCode('object')
  const native = graph.typeCode('native')
  const proxy = graph.strings.find(PROXY_NAME)
  const moduleWrap = graph.strings.find('ModuleWrap')
  const traversalExceptions = createTraversalExceptions(
    graph,
    allocate(Uint8Array, graph.entryNames.length >>> 1),
  )

  const total = allocate(Uint32Array, nodeCount).fill(0xffffffff)
  const reachedBy = allocate(Uint32Array, nodeCount).fill(NO_EDGE)
  // n flags: 1 where the cost is final
  const final = allocate(Uint8Array, nodeCount)
  // 0 not known yet, 1 the program's, 2 a library function
  const ofLibrary = allocate(Uint8Array, nodeCount)
  const testLibraryFunction = createLibraryFunctionTest(graph)
  const modules = findModuleScopes(graph)
  const moduleGenerators = new Set(modules.values())
  const isScope = createScopeTest(graph)
  const isLibraryFunction = (node: number): boolean => {
    if (ofLibrary[node] === 0) ofLibrary[node] = testLibraryFunction(node) ? 2 : 1
    return ofLibrary[node] === 2
  }

  const buckets = Array.from({ length: MAX_COST + 1 }, () => new GrowableUint32(16))
  let waiting = 1
  total[rootOrdinal] = 0
  buckets[0]!.push(rootOrdinal)
  // A separate function, which V8 optimizes well. The loop around it runs only once, so that V8 could optimize it only
  // while it runs.
  const expand = (node: number, cost: number): void => {
    final[node] = 1
    const nodeType = nodeTypes[node]!
    const guarded = traversalExceptions.typesWithExceptions[nodeType] !== 0
    const fromRoot = node === rootOrdinal
    const fromNative = (nodeType === synthetic || nodeType === native) && isNativeRoot(graph, node)
    const end = firstEdge[node + 1]!
    for (let edge = firstEdge[node]!; edge < end; edge++) {
      const word = edges[edge]!
      const type = word >>> TYPE_SHIFT
      const target = word & TARGET_MASK
      if (type === WEAK || final[target] !== 0 || avoid?.[target] === 1) continue
      if ((guarded || type === EPHEMERON) && !isPassable(graph, traversalExceptions, node, edge)) continue
      const targetType = nodeTypes[target]!
      let step = edgeCosts[type]! + nodeCosts[targetType]!
      // Elements and hidden edges have numbers instead of names, and each entry of a WeakMap has a name of its own.
      if (type !== ELEMENT && type !== HIDDEN && type !== EPHEMERON) {
        step += edgeNameCosts[graph.edgeNames[edge]!]!
      }
      step += nodeNameCosts[graph.nodeNames[target]!]!
      if (type === HIDDEN && graph.nodeNames[node] === proxy)
        step += costs.edgeTypes.internal - costs.edgeTypes.hidden
      if (targetType === closure && isLibraryFunction(target)) step += costs.libraryFunction
      if (
        fromNative &&
        (targetType === object || targetType === closure) &&
        graph.nodeNames[target] !== moduleWrap
      )
        step += costs.nativeReference
      if (modules.size > 0 && modules.has(target) && modules.get(target) !== node) step += costs.moduleScope
      if (type === HIDDEN && moduleGenerators.has(node)) step += costs.moduleRegister
      if (type === PROPERTY && isScope(target)) step += costs.classScope
      if (fromRoot && targetType === synthetic && !isUserRoot(graph, target)) step += costs.systemRoot
      const sum = cost + Math.min(Math.max(step, 1), MAX_COST)
      if (sum >= total[target]!) continue
      total[target] = sum
      reachedBy[target] = edge
      buckets[sum & MAX_COST]!.push(target)
      waiting++
    }
  }
  for (let cost = 0; waiting > 0; cost++) {
    const bucket = buckets[cost & MAX_COST]!
    while (bucket.length > 0) {
      const node = bucket.pop()
      waiting--
      if (final[node] === 0) expand(node, cost)
    }
  }
  return { reachedBy }
}

/** index of a string → cost of that name */
function createNameCosts(graph: HeapGraph, costs: Record<string, number>): Int16Array {
  const byString = allocate(Int16Array, graph.strings.count)
  for (const [name, cost] of Object.entries(costs)) {
    const index = graph.strings.find(name)
    if (index !== -1) byString[index] = cost
  }
  return byString
}
