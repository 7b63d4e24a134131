// The loop of the breadth-first search: see compute/distances.ts. It goes level by level: two levels take less memory than
// a queue of all nodes.
import { EPHEMERON, TARGET_MASK, TYPE_SHIFT, WEAK } from '../../graph/edge-codes.ts'
import { entryOf, isValueReached, meetHalf } from './retention-rules.ts'
import {
  DISTANCES,
  EDGE_NAMES,
  EDGES,
  ENTRY_HALF_MET,
  FIRST_EDGE,
  LEVEL,
  LEVEL_COUNT,
  LEVEL_DISTANCE,
  LEVEL_DONE,
  MAP_DESCRIPTORS_NAME,
  MAP_DESCRIPTORS_TYPE,
  NATIVE_CONTEXT_NAME,
  NATIVE_CONTEXT_TYPE,
  NEXT_LEVEL,
  NEXT_LEVEL_COUNT,
  NODE_NAMES,
  NODE_TYPES,
  REACHED_BY,
  SEEN,
  setSlot,
  slot,
} from './slots.ts'
import { get, getByte, set, setByte } from './words.ts'

/**
 * Expands the current level and those below it, for at most `steps` nodes. Stops before a node whose edges have exceptions
 * that depend on strings: the caller expands that node. Returns whether no node is left.
 */
export function searchLevels(steps: number): boolean {
  const distances = slot(DISTANCES)
  const edgeNames = slot(EDGE_NAMES)
  const edges = slot(EDGES)
  const entryHalfMet = slot(ENTRY_HALF_MET)
  const firstEdge = slot(FIRST_EDGE)
  const reachedBy = slot(REACHED_BY)
  const seen = slot(SEEN)
  let level = slot(LEVEL)
  let nextLevel = slot(NEXT_LEVEL)
  let done = slot(LEVEL_DONE)
  let count = slot(LEVEL_COUNT)
  let nextCount = slot(NEXT_LEVEL_COUNT)
  let distance = slot(LEVEL_DISTANCE)
  for (let step: number = 0; step < steps; step++) {
    if (done === count) {
      if (nextCount === 0) break
      const emptied = level
      level = nextLevel
      nextLevel = emptied
      done = 0
      count = nextCount
      nextCount = 0
      distance++
    }
    const node = get(level, done)
    if (hasExceptions(node)) break
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
        const entry = entryOf(get(edgeNames, edge))
        const halfMet = meetHalf(getByte(entryHalfMet, entry))
        setByte(entryHalfMet, entry, halfMet)
        if (!isValueReached(halfMet)) continue
      }
      setByte(seen, target, 1)
      set(reachedBy, target, edge)
      set(nextLevel, nextCount++, target)
    }
  }
  setSlot(LEVEL, level)
  setSlot(NEXT_LEVEL, nextLevel)
  setSlot(LEVEL_DONE, done)
  setSlot(LEVEL_COUNT, count)
  setSlot(NEXT_LEVEL_COUNT, nextCount)
  setSlot(LEVEL_DISTANCE, distance)
  return done === count && nextCount === 0
}

/** The nodes for which `isPassable` in compute/traversal-exceptions.ts has more exceptions than WeakMap entries. */
function hasExceptions(node: number): boolean {
  const type = getByte(slot(NODE_TYPES), node)
  if (type === slot(NATIVE_CONTEXT_TYPE) && get(slot(NODE_NAMES), node) === slot(NATIVE_CONTEXT_NAME)) {
    return true
  }
  return type === slot(MAP_DESCRIPTORS_TYPE) && get(slot(NODE_NAMES), node) === slot(MAP_DESCRIPTORS_NAME)
}
