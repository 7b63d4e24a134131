import { TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import { BATCH } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import { isUserRoot } from '../v8/user-roots.ts'
import { createTraversalExceptions, isPassable, type TraversalExceptions } from './traversal-exceptions.ts'

/** The distance of the root itself, and so the start of what only the collector's own roots hold. */
export const SYSTEM_DISTANCE = 100_000_000
/** The distance of what nothing reaches. */
export const NO_DISTANCE = -5
/** No edge: the node is a root of the search, or nothing reaches it. */
export const NO_EDGE = 0xffffffff

/** A tree of paths from the root: n edges, the one by which each node is reached, or NO_EDGE. */
export interface PathTree {
  reachedBy: Uint32Array
}

/** The shortest path tree of a graph. */
export interface Distances extends PathTree {
  /** n distances from the user roots, from SYSTEM_DISTANCE on for what only system roots hold, or NO_DISTANCE */
  distances: Int32Array
}

/**
 * Breadth-first search over all edges that are not weak: from the root's user children first, then from the root.
 * O(n + m). Rule: DevTools `calculateDistances`, with its exceptions (see `isPassable`).
 */
export function computeDistances(graph: HeapGraph): Distances {
  const arena = Arena.of(graph)
  return arena.computeOnce('distances', () => {
    const distances = arena.allocateUninitialized(Int32Array, graph.nodeCount).fill(NO_DISTANCE)
    arena.bindArray(slots.DISTANCES, distances)
    return { distances, reachedBy: search(graph, arena, distances) }
  })
}

/** The paths alone: half the memory. */
export function computeShortestPaths(graph: HeapGraph): PathTree {
  const arena = Arena.of(graph)
  return arena.computeOnce('paths', () => {
    arena.setSlot(slots.DISTANCES, 0)
    return { reachedBy: search(graph, arena, undefined) }
  })
}

function search(graph: HeapGraph, arena: Arena, distances: Int32Array | undefined): Uint32Array {
  const reachedBy = arena.allocateUninitialized(Uint32Array, graph.nodeCount).fill(NO_EDGE)
  arena.bindArray(slots.REACHED_BY, reachedBy)
  arena.withScratch(() => new Search(graph, arena, reachedBy, distances).run())
  return reachedBy
}

class Search {
  readonly #graph: HeapGraph
  readonly #arena: Arena
  readonly #reachedBy: Uint32Array
  readonly #distances: Int32Array | undefined
  readonly #seen: Uint8Array
  readonly #traversalExceptions: TraversalExceptions
  /** Two levels: any of them may have to hold all nodes. The system commits what is used. */
  readonly #levels: readonly [Uint32Array, Uint32Array]

  constructor(graph: HeapGraph, arena: Arena, reachedBy: Uint32Array, distances: Int32Array | undefined) {
    const { entryNames, nodeCount } = graph
    this.#graph = graph
    this.#arena = arena
    this.#reachedBy = reachedBy
    this.#distances = distances
    this.#seen = arena.bindArray(slots.SEEN, arena.allocateZeroed(Uint8Array, nodeCount))
    this.#traversalExceptions = createTraversalExceptions(
      graph,
      arena.bindArray(slots.MET, arena.allocateZeroed(Uint8Array, entryNames.length >>> 1)),
    )
    this.#levels = [
      arena.allocateUninitialized(Uint32Array, nodeCount),
      arena.allocateUninitialized(Uint32Array, nodeCount),
    ]
    arena.setSlot(slots.CONTEXT_TYPE, this.#traversalExceptions.hidden)
    arena.setSlot(slots.CONTEXT_NAME, this.#traversalExceptions.nativeContext)
    arena.setSlot(slots.LIST_TYPE, this.#traversalExceptions.array)
    arena.setSlot(slots.LIST_NAME, this.#traversalExceptions.mapDescriptors)
  }

  run(): void {
    const { edges, firstEdge, rootOrdinal } = this.#graph
    const [level] = this.#levels
    let count = 0
    for (let edge = firstEdge[rootOrdinal]!; edge < firstEdge[rootOrdinal + 1]!; edge++) {
      const target = edges[edge]! & TARGET_MASK
      // An edge of the root to itself, or two to one node: DevTools queues it twice, to the same distances.
      if (this.#seen[target] !== 0 || !isUserRoot(this.#graph, target)) continue
      this.#reach(target, edge)
      level[count++] = target
    }
    this.#searchFrom(count, 1)
    this.#reach(rootOrdinal, NO_EDGE)
    level[0] = rootOrdinal
    this.#searchFrom(1, count > 0 ? SYSTEM_DISTANCE : 0)
  }

  /** From so many nodes that stand in the first level on. */
  #searchFrom(count: number, distance: number): void {
    const arena = this.#arena
    const [level, next] = this.#levels
    arena.bindArray(slots.LEVEL, level)
    arena.bindArray(slots.NEXT, next)
    arena.setSlot(slots.LEVEL_COUNT, count)
    arena.setSlot(slots.LEVEL_DONE, 0)
    arena.setSlot(slots.NEXT_COUNT, 0)
    arena.setSlot(slots.DISTANCE, distance)
    while (!arena.passes.searchLevels(BATCH)) this.#passNode()
  }

  /** The node in hand may be one whose edges have exceptions. */
  #passNode(): void {
    const arena = this.#arena
    const done = arena.slot(slots.LEVEL_DONE)
    if (done === arena.slot(slots.LEVEL_COUNT)) return
    const [one, other] = this.#levels
    const [level, next] = arena.isBound(slots.LEVEL, one) ? [one, other] : [other, one]
    const node = level[done]!
    const { edges, firstEdge } = this.#graph
    let count = arena.slot(slots.NEXT_COUNT)
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      const word = edges[edge]!
      const target = word & TARGET_MASK
      if (this.#seen[target] !== 0 || word >>> TYPE_SHIFT === WEAK) continue
      if (!isPassable(this.#graph, this.#traversalExceptions, node, edge)) continue
      this.#reach(target, edge)
      next[count++] = target
    }
    if (this.#distances !== undefined) this.#distances[node] = arena.slot(slots.DISTANCE)
    arena.setSlot(slots.NEXT_COUNT, count)
    arena.setSlot(slots.LEVEL_DONE, done + 1)
  }

  #reach(target: number, edge: number): void {
    this.#seen[target] = 1
    this.#reachedBy[target] = edge
  }
}
