import { EPHEMERON, TARGET_MASK, TYPE_SHIFT, WEAK } from '../../graph/edge-codes.ts'
import {
  at,
  CONTEXT_NAME,
  CONTEXT_TYPE,
  DISTANCE,
  DISTANCES,
  EDGE_NAMES,
  EDGES,
  FIRST_EDGE,
  LEVEL,
  LEVEL_COUNT,
  LEVEL_DONE,
  LIST_NAME,
  LIST_TYPE,
  MET,
  NEXT,
  NEXT_COUNT,
  NODE_NAMES,
  NODE_TYPES,
  REACHED_BY,
  SEEN,
} from './slots.ts'
import { get, getByte, set, setByte } from './words.ts'

// The breadth-first search: see ../distances.ts. Level by level: two of them take less memory than a queue of all.

/**
 * Goes on with the level in hand and those that follow, so many nodes at most, and stops before a node whose edges have
 * exceptions: these are not for a pass to tell. Returns whether nothing is left.
 */
export function searchLevels(steps: number): boolean {
  const distances = at(DISTANCES)
  const edgeNames = at(EDGE_NAMES)
  const edges = at(EDGES)
  const firstEdge = at(FIRST_EDGE)
  const met = at(MET)
  const reachedBy = at(REACHED_BY)
  const seen = at(SEEN)
  let level = at(LEVEL)
  let next = at(NEXT)
  let done = at(LEVEL_DONE)
  let count = at(LEVEL_COUNT)
  let nextCount = at(NEXT_COUNT)
  let distance = at(DISTANCE)
  for (let step: number = 0; step < steps; step++) {
    if (done === count) {
      if (nextCount === 0) break
      const emptied = level
      level = next
      next = emptied
      done = 0
      count = nextCount
      nextCount = 0
      distance++
    }
    const node = get(level, done)
    if (isGuarded(node)) break
    done++
    if (distances !== 0) set(distances, node, distance)
    const end = get(firstEdge, node + 1)
    for (let edge = get(firstEdge, node); edge < end; edge++) {
      const word = get(edges, edge)
      const target = word & TARGET_MASK
      if (getByte(seen, target) !== 0) continue
      const type = word >>> TYPE_SHIFT
      if (type === WEAK) continue
      if (type === EPHEMERON) {
        // A WeakMap's value is reached by the second of its entry's two edges.
        const entry = get(edgeNames, edge) >>> 1
        const isSecond = getByte(met, entry) !== 0
        setByte(met, entry, isSecond ? 0 : 1)
        if (!isSecond) continue
      }
      setByte(seen, target, 1)
      set(reachedBy, target, edge)
      set(next, nextCount++, target)
    }
  }
  set(0, LEVEL, level)
  set(0, NEXT, next)
  set(0, LEVEL_DONE, done)
  set(0, LEVEL_COUNT, count)
  set(0, NEXT_COUNT, nextCount)
  set(0, DISTANCE, distance)
  return done === count && nextCount === 0
}

function isGuarded(node: number): boolean {
  const type = getByte(at(NODE_TYPES), node)
  if (type === at(CONTEXT_TYPE) && get(at(NODE_NAMES), node) === at(CONTEXT_NAME)) return true
  return type === at(LIST_TYPE) && get(at(NODE_NAMES), node) === at(LIST_NAME)
}
