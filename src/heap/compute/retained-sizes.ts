// How much memory would be freed with each node?
import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import { inBatchesDown } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import { computeDominators } from './dominators.ts'
import type { RetentionRuleSet } from './essential-edges.ts'

/**
 * How much memory would be freed with each node? The shallow sizes of all that it dominates, itself included: n sizes in
 * bytes. O(n): nodes come after their dominator in depth-first order, so one pass backwards sums the sizes.
 */
export function computeRetainedSizes(
  graph: HeapGraph,
  shallowSizes: Float64Array,
  ruleSet: RetentionRuleSet = 'strong',
): Float64Array {
  const { dominators, order } = computeDominators(graph, { ruleSet })
  const arena = Arena.of(graph)
  return arena.computeOnce(`retained sizes ${ruleSet}`, () => {
    arena.bindArray(slots.DOMINATORS, dominators)
    const { nodeCount, rootOrdinal } = graph
    const retained = arena.bindArray(
      slots.RETAINED_SIZES,
      arena.allocateUninitialized(Float64Array, nodeCount),
    )
    retained.set(shallowSizes)
    inBatchesDown(order.length - 1, 0, (from, to) => arena.passes.sumRetainedSizes(from, to))
    // The nodes that are not in the order have the root as their dominator.
    if (order.length < nodeCount) retained[rootOrdinal] = sumOf(shallowSizes)
    return retained
  })
}

function sumOf(sizes: Float64Array): number {
  let sum = 0
  for (let index = 0; index < sizes.length; index++) sum += sizes[index]!
  return sum
}
