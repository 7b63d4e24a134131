import type { Dominators } from './dominators.ts'
import { allocate, copyOf } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'

/**
 * What would be freed with each node: the shallow sizes of all that it dominates, itself included. n sizes in bytes.
 * O(n): children come after their dominator in depth-first order, so one pass backwards sums them up.
 */
export function computeRetainedSizes(
  graph: HeapGraph,
  shallowSizes: Float64Array,
  { dominators, order }: Dominators,
): Float64Array {
  const { nodeCount, rootOrdinal } = graph
  const retained = copyOf(shallowSizes)
  for (let at = order.length - 1; at > 0; at--) {
    const node = order[at]!
    retained[dominators[node]!]! += retained[node]!
  }
  if (order.length < nodeCount) {
    // Cliques that keep only each other hang under the root, each node for itself.
    const reached = allocate(Uint8Array, nodeCount)
    for (const node of order) reached[node] = 1
    for (let node = 0; node < nodeCount; node++) {
      if (reached[node] === 0) retained[rootOrdinal]! += retained[node]!
    }
  }
  return retained
}
