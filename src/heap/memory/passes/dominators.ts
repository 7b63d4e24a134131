import {
  ANCESTOR,
  at,
  BEST,
  CHAINS,
  DEPTH,
  DOMINATORS,
  FAR,
  HIGHEST,
  LINKS,
  ORDER,
  PARENT,
  STACK,
  STEP_BUDGET,
} from './slots.ts'
import { get, set } from './words.ts'

// Dominators of what was numbered: see ../dominators.ts, where the papers are named.

/** Semidominators of the vertices from `from` down to after `to`, in the place of their highest ancestors. */
export function findSemidominators(from: number, to: number): void {
  const ancestor = at(ANCESTOR)
  // The least semidominator on the compressed path: the paper's label, by its semi instead of by its vertex.
  const best = at(BEST)
  const chains = at(CHAINS)
  const links = at(LINKS)
  const semi = at(HIGHEST)
  const stack = at(STACK)
  for (let w = from; w > to; w--) {
    let least = get(semi, w)
    // Nothing is less than the root.
    for (let link = get(chains, w); link !== 0 && least !== 0; link = get(links, link + 1)) {
      const v = get(links, link)
      let found = v
      if (v > w) {
        // eval(v): walk up to the root of v's tree in the forest linked so far, compress the path behind.
        let u = v
        let up = get(ancestor, u)
        let height: number = 0
        while (up > w) {
          set(stack, height++, u)
          u = up
          up = get(ancestor, u)
        }
        while (height > 0) {
          const x = get(stack, --height)
          if (get(best, u) < get(best, x)) set(best, x, get(best, u))
          set(ancestor, x, up)
          u = x
        }
        found = get(best, v)
      }
      if (found < least) least = found
    }
    set(semi, w, least)
    set(best, w, least)
  }
}

/**
 * Immediate dominators of the vertices from `from` on, in the place of their semidominators, as long as there is patience for
 * plain steps, and to before `to`. Returns where it stopped.
 */
export function findNearestAncestors(from: number, to: number): number {
  const idom = at(HIGHEST)
  const parent = at(PARENT)
  let steps = at(STEP_BUDGET)
  let w = from
  while (w < to && steps > 0) {
    const limit = get(idom, w)
    let x = get(parent, w)
    while (x > limit) {
      x = get(idom, x)
      if (steps > 0) steps--
    }
    set(idom, w, x)
    w++
  }
  set(0, STEP_BUDGET, steps)
  return w
}

/**
 * Gives vertices whose immediate dominators are known, from `from` to before `to`, a jump: an ancestor far above.
 * E. W. Myers, "An applicative random-access stack", Information Processing Letters 17(5), 1983.
 */
export function buildJumps(from: number, to: number): void {
  for (let w = from; w < to; w++) addJump(w)
}

function addJump(w: number): void {
  const depth = at(DEPTH)
  const far = at(FAR)
  const above = get(at(HIGHEST), w)
  const jump = get(far, above)
  const further = get(far, jump)
  const isFar = get(depth, above) - get(depth, jump) === get(depth, jump) - get(depth, further)
  set(depth, w, get(depth, above) + 1)
  set(far, w, isFar ? further : above)
}

/** The same as findNearestAncestors, in O(log n) for each. Numbers fall on the way to the root. */
export function findNearestByJumps(from: number, to: number): void {
  const far = at(FAR)
  const idom = at(HIGHEST)
  const parent = at(PARENT)
  for (let w = from; w < to; w++) {
    const limit = get(idom, w)
    let x = get(parent, w)
    while (x > limit) x = get(far, x) >= limit ? get(far, x) : get(idom, x)
    set(idom, w, x)
    addJump(w)
  }
}

/** From vertices to nodes. */
export function nameDominators(from: number, to: number): void {
  const dominators = at(DOMINATORS)
  const idom = at(HIGHEST)
  const order = at(ORDER)
  for (let w = from; w < to; w++) set(dominators, get(order, w), get(order, get(idom, w)))
}
