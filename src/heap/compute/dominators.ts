import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import { BATCH, inBatches, inBatchesDown } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import { searchDepthFirst } from './depth-first-search.ts'

// What must every path from the root to an object pass through? Its immediate dominator is the last such node, and
// cutting it frees the object: retained sizes are sums over the dominator tree.
//
// Semi-NCA: L. Georgiadis, R. E. Tarjan, R. F. Werneck, "Finding Dominators in Practice", J. Graph Algorithms Appl.
// 10(1), 2006. Semidominators by path compression: T. Lengauer, R. E. Tarjan, "A Fast Algorithm for Finding Dominators
// in a Flowgraph", ACM TOPLAS 1(1), 1979. Vertices go by their number in a depth-first search ("pre"), the root
// being 0; a pred with a higher number than the vertex in hand is exactly one that is linked already.

/** The dominator tree of a graph. */
export interface Dominators {
  /** n ordinals: immediate dominators; the root's is itself, and the root is that of all it does not reach */
  dominators: Uint32Array
  /** The ordinals in depth-first order, root first: a dominator stands before what it dominates. */
  order: Uint32Array
}

/**
 * O(m log n) time, no recursion; 33 bytes a node and 8 an essential edge that leads to no descendant while it runs.
 * `patience`: how many plain steps to the nearest common ancestor are tried, per vertex, before jump pointers take over.
 */
export function computeDominators(graph: HeapGraph, patience = 8): Dominators {
  const arena = Arena.of(graph)
  return arena.computeOnce(`dominators ${patience}`, () => {
    const { nodeCount, rootOrdinal } = graph
    const order = arena.allocateUninitialized(Uint32Array, nodeCount)
    const dominators = arena.allocateUninitialized(Uint32Array, nodeCount).fill(rootOrdinal)
    arena.bindArray(slots.DOMINATORS, dominators)
    return arena.withScratch(() => ({ dominators, order: findDominators(graph, arena, order, patience) }))
  })
}

/** Returns the order of what was reached. */
function findDominators(graph: HeapGraph, arena: Arena, room: Uint32Array, patience: number): Uint32Array {
  const { chains, numbers, order, parent } = searchDepthFirst(graph, arena, room)
  const count = order.length
  // The tree parent is a predecessor, so the semidominator is at most the parent; for an orphan it is the root.
  const ancestor = arena.bindArray(slots.ANCESTOR, arena.allocateUninitialized(Uint32Array, count))
  ancestor.set(parent)
  // The search is over: what it needed is free.
  arena.bindArray(slots.BEST, numbers)
  arena.setSlot(slots.STACK, arena.slot(slots.NEXT_EDGES))
  inBatchesDown(count - 1, 0, (from, to) => arena.passes.findSemidominators(from, to))
  arena.bindArray(slots.FAR, ancestor)
  arena.bindArray(slots.DEPTH, chains)
  findNearestCommonAncestors(arena, count, patience)
  inBatches(1, count, (from, to) => arena.passes.nameDominators(from, to))
  return order
}

/**
 * The immediate dominator of w is the nearest common ancestor of its parent and its semidominator in the tree built
 * so far: the first on the parent's chain that is not above the semidominator. Walking there is fastest on real
 * heaps; on a long list whose tail reaches what is held elsewhere it is quadratic, and then jump pointers bound a
 * walk by O(log n).
 */
function findNearestCommonAncestors(arena: Arena, count: number, patience: number): void {
  arena.setSlot(slots.STEP_BUDGET, Math.min(patience * count, 0xffffffff))
  let next = 1
  while (next < count && arena.slot(slots.STEP_BUDGET) > 0) {
    next = arena.passes.findNearestAncestors(next, Math.min(count, next + BATCH))
  }
  if (next === count) return
  inBatches(1, next, (from, to) => arena.passes.buildJumps(from, to))
  inBatches(next, count, (from, to) => arena.passes.findNearestByJumps(from, to))
}
