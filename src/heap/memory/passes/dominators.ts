// The loops of the dominator computation, over vertices: see compute/dominators.ts, which cites the papers.
import {
  COMPRESSION_STACK,
  DOMINATOR_DEPTHS,
  DOMINATOR_JUMPS,
  DOMINATORS,
  FOREST_ANCESTORS,
  IMMEDIATE_DOMINATORS,
  LOWEST_SEMIDOMINATORS,
  ORDER,
  PARENTS,
  PREDECESSOR_HEADS,
  PREDECESSOR_LINKS,
  SEMIDOMINATORS,
  STEP_BUDGET,
  STEP_COUNT,
  setSlot,
  slot,
} from './slots.ts'
import { get, set } from './words.ts'

/** Semidominators of the vertices from `from` down to after `to`. SEMIDOMINATORS holds their lowest predecessors before. */
export function findSemidominators(from: number, to: number): void {
  const ancestors = slot(FOREST_ANCESTORS)
  const heads = slot(PREDECESSOR_HEADS)
  const links = slot(PREDECESSOR_LINKS)
  // The lowest semidominator on the compressed path. The paper's label is the vertex that has it instead.
  const lowestOnPath = slot(LOWEST_SEMIDOMINATORS)
  const semidominators = slot(SEMIDOMINATORS)
  const stack = slot(COMPRESSION_STACK)
  for (let w = from; w > to; w--) {
    let lowest = get(semidominators, w)
    // Nothing is lower than the root.
    for (let link = get(heads, w); link !== 0 && lowest !== 0; link = get(links, link + 1)) {
      const v = get(links, link)
      let found = v
      if (v > w) {
        // eval(v): walk up to the root of v's tree in the forest linked so far, then compress the path.
        let u = v
        let up = get(ancestors, u)
        let height: number = 0
        while (up > w) {
          set(stack, height++, u)
          u = up
          up = get(ancestors, u)
        }
        while (height > 0) {
          const x = get(stack, --height)
          if (get(lowestOnPath, u) < get(lowestOnPath, x)) set(lowestOnPath, x, get(lowestOnPath, u))
          set(ancestors, x, up)
          u = x
        }
        found = get(lowestOnPath, v)
      }
      if (found < lowest) lowest = found
    }
    set(semidominators, w, lowest)
    set(lowestOnPath, w, lowest)
  }
}

/**
 * Immediate dominators of the vertices from `from` to before `to`, by plain steps, until the step budget is used up.
 * IMMEDIATE_DOMINATORS holds their semidominators before. Returns the first vertex that is not done.
 */
export function findImmediateDominators(from: number, to: number): number {
  const budget = slot(STEP_BUDGET)
  const immediateDominators = slot(IMMEDIATE_DOMINATORS)
  const parents = slot(PARENTS)
  let steps = slot(STEP_COUNT)
  let w = from
  while (w < to && steps < budget) {
    const limit = get(immediateDominators, w)
    let x = get(parents, w)
    while (x > limit) {
      x = get(immediateDominators, x)
      steps++
    }
    set(immediateDominators, w, x)
    w++
  }
  setSlot(STEP_COUNT, steps)
  return w
}

/**
 * Gives each vertex from `from` to before `to`, all with known immediate dominators, a jump: an ancestor far above it.
 * E. W. Myers, "An applicative random-access stack", Information Processing Letters 17(5), 1983.
 */
export function buildJumps(from: number, to: number): void {
  for (let w = from; w < to; w++) addJump(w)
}

function addJump(w: number): void {
  const depths = slot(DOMINATOR_DEPTHS)
  const jumps = slot(DOMINATOR_JUMPS)
  const above = get(slot(IMMEDIATE_DOMINATORS), w)
  const jump = get(jumps, above)
  const secondJump = get(jumps, jump)
  const areAsLong = get(depths, above) - get(depths, jump) === get(depths, jump) - get(depths, secondJump)
  set(depths, w, get(depths, above) + 1)
  set(jumps, w, areAsLong ? secondJump : above)
}

/** The same as findImmediateDominators, in O(log n) steps for each vertex. Numbers fall on the way to the root. */
export function findImmediateDominatorsByJumps(from: number, to: number): void {
  const immediateDominators = slot(IMMEDIATE_DOMINATORS)
  const jumps = slot(DOMINATOR_JUMPS)
  const parents = slot(PARENTS)
  let steps = slot(STEP_COUNT)
  for (let w = from; w < to; w++) {
    const limit = get(immediateDominators, w)
    let x = get(parents, w)
    while (x > limit) {
      const jump = get(jumps, x)
      x = jump >= limit ? jump : get(immediateDominators, x)
      steps++
    }
    set(immediateDominators, w, x)
    addJump(w)
  }
  setSlot(STEP_COUNT, steps)
}

/** Writes the immediate dominators of the vertices from `from` to before `to` as ordinals of nodes. */
export function storeDominators(from: number, to: number): void {
  const dominators = slot(DOMINATORS)
  const immediateDominators = slot(IMMEDIATE_DOMINATORS)
  const order = slot(ORDER)
  for (let w = from; w < to; w++) set(dominators, get(order, w), get(order, get(immediateDominators, w)))
}
