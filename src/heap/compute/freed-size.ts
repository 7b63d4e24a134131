// How much would be freed with one node, exactly? A value of a WeakMap is freed with its key or with the map's table, whichever goes first.
// So two nodes may free it, neither of which is above the other, and no tree has it below both: retained sizes count it for its key only.
// For one node the answer is found by a search without it.
import { EPHEMERON, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { entryOf, isEssential, isValueReached, meetHalf } from '../memory/passes/retention-rules.ts'
import type { HeapAnalysis } from './analyze-heap.ts'
import { findStringTable } from './essential-edges.ts'

/**
 * Bytes that would be freed with a node: its retained size, and the values of WeakMaps that need a table which it retains, with all that only
 * they keep. At least its retained size. O(n + m).
 */
export function computeFreedSize(analysis: HeapAnalysis, node: number): number {
  const { graph, retainedSizes, shallowSizes } = analysis
  const retained = retainedSizes[node]!
  if (graph.entryNames.length === 0 || node === graph.rootOrdinal) return retained
  const isRetained = markRetained(analysis, node)
  const reached = reach(graph, node)
  const unreached: number[] = []
  for (let other = 0; other < graph.nodeCount; other++)
    if (isRetained[other] === 0 && reached[other] === 0) unreached.push(other)
  if (unreached.length === 0) return retained
  // Some of them may be kept in no way at all, with the node as well as without it.
  const reachedWithIt = reach(graph, NO_NODE)
  return unreached
    .filter(other => reachedWithIt[other] !== 0)
    .reduce((sum, other) => sum + shallowSizes[other]!, retained)
}

const NO_NODE = -1

/** n flags: 1 for a node and all that it dominates. */
function markRetained({ dominators, graph, order }: HeapAnalysis, node: number): Uint8Array {
  const isRetained = allocate(Uint8Array, graph.nodeCount)
  isRetained[node] = 1
  // A dominator comes before what it dominates.
  for (let at = 0; at < order.length; at++) {
    const other = order[at]!
    if (isRetained[dominators[other]!] === 1) isRetained[other] = 1
  }
  return isRetained
}

/** n flags: not 0 for what the root reaches without a node. A value of a WeakMap is reached from both its key and its table. */
function reach(graph: HeapGraph, without: number): Uint8Array {
  const { edgeNames, edges, entryNames, firstEdge, nodeCount, rootOrdinal } = graph
  const reached = allocate(Uint8Array, nodeCount)
  const halfMet = allocate(Uint8Array, entryNames.length >>> 1)
  const queue = allocate(Uint32Array, nodeCount)
  const stringTable = findStringTable(graph)
  let count = 1
  queue[0] = rootOrdinal
  reached[rootOrdinal] = 1
  const expand = (source: number): void => {
    const fromRoot = source === rootOrdinal
    for (let edge = firstEdge[source]!; edge < firstEdge[source + 1]!; edge++) {
      const type = edges[edge]! >>> TYPE_SHIFT
      const target = edges[edge]! & TARGET_MASK
      if (type === EPHEMERON) {
        const entry = entryOf(edgeNames[edge]!)
        halfMet[entry] = meetHalf(halfMet[entry]!)
        if (!isValueReached(halfMet[entry])) continue
      } else if (!isEssential(type, source, target, fromRoot, source !== stringTable, true, false)) continue
      if (reached[target] !== 0 || target === without) continue
      reached[target] = 1
      queue[count++] = target
    }
  }
  for (let at = 0; at < count; at++) expand(queue[at]!)
  return reached
}
