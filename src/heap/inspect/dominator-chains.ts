// What retains most? A module's object, the scope in it, the list in that and each of its links retain the same bytes. So
// that they do not fill a table, dominators are folded into chains, and each chain is represented by one of its nodes.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { findListHead } from '../compute/list-head.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { createVisibleNodeTest } from '../v8/visible-nodes.ts'
import { type Dominator, describeDominator, findBiggest } from './summary.ts'

/** A chain of nodes, each of which retains little more than the next one, with the node that represents it. */
export interface DominatorChain extends Dominator {
  /** Nodes of the chain above the representing one that a program knows by a name. */
  above: number
  /** The same below it. */
  below: number
  /** The uppermost node of the chain, which may be the representing one. */
  top: Dominator
}

/** The next node in a chain retains at least this part of what the one above it does. */
const NEARLY_ALL = 0.95

/**
 * The chains with the largest retained sizes, largest first. A chain is represented by its last object, function or scope
 * that retains nearly all of what the uppermost node does; a list by its head. Chains without such a node are left out. O(n).
 */
export function findDominatorChains(analysis: HeapAnalysis, limit: number): DominatorChain[] {
  const { dominators, graph, retainedSizes } = analysis
  const { nodeCount, rootOrdinal } = graph
  const synthetic = graph.typeCode('synthetic')
  const isGroup = (node: number) => node === rootOrdinal || graph.nodeTypes[node] === synthetic
  // n ordinals: the next node in the chain, or the root for none
  const next = allocate(Uint32Array, nodeCount).fill(rootOrdinal)
  const continues = (node: number) =>
    !isGroup(dominators[node]!) && retainedSizes[node]! >= NEARLY_ALL * retainedSizes[dominators[node]!]!
  for (let node = 0; node < nodeCount; node++) {
    // Several nodes of no size could continue one chain.
    if (!isGroup(node) && retainedSizes[node]! > 0 && continues(node)) next[dominators[node]!] = node
  }
  const isVisible = createVisibleNodeTest(graph)
  /** The last visible node of a chain that retains nearly all of what its top does, or -1. */
  const findLast = (top: number): number => {
    let last = -1
    const minimum = NEARLY_ALL * retainedSizes[top]!
    for (let node = top; node !== rootOrdinal && retainedSizes[node]! >= minimum; node = next[node]!) {
      if (isVisible(node)) last = node
    }
    return last
  }
  const tops = findBiggest(analysis, limit, node => !isGroup(node) && !continues(node) && findLast(node) >= 0)
  /** Visible nodes from one node of a chain up to another, which does not count. */
  const countVisible = (from: number, to: number): number => {
    let count = 0
    for (let node = from; node !== to; node = next[node]!) if (isVisible(node)) count++
    return count
  }
  return tops.map(top => {
    const head = findListHead(graph, dominators, findLast(top.ordinal))
    const node = retainedSizes[head]! > top.retainedSize ? top.ordinal : head
    return {
      ...describeDominator(analysis, node),
      above: countVisible(top.ordinal, node),
      below: countVisible(next[node]!, rootOrdinal),
      top,
    }
  })
}
