import { EPHEMERON, SHORTCUT, TARGET_MASK, TYPE_SHIFT, WEAK } from '../../graph/edge-codes.ts'
import {
  at,
  CHAINS,
  COUNT,
  CURRENT,
  CURRENT_EDGE,
  EDGE_NAMES,
  EDGES,
  FIRST,
  FIRST_EDGE,
  HEIGHT,
  HELD,
  HIGHEST,
  IS_OWNED,
  LINK,
  LINKS,
  NEXT_EDGES,
  NODE_COUNT,
  NUMBERS,
  ORDER,
  OWNED,
  OWNED_QUEUE,
  OWNED_QUEUE_COUNT,
  PARENT,
  ROOT,
} from './slots.ts'
import { get, getByte, set, setByte } from './words.ts'

// The depth-first search: see ../depth-first.ts. Vertices go by their number in the order of visits ("pre").

const NONE: number = 0xffffffff

/** A node of what the program owns that no search has come to, over essential edges. */
const QUEUED: number = 2

/**
 * Is an edge from another node than the root essential? `isFree`: the program owns the source. The rule is told in
 * ../essential-edges.ts.
 */
function isEssential(word: number, edge: number, source: number, isFree: boolean): boolean {
  const target = word & TARGET_MASK
  if (target === source || !(isFree || getByte(at(OWNED), target) === 0)) return false
  const type = word >>> TYPE_SHIFT
  // A WeakMap's entry is its key's: of the edge from the table the place is odd.
  return type < SHORTCUT || (type === EPHEMERON && (get(at(EDGE_NAMES), edge) & 1) === 0)
}

/** Begins with a child of the root, which gets the next number. Returns whether it had none. */
export function beginVisit(start: number): boolean {
  const known = get(at(NUMBERS), start)
  if (known !== 0) {
    set(at(HIGHEST), known, 0)
    return false
  }
  const first = at(COUNT)
  set(0, FIRST, first)
  set(0, CURRENT, first)
  set(0, COUNT, first + 1)
  set(at(ORDER), first, start)
  set(at(NUMBERS), start, first)
  set(at(PARENT), first, 0)
  set(at(HIGHEST), first, 0)
  set(0, CURRENT_EDGE, get(at(FIRST_EDGE), start))
  set(0, HEIGHT, 0)
  return true
}

/** Goes on, so many steps at most. Returns whether all that the child reaches has its number. */
export function visit(steps: number): boolean {
  const edges = at(EDGES)
  const firstEdge = at(FIRST_EDGE)
  const chains = at(CHAINS)
  const highest = at(HIGHEST)
  const links = at(LINKS)
  const nextEdges = at(NEXT_EDGES)
  const numbers = at(NUMBERS)
  const order = at(ORDER)
  const owned = at(OWNED)
  const parent = at(PARENT)
  const root = at(ROOT)
  const first = at(FIRST)
  const isOwned = at(IS_OWNED) !== 0
  let count = at(COUNT)
  let current = at(CURRENT)
  let edge = at(CURRENT_EDGE)
  let height = at(HEIGHT)
  let link = at(LINK)
  let isDone = false
  for (let step: number = 0; step < steps && !isDone; step++) {
    const node = get(order, current)
    const end = get(firstEdge, node + 1)
    const ofOwned = isOwned || getByte(owned, node) !== 0
    let child = NONE
    while (edge < end && child === NONE) {
      const word = get(edges, edge)
      const target = word & TARGET_MASK
      const retains = isEssential(word, edge, node, ofOwned)
      if (retains) {
        const number = get(numbers, target)
        if (number > current) {
          if (current < get(highest, number)) set(highest, number, current)
        } else if (number !== 0) {
          set(links, link, current)
          set(links, link + 1, get(chains, number))
          set(chains, number, link)
          link += 2
        } else if (target !== root) child = target
      }
      if (isOwned && word >>> TYPE_SHIFT !== WEAK && (!retains || target === root)) queueOwned(target)
      edge++
    }
    if (child !== NONE) {
      set(order, count, child)
      set(numbers, child, count)
      set(parent, count, current)
      set(highest, count, current)
      set(nextEdges, height++, edge)
      edge = get(firstEdge, child)
      current = count++
    } else if (current === first) isDone = true
    else {
      current = get(parent, current)
      edge = get(nextEdges, --height)
    }
  }
  set(0, COUNT, count)
  set(0, CURRENT, current)
  set(0, CURRENT_EDGE, edge)
  set(0, HEIGHT, height)
  set(0, LINK, link)
  return isDone
}

/** Keeps a node in mind that the program owns, though no essential edge says so. */
export function queueOwned(node: number): void {
  const owned = at(OWNED)
  if (getByte(owned, node) !== 0) return
  setByte(owned, node, QUEUED)
  const count = at(OWNED_QUEUE_COUNT)
  set(at(OWNED_QUEUE), count, node)
  set(0, OWNED_QUEUE_COUNT, count + 1)
}

/** The program owns what has a number from `from` to before `to`. */
export function ownVisited(from: number, to: number): void {
  const order = at(ORDER)
  const owned = at(OWNED)
  for (let pre = from; pre < to; pre++) setByte(owned, get(order, pre), 1)
}

/** And what was passed over, with all that it reaches over edges that are not weak: so many steps at most. Returns whether that is all. */
export function spreadOwnership(steps: number): boolean {
  const edges = at(EDGES)
  const firstEdge = at(FIRST_EDGE)
  const passedOver = at(OWNED_QUEUE)
  for (let step: number = 0; step < steps; step++) {
    const count = at(OWNED_QUEUE_COUNT)
    if (count === 0) return true
    set(0, OWNED_QUEUE_COUNT, count - 1)
    const node = get(passedOver, count - 1)
    const end = get(firstEdge, node + 1)
    for (let edge = get(firstEdge, node); edge < end; edge++) {
      const word = get(edges, edge)
      if (word >>> TYPE_SHIFT !== WEAK) queueOwned(word & TARGET_MASK)
    }
  }
  return false
}

/** Marks what nodes without a number, from `from` to before `to`, hold by essential edges. */
export function markHeld(from: number, to: number): void {
  const edges = at(EDGES)
  const firstEdge = at(FIRST_EDGE)
  const held = at(HELD)
  const numbers = at(NUMBERS)
  const owned = at(OWNED)
  const root = at(ROOT)
  for (let node = from; node < to; node++) {
    if (get(numbers, node) !== 0 || node === root) continue
    const ofOwned = getByte(owned, node) !== 0
    const end = get(firstEdge, node + 1)
    for (let edge = get(firstEdge, node); edge < end; edge++) {
      const word = get(edges, edge)
      if (isEssential(word, edge, node, ofOwned)) setByte(held, word & TARGET_MASK, 1)
    }
  }
}

/** The first orphan from `from` on: a node without a number that nothing holds; `n` if there is none. */
export function findOrphan(from: number): number {
  const held = at(HELD)
  const nodeCount = at(NODE_COUNT)
  const numbers = at(NUMBERS)
  const root = at(ROOT)
  let node = from
  while (node < nodeCount && (get(numbers, node) !== 0 || getByte(held, node) !== 0 || node === root)) node++
  return node
}
