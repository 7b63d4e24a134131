// Which edges does a search for paths not follow, although they are not weak?
import { ELEMENT, EPHEMERON, HIDDEN, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'

/** What the exceptions to the search need to know and to remember. */
export interface TraversalExceptions {
  /** By node type: 1 for those whose edges have exceptions. */
  guardedTypes: Uint8Array
  hidden: number
  array: number
  nativeContext: number
  sloppyFunctionMap: number
  mapDescriptors: number
  /** By entry: 1 when one of a WeakMap entry's two edges was met. */
  met: Uint8Array
}

/** `met`: zeros, one for each entry of a WeakMap. */
export function createTraversalExceptions(graph: HeapGraph, met: Uint8Array): TraversalExceptions {
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
    met,
  }
}

/**
 * The exceptions. `sloppy_function_map` of a native context and the descriptors that maps share lead from anything to
 * anything. A WeakMap's value is reached by the second of its entry's two edges, for it needs both.
 */
export function isPassable(
  graph: HeapGraph,
  traversalExceptions: TraversalExceptions,
  node: number,
  edge: number,
): boolean {
  const type = graph.edges[edge]! >>> TYPE_SHIFT
  const nodeType = graph.nodeTypes[node]
  const nodeName = graph.nodeNames[node]
  const edgeName = graph.edgeNames[edge]!
  const isNumber = type === ELEMENT || type === HIDDEN
  if (nodeType === traversalExceptions.hidden && nodeName === traversalExceptions.nativeContext) {
    if (!isNumber && edgeName === traversalExceptions.sloppyFunctionMap) return false
  }
  if (nodeType === traversalExceptions.array && nodeName === traversalExceptions.mapDescriptors) {
    // [0] count, [1] enum cache, then key, type and descriptor by turns; the descriptors are skipped.
    // https://crbug.com/413608
    const index = isNumber ? edgeName : Number.parseInt(graph.strings.text(edgeName, 32), 10)
    return index < 2 || index % 3 !== 1
  }
  if (type === EPHEMERON) {
    const entry = edgeName >>> 1
    traversalExceptions.met[entry]! ^= 1
    return traversalExceptions.met[entry] === 0
  }
  return true
}
