// How far is each node from the roots, and by which edge is it reached on a shortest path?
import { TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { Arena } from '../memory/arena.ts'
import { BATCH } from '../memory/batches.ts'
import * as slots from '../memory/passes/slots.ts'
import { isUserRoot } from '../v8/user-roots.ts'
import { createTraversalExceptions, isPassable, type TraversalExceptions } from './traversal-exceptions.ts'

/** The distance of the root itself. Nodes that only system roots reach have this distance or a larger one. */
export const SYSTEM_DISTANCE = 100_000_000
/** The distance of a node that nothing reaches. */
export const NO_DISTANCE = -5
/** No edge: the node is a root of the search, or nothing reaches it. */
export const NO_EDGE = 0xffffffff

/** A tree of paths from the root: n edges, the one by which each node is reached, or NO_EDGE. */
export interface PathTree {
  reachedBy: Uint32Array
}

/** The shortest path tree of a graph. */
export interface Distances extends PathTree {
  /** n distances from the user roots, SYSTEM_DISTANCE or more for what only system roots reach, or NO_DISTANCE */
  distances: Int32Array
}

/**
 * Breadth-first search over all edges that are not weak: first from the root's user children, then from the root.
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

/** The paths without distances, which takes half the memory. */
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
  arena.withScratch(() => new BreadthFirstSearch(graph, arena, reachedBy, distances).run())
  return reachedBy
}

class BreadthFirstSearch {
  readonly #graph: HeapGraph
  readonly #arena: Arena
  readonly #reachedBy: Uint32Array
  readonly #distances: Int32Array | undefined
  readonly #seen: Uint8Array
  readonly #traversalExceptions: TraversalExceptions
  /** Two levels, each with room for all nodes. The system commits only the pages that are used. */
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
      arena.bindArray(slots.ENTRY_HALF_MET, arena.allocateZeroed(Uint8Array, entryNames.length >>> 1)),
    )
    this.#levels = [
      arena.allocateUninitialized(Uint32Array, nodeCount),
      arena.allocateUninitialized(Uint32Array, nodeCount),
    ]
    arena.setSlot(slots.NATIVE_CONTEXT_TYPE, this.#traversalExceptions.hidden)
    arena.setSlot(slots.NATIVE_CONTEXT_NAME, this.#traversalExceptions.nativeContext)
    arena.setSlot(slots.MAP_DESCRIPTORS_TYPE, this.#traversalExceptions.array)
    arena.setSlot(slots.MAP_DESCRIPTORS_NAME, this.#traversalExceptions.mapDescriptors)
  }

  run(): void {
    const { edges, firstEdge, rootOrdinal } = this.#graph
    const [level] = this.#levels
    let count = 0
    for (let edge = firstEdge[rootOrdinal]!; edge < firstEdge[rootOrdinal + 1]!; edge++) {
      const target = edges[edge]! & TARGET_MASK
      // An edge of the root to itself, or two edges to one node: DevTools queues the node twice, with the same distances.
      if (this.#seen[target] !== 0 || !isUserRoot(this.#graph, target)) continue
      this.#reach(target, edge)
      level[count++] = target
    }
    this.#searchFrom(count, 1)
    this.#reach(rootOrdinal, NO_EDGE)
    level[0] = rootOrdinal
    this.#searchFrom(1, count > 0 ? SYSTEM_DISTANCE : 0)
  }

  /** Searches from the first `count` nodes of the first level, which have this distance. */
  #searchFrom(count: number, distance: number): void {
    const arena = this.#arena
    const [level, nextLevel] = this.#levels
    arena.bindArray(slots.LEVEL, level)
    arena.bindArray(slots.NEXT_LEVEL, nextLevel)
    arena.setSlot(slots.LEVEL_COUNT, count)
    arena.setSlot(slots.LEVEL_DONE, 0)
    arena.setSlot(slots.NEXT_LEVEL_COUNT, 0)
    arena.setSlot(slots.LEVEL_DISTANCE, distance)
    while (!arena.passes.searchLevels(BATCH)) this.#expandNode()
  }

  /** Expands the next node of the level, if there is one: it may be one that the pass leaves to its caller. */
  #expandNode(): void {
    const arena = this.#arena
    const done = arena.slot(slots.LEVEL_DONE)
    if (done === arena.slot(slots.LEVEL_COUNT)) return
    const [one, other] = this.#levels
    const [level, nextLevel] = arena.isBound(slots.LEVEL, one) ? [one, other] : [other, one]
    const node = level[done]!
    const { edges, firstEdge } = this.#graph
    let count = arena.slot(slots.NEXT_LEVEL_COUNT)
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      const word = edges[edge]!
      const target = word & TARGET_MASK
      if (this.#seen[target] !== 0 || word >>> TYPE_SHIFT === WEAK) continue
      if (!isPassable(this.#graph, this.#traversalExceptions, node, edge)) continue
      this.#reach(target, edge)
      nextLevel[count++] = target
    }
    if (this.#distances !== undefined) this.#distances[node] = arena.slot(slots.LEVEL_DISTANCE)
    arena.setSlot(slots.NEXT_LEVEL_COUNT, count)
    arena.setSlot(slots.LEVEL_DONE, done + 1)
  }

  #reach(target: number, edge: number): void {
    this.#seen[target] = 1
    this.#reachedBy[target] = edge
  }
}
