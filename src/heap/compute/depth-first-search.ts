// In which order does a depth-first search over essential edges visit the nodes? A visited node is a vertex. Vertices are
// numbered in the order of visits, the root is 0. By the rules of DevTools, the search also finds which nodes the program owns.
import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import type { Arena } from '../memory/arena.ts'
import { BATCH, inBatches } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import {
  createProgramEdgeTest,
  findStringTable,
  isEssentialEdge,
  type RetentionRuleSet,
  type RetentionRules,
} from './essential-edges.ts'

/** Higher than the number of any vertex. */
const NO_VERTEX = 0xffffffff

export interface Search {
  retentionRules: RetentionRules
  /** vertex → ordinal */
  order: Uint32Array
  /** ordinal → vertex; 0 for the root and for what was not reached */
  vertices: Uint32Array
  /** vertex → its parent in the search tree */
  parents: Uint32Array
  /**
   * Essential edges that lead to no descendant, as linked lists of predecessors: vertex → the first link of its list, or 0.
   * Only the passes read the links.
   */
  predecessorHeads: Uint32Array
}

/**
 * Number what the root reaches over essential edges, then what orphans reach: nodes to which no essential edge leads (only
 * weak edges do), which count as children of the root. What then has no number is in cycles that nothing else reaches; it
 * is no predecessor of any vertex.
 *
 * By the rules of DevTools, which edges are essential depends on what the program owns, which is what its global objects
 * reach. The search visits those first. In this part all sources are owned, so ownership need not be known in advance.
 *
 * `order`: n words of the arena for the result.
 */
export function searchDepthFirst(
  graph: HeapGraph,
  arena: Arena,
  order: Uint32Array,
  ruleSet: RetentionRuleSet,
): Search {
  const { edgeCount, nodeCount, rootOrdinal } = graph
  const allocateNumbers = (slot: number) =>
    arena.bindArray(slot, arena.allocateZeroed(Uint32Array, nodeCount))
  arena.bindArray(slots.ORDER, order)
  const vertices = allocateNumbers(slots.VERTICES)
  const parents = allocateNumbers(slots.PARENTS)
  allocateNumbers(slots.LOWEST_PREDECESSORS)
  // As long as the longest path in the search tree, n at most. The system commits only the pages that are used.
  arena.bindArray(slots.EDGE_STACK, arena.allocateUninitialized(Uint32Array, nodeCount))
  const predecessorHeads = allocateNumbers(slots.PREDECESSOR_HEADS)
  arena.bindArray(slots.OWNED_STACK, arena.allocateUninitialized(Uint32Array, nodeCount))
  const owned = arena.bindArray(slots.OWNED, arena.allocateZeroed(Uint8Array, nodeCount))
  const retentionRules = { graph, owned }
  // Allocated last, because few of the links are used. Links begin at word 2, since 0 stands for no link.
  arena.bindArray(slots.PREDECESSOR_LINKS, arena.allocateUninitialized(Uint32Array, 2 * edgeCount + 2))
  arena.setSlot(slots.FREE_LINK, 2)
  arena.setSlot(slots.FIRST_ORPHAN, NO_VERTEX)

  order[0] = rootOrdinal
  arena.setSlot(slots.VERTEX_COUNT, 1)
  arena.setSlot(slots.OWNED_STACK_HEIGHT, 0)
  const leadsToProgram = createProgramEdgeTest(graph)
  if (ruleSet === 'devtools') {
    visitChildren(retentionRules, arena, leadsToProgram, true)
    inBatches(1, arena.slot(slots.VERTEX_COUNT), (from, to) => arena.passes.markVisitedAsOwned(from, to))
    while (!arena.passes.spreadOwnership(BATCH));
  } else {
    owned.fill(1)
    // Then no edge of the table is essential.
    const table = findStringTable(graph)
    if (table !== undefined) owned[table] = 0
    visitChildren(retentionRules, arena, leadsToProgram, false)
  }
  visitChildren(retentionRules, arena, edge => !leadsToProgram(edge), false)
  if (arena.slot(slots.VERTEX_COUNT) < nodeCount) {
    // What nothing retains does not retain what something does.
    if (ruleSet === 'strong') arena.setSlot(slots.FIRST_ORPHAN, arena.slot(slots.VERTEX_COUNT))
    visitOrphans(arena, nodeCount)
  }
  const count = arena.slot(slots.VERTEX_COUNT)
  return {
    retentionRules,
    order: order.subarray(0, count),
    vertices,
    parents: parents.subarray(0, count),
    predecessorHeads: predecessorHeads.subarray(0, count),
  }
}

/** Numbers those children of the root that an edge selected by `isSelected` leads to, and all that they reach. */
function visitChildren(
  retentionRules: RetentionRules,
  arena: Arena,
  isSelected: (edge: number) => boolean,
  areOwned: boolean,
): void {
  const { edges, firstEdge, rootOrdinal } = retentionRules.graph
  arena.setSlot(slots.VISITS_OWNED, areOwned ? 1 : 0)
  for (let edge = firstEdge[rootOrdinal]!; edge < firstEdge[rootOrdinal + 1]!; edge++) {
    if (!isSelected(edge)) continue
    const target = edges[edge]! & TARGET_MASK
    if (isEssentialEdge(retentionRules, rootOrdinal, edge)) visitFrom(arena, target)
    else if (areOwned) arena.passes.queueOwned(target)
  }
}

function visitOrphans(arena: Arena, nodeCount: number): void {
  // Ownership is known by now.
  arena.setSlot(slots.VISITS_OWNED, 0)
  arena.withScratch(() => {
    arena.bindArray(slots.HAS_PREDECESSOR, arena.allocateZeroed(Uint8Array, nodeCount))
    inBatches(0, nodeCount, (from, to) => arena.passes.markTargets(from, to))
    let node = arena.passes.findOrphan(0)
    while (node < nodeCount) {
      visitFrom(arena, node)
      node = arena.passes.findOrphan(node + 1)
    }
  })
}

/** Numbers a child of the root and all that it reaches, unless the child has a number. */
function visitFrom(arena: Arena, child: number): void {
  if (!arena.passes.startVisit(child)) return
  while (!arena.passes.continueVisit(BATCH));
}
