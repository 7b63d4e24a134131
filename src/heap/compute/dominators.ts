// Which node does every path from the root to a node pass through last? That is its immediate dominator: when it is freed,
// so is the node. Retained sizes are sums over the tree of immediate dominators.
//
// Semi-NCA: L. Georgiadis, R. E. Tarjan, R. F. Werneck, "Finding Dominators in Practice", J. Graph Algorithms Appl.
// 10(1), 2006. Semidominators by path compression: T. Lengauer, R. E. Tarjan, "A Fast Algorithm for Finding Dominators
// in a Flowgraph", ACM TOPLAS 1(1), 1979. Vertices are handled from the highest number to the lowest, so a predecessor is
// linked into the forest already if and only if its number is higher than that of the current vertex.
import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import { BATCH, inBatches, inBatchesDown } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import { searchDepthFirst } from './depth-first-search.ts'
import type { RetentionRuleSet } from './essential-edges.ts'

export interface DominatorOptions {
  ruleSet?: RetentionRuleSet | undefined
  /**
   * How many plain steps per vertex, on average, may be taken in walks to nearest common ancestors before jump pointers replace
   * them.
   */
  stepBudget?: number | undefined
}

/** The dominator tree of a graph. */
export interface Dominators {
  /** n ordinals: immediate dominators; the root for itself and for all nodes that it does not reach */
  dominators: Uint32Array
  /** The ordinals in depth-first order, root first: a dominator comes before what it dominates. */
  order: Uint32Array
}

/**
 * O(m log n) time, no recursion. While it runs, 33 bytes a node, and 8 bytes for each essential edge that leads to no
 * descendant.
 */
export function computeDominators(
  graph: HeapGraph,
  { ruleSet = 'strong', stepBudget = 8 }: DominatorOptions = {},
): Dominators {
  const arena = Arena.of(graph)
  return arena.computeOnce(`dominators ${ruleSet} ${stepBudget}`, () => {
    const { nodeCount, rootOrdinal } = graph
    const order = arena.allocateUninitialized(Uint32Array, nodeCount)
    const dominators = arena.allocateUninitialized(Uint32Array, nodeCount).fill(rootOrdinal)
    arena.bindArray(slots.DOMINATORS, dominators)
    return arena.withScratch(() => ({
      dominators,
      order: findDominators(graph, arena, order, ruleSet, stepBudget),
    }))
  })
}

/** Writes to the array in the slot DOMINATORS. `order`: n words for the result, of which those used are returned. */
function findDominators(
  graph: HeapGraph,
  arena: Arena,
  order: Uint32Array,
  ruleSet: RetentionRuleSet,
  stepBudget: number,
): Uint32Array {
  const search = searchDepthFirst(graph, arena, order, ruleSet)
  const count = search.order.length
  const ancestors = arena.bindArray(slots.FOREST_ANCESTORS, arena.allocateUninitialized(Uint32Array, count))
  ancestors.set(search.parents)
  // The arrays of the search that are not needed any more are used again.
  arena.bindArray(slots.LOWEST_SEMIDOMINATORS, search.vertices)
  arena.setSlot(slots.COMPRESSION_STACK, arena.slot(slots.EDGE_STACK))
  // A vertex's lowest predecessor is an upper bound of its semidominator, and that becomes its immediate dominator.
  arena.setSlot(slots.SEMIDOMINATORS, arena.slot(slots.LOWEST_PREDECESSORS))
  arena.setSlot(slots.IMMEDIATE_DOMINATORS, arena.slot(slots.LOWEST_PREDECESSORS))
  inBatchesDown(count - 1, 0, (from, to) => arena.passes.findSemidominators(from, to))
  arena.bindArray(slots.DOMINATOR_JUMPS, ancestors)
  arena.bindArray(slots.DOMINATOR_DEPTHS, search.predecessorHeads)
  findNearestCommonAncestors(arena, count, stepBudget)
  inBatches(1, count, (from, to) => arena.passes.storeDominators(from, to))
  return search.order
}

/**
 * The immediate dominator of w is the nearest common ancestor of its parent and its semidominator in the tree built
 * so far: the first ancestor of the parent whose number is not higher than the semidominator's. On real heaps, walking up
 * by plain steps is fastest. On a long list whose tail reaches what is also retained elsewhere, it takes quadratic time;
 * jump pointers bound each walk by O(log n).
 */
function findNearestCommonAncestors(arena: Arena, count: number, stepBudget: number): void {
  const budget = Math.min(stepBudget * count, MAX_STEP_BUDGET)
  arena.setSlot(slots.STEP_BUDGET, budget)
  arena.setSlot(slots.STEP_COUNT, 0)
  let next = 1
  while (next < count && arena.slot(slots.STEP_COUNT) < budget) {
    next = arena.passes.findImmediateDominators(next, Math.min(count, next + BATCH))
  }
  if (next === count) return
  inBatches(1, next, (from, to) => arena.passes.buildJumps(from, to))
  inBatches(next, count, (from, to) => arena.passes.findImmediateDominatorsByJumps(from, to))
}

/** The last walk may go beyond the budget, by a step for each vertex at most, and the sum must fit into 32 bits. */
const MAX_STEP_BUDGET = 2 ** 31
