// How much does a group of nodes retain together?
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import type { HeapAnalysis } from './analyze-heap.ts'

/** How large is a group of nodes, and how much do its members retain together? In bytes, each byte counted once. */
export interface GroupSizes {
  shallowSize: number
  retainedSize: number
}

// A member's retained size counts unless another member dominates it. What is known of a node:

const MEMBER = 1
const DOMINATED_BY_MEMBER = 2
const NOT_DOMINATED = 3
/** One more than the largest state. */
const STATES = 4

/** Returns a function that measures a group. Its members may be given in several lists. */
export function createGroupMeasure(analysis: HeapAnalysis): (...members: readonly number[][]) => GroupSizes {
  const { dominators, graph, retainedSizes, shallowSizes } = analysis
  // By ordinal: the number of the group in which the node was last met, times STATES, plus its state in that group.
  const states = allocate(Uint32Array, graph.nodeCount)
  const climbed = new GrowableUint32()
  let base = 0
  return (...parts) => {
    base += STATES
    let shallowSize = 0
    let retainedSize = 0
    for (const members of parts) for (const member of members) states[member] = base + MEMBER
    for (const members of parts) {
      for (const member of members) {
        shallowSize += shallowSizes[member]!
        let node = member
        let state = NOT_DOMINATED
        while (node !== graph.rootOrdinal) {
          node = dominators[node]!
          const known = states[node]! - base
          if (known === MEMBER || known === DOMINATED_BY_MEMBER) {
            state = DOMINATED_BY_MEMBER
            break
          }
          if (known === NOT_DOMINATED) break
          climbed.push(node)
        }
        while (climbed.length > 0) states[climbed.pop()] = base + state
        if (state === NOT_DOMINATED) retainedSize += retainedSizes[member]!
      }
    }
    return { shallowSize, retainedSize }
  }
}
