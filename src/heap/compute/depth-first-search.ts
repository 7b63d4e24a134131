import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import type { Arena } from '../memory/arena.ts'
import { BATCH, inBatches } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import { createEntryTest, isEssentialEdge, type RetentionRules } from './essential-edges.ts'

/** The order in which a depth-first search over essential edges meets the nodes: "pre" is a node's place in it. */
export interface Search {
  retentionRules: RetentionRules
  /** pre → ordinal */
  order: Uint32Array
  /** ordinal → pre; 0 for the root and for what was not reached */
  numbers: Uint32Array
  /** pre → pre of the parent in the search tree */
  parent: Uint32Array
  /**
   * Essential edges that lead to no descendant, as chains by their target: pre of the target → the chain's first link, or 0.
   * The links are for the passes.
   */
  chains: Uint32Array
}

/**
 * Number what the root reaches over essential edges, and then what orphans reach: nodes that no essential edge points
 * to (they hang on weak edges alone) count as children of the root. What is left are cliques that keep only each
 * other: no one's predecessors.
 *
 * Which edges are essential depends on what the program owns, and that is what its global objects reach: the search
 * visits them first, when all edges of what it meets are those of owned ones, and so finds out as it goes.
 *
 * `order`: n words of the arena for the result.
 */
export function searchDepthFirst(graph: HeapGraph, arena: Arena, order: Uint32Array): Search {
  const { edgeCount, nodeCount, rootOrdinal } = graph
  const takeNumbers = (slot: number) => arena.bindArray(slot, arena.allocateZeroed(Uint32Array, nodeCount))
  arena.bindArray(slots.ORDER, order)
  const numbers = takeNumbers(slots.NUMBERS)
  const parent = takeNumbers(slots.PARENT)
  takeNumbers(slots.HIGHEST)
  // As long as the longest way down: the system commits what is used.
  arena.bindArray(slots.NEXT_EDGES, arena.allocateUninitialized(Uint32Array, nodeCount))
  const chains = takeNumbers(slots.CHAINS)
  arena.bindArray(slots.OWNED_QUEUE, arena.allocateUninitialized(Uint32Array, nodeCount))
  const owned = arena.bindArray(slots.OWNED, arena.allocateZeroed(Uint8Array, nodeCount))
  const retentionRules = { graph, owned }
  // The last, for few are needed. A link takes two words; the first one's place means that there is none.
  arena.bindArray(slots.LINKS, arena.allocateUninitialized(Uint32Array, 2 * edgeCount + 2))
  arena.setSlot(slots.LINK, 2)

  order[0] = rootOrdinal
  arena.setSlot(slots.COUNT, 1)
  arena.setSlot(slots.OWNED_QUEUE_COUNT, 0)
  const isEntry = createEntryTest(graph)
  visitChildren(retentionRules, arena, isEntry, true)
  inBatches(1, arena.slot(slots.COUNT), (from, to) => arena.passes.ownVisited(from, to))
  while (!arena.passes.spreadOwnership(BATCH));
  visitChildren(retentionRules, arena, edge => !isEntry(edge), false)
  if (arena.slot(slots.COUNT) < nodeCount) visitOrphans(arena, nodeCount)
  const count = arena.slot(slots.COUNT)
  return {
    retentionRules,
    order: order.subarray(0, count),
    numbers,
    parent: parent.subarray(0, count),
    chains: chains.subarray(0, count),
  }
}

/** Numbers some of the root's children and all that they reach. */
function visitChildren(
  retentionRules: RetentionRules,
  arena: Arena,
  isMeant: (edge: number) => boolean,
  isOwned: boolean,
): void {
  const { edges, firstEdge, rootOrdinal } = retentionRules.graph
  arena.setSlot(slots.IS_OWNED, isOwned ? 1 : 0)
  for (let edge = firstEdge[rootOrdinal]!; edge < firstEdge[rootOrdinal + 1]!; edge++) {
    if (!isMeant(edge)) continue
    const target = edges[edge]! & TARGET_MASK
    if (isEssentialEdge(retentionRules, rootOrdinal, edge)) visitFrom(arena, target)
    else if (isOwned) arena.passes.queueOwned(target)
  }
}

function visitOrphans(arena: Arena, nodeCount: number): void {
  // Of these, too, no edge is one of what is owned.
  arena.setSlot(slots.IS_OWNED, 0)
  arena.withScratch(() => {
    arena.bindArray(slots.HELD, arena.allocateZeroed(Uint8Array, nodeCount))
    inBatches(0, nodeCount, (from, to) => arena.passes.markHeld(from, to))
    let node = arena.passes.findOrphan(0)
    while (node < nodeCount) {
      visitFrom(arena, node)
      node = arena.passes.findOrphan(node + 1)
    }
  })
}

/** Numbers a child of the root and all that it reaches, if it has no number yet. */
function visitFrom(arena: Arena, start: number): void {
  if (!arena.passes.beginVisit(start)) return
  while (!arena.passes.visit(BATCH));
}
