// The loops of the depth-first search over essential edges, and of ownership: see compute/depth-first-search.ts.
import { EPHEMERON, TARGET_MASK, TYPE_SHIFT, WEAK } from '../../graph/edge-codes.ts'
import { isEssential, isTableHalf } from './retention-rules.ts'
import {
  CURRENT_EDGE,
  CURRENT_VERTEX,
  EDGE_NAMES,
  EDGE_STACK,
  EDGE_STACK_HEIGHT,
  EDGES,
  FIRST_EDGE,
  FIRST_ORPHAN,
  FREE_LINK,
  HAS_PREDECESSOR,
  LOWEST_PREDECESSORS,
  NODE_COUNT,
  ORDER,
  OWNED,
  OWNED_STACK,
  OWNED_STACK_HEIGHT,
  PARENTS,
  PREDECESSOR_HEADS,
  PREDECESSOR_LINKS,
  ROOT,
  START_VERTEX,
  setSlot,
  slot,
  VERTEX_COUNT,
  VERTICES,
  VISITS_OWNED,
} from './slots.ts'
import { get, getByte, set, setByte } from './words.ts'

const NONE: number = 0xffffffff

/** In OWNED: owned by the program, but reached by the ownership search only, and not yet by essential edges. */
const OWNED_BUT_NOT_VISITED: number = 2

/**
 * The retention rules for an edge word in the arena, of a node that is not the root. Memory is read only where a rule
 * depends on it.
 */
function isEssentialWord(word: number, edge: number, source: number, isSourceOwned: boolean): boolean {
  const type = word >>> TYPE_SHIFT
  const target = word & TARGET_MASK
  return isEssential(
    type,
    source,
    target,
    false,
    isSourceOwned,
    !isSourceOwned && getByte(slot(OWNED), target) !== 0,
    type === EPHEMERON && isTableHalf(get(slot(EDGE_NAMES), edge)),
  )
}

/** Starts a visit at a child of the root, which gets the next number. Returns whether it had none. */
export function startVisit(child: number): boolean {
  const known = get(slot(VERTICES), child)
  if (known !== 0) {
    set(slot(LOWEST_PREDECESSORS), known, 0)
    return false
  }
  const start = slot(VERTEX_COUNT)
  setSlot(START_VERTEX, start)
  setSlot(CURRENT_VERTEX, start)
  setSlot(VERTEX_COUNT, start + 1)
  set(slot(ORDER), start, child)
  set(slot(VERTICES), child, start)
  set(slot(PARENTS), start, 0)
  set(slot(LOWEST_PREDECESSORS), start, 0)
  setSlot(CURRENT_EDGE, get(slot(FIRST_EDGE), child))
  setSlot(EDGE_STACK_HEIGHT, 0)
  return true
}

/** Continues a visit for at most `steps` steps. Returns whether all that the start reaches has a number. */
export function continueVisit(steps: number): boolean {
  const edges = slot(EDGES)
  const edgeStack = slot(EDGE_STACK)
  const firstEdge = slot(FIRST_EDGE)
  const firstOrphan = slot(FIRST_ORPHAN)
  const heads = slot(PREDECESSOR_HEADS)
  const links = slot(PREDECESSOR_LINKS)
  const lowestPredecessors = slot(LOWEST_PREDECESSORS)
  const order = slot(ORDER)
  const owned = slot(OWNED)
  const parents = slot(PARENTS)
  const root = slot(ROOT)
  const start = slot(START_VERTEX)
  const vertices = slot(VERTICES)
  const visitsOwned = slot(VISITS_OWNED) !== 0
  let count = slot(VERTEX_COUNT)
  let current = slot(CURRENT_VERTEX)
  let edge = slot(CURRENT_EDGE)
  let height = slot(EDGE_STACK_HEIGHT)
  let freeLink = slot(FREE_LINK)
  let isDone = false
  for (let step: number = 0; step < steps && !isDone; step++) {
    const node = get(order, current)
    const end = get(firstEdge, node + 1)
    const isSourceOwned = visitsOwned || getByte(owned, node) !== 0
    let child = NONE
    while (edge < end && child === NONE) {
      const word = get(edges, edge)
      const target = word & TARGET_MASK
      const retains = isEssentialWord(word, edge, node, isSourceOwned)
      if (retains) {
        const vertex = get(vertices, target)
        if (vertex > current) {
          if (current < get(lowestPredecessors, vertex)) set(lowestPredecessors, vertex, current)
        } else if (vertex === 0) {
          if (target !== root) child = target
        } else if (current < firstOrphan || vertex >= firstOrphan) {
          set(links, freeLink, current)
          set(links, freeLink + 1, get(heads, vertex))
          set(heads, vertex, freeLink)
          freeLink += 2
        }
      }
      if (visitsOwned && word >>> TYPE_SHIFT !== WEAK && (!retains || target === root)) queueOwned(target)
      edge++
    }
    if (child !== NONE) {
      set(order, count, child)
      set(vertices, child, count)
      set(parents, count, current)
      set(lowestPredecessors, count, current)
      set(edgeStack, height++, edge)
      edge = get(firstEdge, child)
      current = count++
    } else if (current === start) isDone = true
    else {
      current = get(parents, current)
      edge = get(edgeStack, --height)
    }
  }
  setSlot(VERTEX_COUNT, count)
  setSlot(CURRENT_VERTEX, current)
  setSlot(CURRENT_EDGE, edge)
  setSlot(EDGE_STACK_HEIGHT, height)
  setSlot(FREE_LINK, freeLink)
  return isDone
}

/** Marks a node as owned by the program although no essential edge led to it, and remembers to follow its edges. */
export function queueOwned(node: number): void {
  const owned = slot(OWNED)
  if (getByte(owned, node) !== 0) return
  setByte(owned, node, OWNED_BUT_NOT_VISITED)
  const height = slot(OWNED_STACK_HEIGHT)
  set(slot(OWNED_STACK), height, node)
  setSlot(OWNED_STACK_HEIGHT, height + 1)
}

/** Marks the vertices from `from` to before `to` as owned by the program. */
export function markVisitedAsOwned(from: number, to: number): void {
  const order = slot(ORDER)
  const owned = slot(OWNED)
  for (let vertex = from; vertex < to; vertex++) setByte(owned, get(order, vertex), 1)
}

/** Marks all that queued nodes reach over edges that are not weak, for at most `steps` nodes. Returns whether none is left. */
export function spreadOwnership(steps: number): boolean {
  const edges = slot(EDGES)
  const firstEdge = slot(FIRST_EDGE)
  const ownedStack = slot(OWNED_STACK)
  for (let step: number = 0; step < steps; step++) {
    const height = slot(OWNED_STACK_HEIGHT)
    if (height === 0) return true
    setSlot(OWNED_STACK_HEIGHT, height - 1)
    const node = get(ownedStack, height - 1)
    const end = get(firstEdge, node + 1)
    for (let edge = get(firstEdge, node); edge < end; edge++) {
      const word = get(edges, edge)
      if (word >>> TYPE_SHIFT !== WEAK) queueOwned(word & TARGET_MASK)
    }
  }
  return false
}

/** Marks the targets of essential edges of the nodes from `from` to before `to` that have no number. */
export function markTargets(from: number, to: number): void {
  const edges = slot(EDGES)
  const firstEdge = slot(FIRST_EDGE)
  const hasPredecessor = slot(HAS_PREDECESSOR)
  const owned = slot(OWNED)
  const root = slot(ROOT)
  const vertices = slot(VERTICES)
  for (let node = from; node < to; node++) {
    if (get(vertices, node) !== 0 || node === root) continue
    const isSourceOwned = getByte(owned, node) !== 0
    const end = get(firstEdge, node + 1)
    for (let edge = get(firstEdge, node); edge < end; edge++) {
      const word = get(edges, edge)
      if (isEssentialWord(word, edge, node, isSourceOwned)) {
        setByte(hasPredecessor, word & TARGET_MASK, 1)
      }
    }
  }
}

/** The first orphan from `from` on, that is, a node without a number that was not marked as a target. `n` if there is none. */
export function findOrphan(from: number): number {
  const hasPredecessor = slot(HAS_PREDECESSOR)
  const nodeCount = slot(NODE_COUNT)
  const root = slot(ROOT)
  const vertices = slot(VERTICES)
  let node = from
  while (
    node < nodeCount &&
    (get(vertices, node) !== 0 || getByte(hasPredecessor, node) !== 0 || node === root)
  )
    node++
  return node
}
