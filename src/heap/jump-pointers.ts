import { allocate } from './growable.ts'

// Ancestors of a growing tree in O(log n): every vertex has, beside its parent, one pointer that jumps far.
// E. W. Myers, "An applicative random-access stack", Information Processing Letters 17(5), 1983.

export interface Jumps {
  /** vertex → an ancestor far above */
  far: Uint32Array
  /** Give a vertex its jump, once its parent is known. Parents come before their children. */
  add(vertex: number): void
}

/** The jumps of a tree given by its parents, whose first `count` vertices are known. The root, 0, is its own parent. */
export function buildJumps(parents: Uint32Array, count: number): Jumps {
  const far = allocate(Uint32Array, parents.length)
  const depth = allocate(Uint32Array, parents.length)
  const add = (vertex: number): void => {
    const parent = parents[vertex]!
    const jump = far[parent]!
    const further = far[jump]!
    depth[vertex] = depth[parent]! + 1
    far[vertex] = depth[parent]! - depth[jump]! === depth[jump]! - depth[further]! ? further : parent
  }
  for (let vertex = 1; vertex < count; vertex++) add(vertex)
  return { far, add }
}

/** The first vertex on the way from `from` to the root whose number is at most `limit`; numbers fall on that way. */
export function findAncestorAtMost(jumps: Jumps, parents: Uint32Array, from: number, limit: number): number {
  const { far } = jumps
  let at = from
  while (at > limit) at = far[at]! >= limit ? far[at]! : parents[at]!
  return at
}
