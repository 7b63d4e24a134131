import { EPHEMERON, TARGET_MASK, TYPE_SHIFT, WEAK } from './edge-codes.ts'
import {
  at,
  CONTEXT_NAME,
  CONTEXT_TYPE,
  DISTANCES,
  EDGE_NAMES,
  EDGES,
  FIRST_EDGE,
  FOUND,
  FOUND_NEXT,
  LIST_NAME,
  LIST_TYPE,
  MET,
  NEXT,
  NODE_NAMES,
  NODE_TYPES,
  REACHED_BY,
  SEEN,
} from './slots.ts'
import { get, getByte, set, setByte } from './words.ts'

// The breadth-first search: see ../distances.ts.

/**
 * What the nodes of a level, from place `from` to before `to`, lead to joins the next level. Stops at a node whose edges
 * have exceptions, which is not for this pass to tell. Returns where it stopped.
 */
export function expandLevel(from: number, to: number): number {
  const edgeNames = at(EDGE_NAMES)
  const edges = at(EDGES)
  const firstEdge = at(FIRST_EDGE)
  const found = at(FOUND)
  const met = at(MET)
  const next = at(NEXT)
  const reachedBy = at(REACHED_BY)
  const seen = at(SEEN)
  let count = at(FOUND_NEXT)
  let place = from
  for (; place < to; place++) {
    const node = get(found, place)
    if (isGuarded(node)) break
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
      set(next, count++, target)
    }
  }
  set(0, FOUND_NEXT, count)
  return place
}

function isGuarded(node: number): boolean {
  const type = getByte(at(NODE_TYPES), node)
  if (type === at(CONTEXT_TYPE) && get(at(NODE_NAMES), node) === at(CONTEXT_NAME)) return true
  return type === at(LIST_TYPE) && get(at(NODE_NAMES), node) === at(LIST_NAME)
}

/** Gives nodes of a level their distance. */
export function setDistances(from: number, to: number, distance: number): void {
  const distances = at(DISTANCES)
  const found = at(FOUND)
  for (let place = from; place < to; place++) set(distances, get(found, place), distance)
}
