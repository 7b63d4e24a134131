import { ELEMENT, EPHEMERON, HIDDEN, TARGET_MASK, TYPE_SHIFT, WEAK } from './edge-types.ts'
import { allocate, GrowableUint32 } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'
import { isUserRoot } from './user-roots.ts'

/** The distance of the root itself, and so the start of what only the collector's own roots hold. */
export const SYSTEM_DISTANCE = 100_000_000
/** The distance of what nothing reaches. */
export const NO_DISTANCE = -5
/** No edge: the node is a root of the search, or nothing reaches it. */
export const NO_EDGE = 0xffffffff

/** A tree of paths from the root: n edges, the one by which each node is reached, or NO_EDGE. */
export interface PathTree {
  reachedBy: Uint32Array
}

/** The shortest path tree of a graph. */
export interface Distances extends PathTree {
  /** n distances from the user roots, from SYSTEM_DISTANCE on for what only system roots hold, or NO_DISTANCE */
  distances: Int32Array
}

/**
 * Breadth-first search over all edges that are not weak: from the root's user children first, then from the root.
 * O(n + m). Rule: DevTools `calculateDistances`, with its exceptions (see `isPassable`).
 */
export function computeDistances(graph: HeapGraph): Distances {
  const distances = allocate(Int32Array, graph.nodeCount).fill(NO_DISTANCE)
  const reachedBy = search(graph, ({ length, values }, distance) => {
    for (let at = 0; at < length; at++) distances[values[at]!] = distance
  })
  return { distances, reachedBy }
}

/** The paths alone: half the memory. */
export function computeShortestPaths(graph: HeapGraph): PathTree {
  return { reachedBy: search(graph, () => {}) }
}

/** Nodes of one distance. */
type OnLevel = (nodes: GrowableUint32, distance: number) => void

function search(graph: HeapGraph, onLevel: OnLevel): Uint32Array {
  const { edges, firstEdge, nodeCount, rootOrdinal } = graph
  const reachedBy = allocate(Uint32Array, nodeCount).fill(NO_EDGE)
  // Room for all: the system commits what is used, and a level that had to grow would be there twice.
  const found = new GrowableUint32(nodeCount)
  const gate = createGate(graph)
  for (let edge = firstEdge[rootOrdinal]!; edge < firstEdge[rootOrdinal + 1]!; edge++) {
    const target = edges[edge]! & TARGET_MASK
    // An edge of the root to itself, or two to one node: DevTools queues it twice, to the same distances.
    if (reachedBy[target] !== NO_EDGE || !isUserRoot(graph, target)) continue
    reachedBy[target] = edge
    found.push(target)
  }
  const rootDistance = found.length > 0 ? SYSTEM_DISTANCE : 0
  searchBreadthFirst(graph, gate, reachedBy, found, 1, onLevel)
  // Any edge will do to mark it as reached.
  reachedBy[rootOrdinal] = 0
  found.push(rootOrdinal)
  searchBreadthFirst(graph, gate, reachedBy, found, rootDistance, onLevel)
  reachedBy[rootOrdinal] = NO_EDGE
  return reachedBy
}

/** From what was `found` on, level by level: two levels take less memory than a queue of all. Empties `found`. */
function searchBreadthFirst(
  graph: HeapGraph,
  gate: Gate,
  reachedBy: Uint32Array,
  found: GrowableUint32,
  distanceOfFound: number,
  onLevel: OnLevel,
): void {
  const { edges, firstEdge, nodeTypes } = graph
  const { guardedTypes } = gate
  let level = found
  let next = new GrowableUint32(graph.nodeCount)
  for (let distance = distanceOfFound; level.length > 0; distance++) {
    onLevel(level, distance)
    const nodes = level.values
    const length = level.length
    for (let at = 0; at < length; at++) {
      const node = nodes[at]!
      const end = firstEdge[node + 1]!
      const guarded = guardedTypes[nodeTypes[node]!] !== 0
      for (let edge = firstEdge[node]!; edge < end; edge++) {
        const word = edges[edge]!
        const target = word & TARGET_MASK
        if (reachedBy[target] !== NO_EDGE) continue
        const type = word >>> TYPE_SHIFT
        if (type === WEAK) continue
        if ((guarded || type === EPHEMERON) && !isPassable(graph, gate, node, edge)) continue
        reachedBy[target] = edge
        next.push(target)
      }
    }
    level.length = 0
    const emptied = level
    level = next
    next = emptied
  }
}

/** What the exceptions to the search need to know and to remember. */
export interface Gate {
  /** By node type: 1 for those whose edges have exceptions. */
  guardedTypes: Uint8Array
  hidden: number
  array: number
  nativeContext: number
  sloppyFunctionMap: number
  mapDescriptors: number
  /** By pair: 1 when one of a WeakMap entry's two edges was met. */
  met: Uint8Array
}

export function createGate(graph: HeapGraph): Gate {
  const hidden = graph.typeCode('hidden')
  const array = graph.typeCode('array')
  const nativeContext = graph.strings.find('system / NativeContext')
  const mapDescriptors = graph.strings.find('(map descriptors)')
  const guardedTypes = new Uint8Array(256)
  if (hidden !== -1 && nativeContext !== -1) guardedTypes[hidden] = 1
  if (array !== -1 && mapDescriptors !== -1) guardedTypes[array] = 1
  return {
    guardedTypes,
    hidden,
    array,
    nativeContext,
    sloppyFunctionMap: graph.strings.find('sloppy_function_map'),
    mapDescriptors,
    met: allocate(Uint8Array, graph.entryNames.length >>> 1),
  }
}

/**
 * The exceptions. `sloppy_function_map` of a native context and the descriptors that maps share lead from anything to
 * anything. A WeakMap's value is reached by the second of its entry's two edges, for it needs both.
 */
export function isPassable(graph: HeapGraph, gate: Gate, node: number, edge: number): boolean {
  const type = graph.edges[edge]! >>> TYPE_SHIFT
  const nodeType = graph.nodeTypes[node]
  const nodeName = graph.nodeNames[node]
  const edgeName = graph.edgeNames[edge]!
  const isNumber = type === ELEMENT || type === HIDDEN
  if (nodeType === gate.hidden && nodeName === gate.nativeContext) {
    if (!isNumber && edgeName === gate.sloppyFunctionMap) return false
  }
  if (nodeType === gate.array && nodeName === gate.mapDescriptors) {
    // [0] count, [1] enum cache, then key, type and descriptor by turns; the descriptors are skipped.
    // https://crbug.com/413608
    const index = isNumber ? edgeName : Number.parseInt(graph.strings.text(edgeName, 32), 10)
    return index < 2 || index % 3 !== 1
  }
  if (type === EPHEMERON) {
    const pair = edgeName >>> 1
    gate.met[pair]! ^= 1
    return gate.met[pair] === 0
  }
  return true
}
