// Traversal exceptions: which edges does a search for paths not follow, although they are not weak?
import { ELEMENT, EPHEMERON, HIDDEN, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { entryOf, isValueReached, meetHalf } from '../memory/passes/retention-rules.ts'

/** What the exceptions need to know and to remember during one search. */
export interface TraversalExceptions {
  /** By code of a node type: 1 if nodes of this type may have exceptions other than those for WeakMap entries. */
  typesWithExceptions: Uint8Array
  hidden: number
  array: number
  nativeContext: number
  sloppyFunctionMap: number
  mapDescriptors: number
  /** By WeakMap entry: see `meetHalf`. */
  entryHalfMet: Uint8Array
}

/** `entryHalfMet`: zeros, one for each entry of a WeakMap. */
export function createTraversalExceptions(graph: HeapGraph, entryHalfMet: Uint8Array): TraversalExceptions {
  const hidden = graph.typeCode('hidden')
  const array = graph.typeCode('array')
  const nativeContext = graph.strings.find('system / NativeContext')
  const mapDescriptors = graph.strings.find('(map descriptors)')
  const typesWithExceptions = new Uint8Array(256)
  if (hidden !== -1 && nativeContext !== -1) typesWithExceptions[hidden] = 1
  if (array !== -1 && mapDescriptors !== -1) typesWithExceptions[array] = 1
  return {
    typesWithExceptions,
    hidden,
    array,
    nativeContext,
    sloppyFunctionMap: graph.strings.find('sloppy_function_map'),
    mapDescriptors,
    entryHalfMet,
  }
}

/**
 * Does a search for paths follow this edge of a node? Call it once for each edge: it remembers the halves of WeakMap entries.
 * - Not `sloppy_function_map` of a native context, nor the descriptors that maps share: they connect unrelated objects.
 * - To the value of a WeakMap, only the second of its entry's two edges: the value needs both key and table.
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
    // [0] count, [1] enum cache, then groups of key, type and descriptor. The descriptors are skipped.
    // https://crbug.com/413608
    const index = isNumber ? edgeName : Number.parseInt(graph.strings.text(edgeName, 32), 10)
    return index < 2 || index % 3 !== 1
  }
  if (type === EPHEMERON) {
    const { entryHalfMet } = traversalExceptions
    const entry = entryOf(edgeName)
    entryHalfMet[entry] = meetHalf(entryHalfMet[entry]!)
    return isValueReached(entryHalfMet[entry])
  }
  return true
}
