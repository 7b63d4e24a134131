import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import type { HeapAnalysis } from './analyze-heap.ts'

/** Of all members of a group together, in bytes. */
export interface GroupSizes {
  shallowSize: number
  /** What all of them retain. */
  retainedSize: number
}

const MEMBER = 1
const BELOW_ONE = 2
const BELOW_NONE = 3

/** Sums up what the members of a group dominate, each byte once. */
export function createGroupMeasure(analysis: HeapAnalysis): (...members: readonly number[][]) => GroupSizes {
  const { dominators, graph, retainedSizes, shallowSizes } = analysis
  // What is known of a node in the group at hand: its number, times four, and one of the three.
  const states = allocate(Uint32Array, graph.nodeCount)
  const passed = new GrowableUint32()
  let base = 0
  return (...parts) => {
    base += 4
    let shallowSize = 0
    let retainedSize = 0
    for (const members of parts) for (const member of members) states[member] = base + MEMBER
    for (const members of parts) {
      for (const member of members) {
        shallowSize += shallowSizes[member]!
        let node = member
        let below = BELOW_NONE
        while (node !== graph.rootOrdinal) {
          node = dominators[node]!
          const known = states[node]! - base
          if (known === MEMBER || known === BELOW_ONE) {
            below = BELOW_ONE
            break
          }
          if (known === BELOW_NONE) break
          passed.push(node)
        }
        while (passed.length > 0) states[passed.pop()] = base + below
        if (below === BELOW_NONE) retainedSize += retainedSizes[member]!
      }
    }
    return { shallowSize, retainedSize }
  }
}
