import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import { inBatchesDown } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import { computeDominators } from './dominators.ts'

/**
 * What would be freed with each node: the shallow sizes of all that it dominates, itself included. n sizes in bytes.
 * O(n): children come after their dominator in depth-first order, so one pass backwards sums them up.
 */
export function computeRetainedSizes(graph: HeapGraph, shallowSizes: Float64Array): Float64Array {
  const { order } = computeDominators(graph)
  const arena = Arena.of(graph)
  return arena.computeOnce('retained sizes', () => {
    const { nodeCount, rootOrdinal } = graph
    const retained = arena.bindArray(slots.RETAINED, arena.allocateUninitialized(Float64Array, nodeCount))
    retained.set(shallowSizes)
    inBatchesDown(order.length - 1, 0, (from, to) => arena.passes.sumUp(from, to))
    if (order.length < nodeCount) retained[rootOrdinal] = sumOf(shallowSizes)
    return retained
  })
}

/** Cliques that keep only each other hang under the root, each node for itself: it retains all that there is. */
function sumOf(sizes: Float64Array): number {
  let sum = 0
  for (let at = 0; at < sizes.length; at++) sum += sizes[at]!
  return sum
}
