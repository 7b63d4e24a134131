import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { climbChain } from '../compute/list-head.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { createVisibleTest } from '../v8/visible-nodes.ts'
import { type Dominator, describeDominator, findBiggest } from './summary.ts'

// Who retains most? A module's object, the scope in it, the list in that and each of its links retain the same bytes:
// told one by one they fill the table. So dominators are folded into chains, and of each is told who is nearest to
// what is retained.

/** Objects each of which retains little more than the next of them does: one of them stands for all. */
export interface DominatorChain extends Dominator {
  /** How many of them retain it, and how many it retains; those that only the engine sees do not count. */
  above: number
  below: number
  /** The uppermost; the object itself where there is none above. */
  top: Dominator
}

/** So much of what an object retains must one other retain to be the next in its chain. */
const NEARLY_ALL = 0.95

/**
 * The chains with the largest retained sizes, largest first. For each stands the last object, function or scope that
 * still retains nearly all of what the uppermost does; of a list, its head. What only the engine sees is left out. O(n).
 */
export function findDominatorChains(analysis: HeapAnalysis, limit: number): DominatorChain[] {
  const { dominators, graph, retainedSizes } = analysis
  const { nodeCount, rootOrdinal } = graph
  const synthetic = graph.typeCode('synthetic')
  const isGroup = (node: number) => node === rootOrdinal || graph.nodeTypes[node] === synthetic
  // By ordinal: the next in the chain, or the root.
  const next = allocate(Uint32Array, nodeCount).fill(rootOrdinal)
  const continues = (node: number) =>
    !isGroup(dominators[node]!) && retainedSizes[node]! >= NEARLY_ALL * retainedSizes[dominators[node]!]!
  for (let node = 0; node < nodeCount; node++) {
    // Of what has no size there can be several.
    if (!isGroup(node) && retainedSizes[node]! > 0 && continues(node)) next[dominators[node]!] = node
  }
  const isVisible = createVisibleTest(graph)
  /** The last that a program sees and that retains nearly all, or -1. */
  const findLast = (top: number): number => {
    let last = -1
    const least = NEARLY_ALL * retainedSizes[top]!
    for (let node = top; node !== rootOrdinal && retainedSizes[node]! >= least; node = next[node]!) {
      if (isVisible(node)) last = node
    }
    return last
  }
  const tops = findBiggest(analysis, limit, node => !isGroup(node) && !continues(node) && findLast(node) >= 0)
  /** From one node of a chain to another, or to its end. */
  const countVisible = (from: number, to: number): number => {
    let count = 0
    for (let node = from; node !== to; node = next[node]!) if (isVisible(node)) count++
    return count
  }
  return tops.map(top => {
    const head = climbChain(graph, dominators, findLast(top.ordinal))
    const node = retainedSizes[head]! > top.retainedSize ? top.ordinal : head
    return {
      ...describeDominator(analysis, node),
      above: countVisible(top.ordinal, node),
      below: countVisible(next[node]!, rootOrdinal),
      top,
    }
  })
}
