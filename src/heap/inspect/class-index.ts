// Which nodes are of a class, and which of them are the largest?
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { allocate } from '../graph/typed-arrays.ts'
import type { Classes } from '../v8/class-names.ts'
import type { Instances } from './inspect-node.ts'
import { selectLargest } from './largest.ts'
import { describeDominator } from './summary.ts'

export interface ClassIndex {
  /** Like `findInstances`. The largest of a class are found once. */
  findInstances(className: string): Instances
}

/** The largest of classes with more instances are found in advance: going through them takes milliseconds. */
const MANY = 100_000

/**
 * Groups the nodes by class, without those of no size: 4 bytes a node. O(n).
 * @param limit of the instances that are found of a class
 */
export function indexClasses(analysis: HeapAnalysis, { names, ofNode }: Classes, limit: number): ClassIndex {
  const { graph, retainedSizes, shallowSizes } = analysis
  const ends = allocate(Uint32Array, names.length + 1)
  for (let node = 0; node < graph.nodeCount; node++) if (shallowSizes[node] !== 0) ends[ofNode[node]! + 1]!++
  for (let at = 0; at < names.length; at++) ends[at + 1]! += ends[at]!
  const members = allocate(Uint32Array, ends[names.length]!)
  for (let node = 0; node < graph.nodeCount; node++)
    if (shallowSizes[node] !== 0) members[ends[ofNode[node]!]!++] = node

  const numbers = new Map(names.map((name, at) => [name, at]))
  const largest = new Map<number, readonly number[]>()
  const groupOf = (at: number) => members.subarray(at === 0 ? 0 : ends[at - 1]!, ends[at]!)
  const findLargest = (at: number): readonly number[] => {
    let found = largest.get(at)
    if (found === undefined) {
      const selection = selectLargest(retainedSizes, limit)
      for (const node of groupOf(at)) selection.add(node)
      found = selection.list()
      largest.set(at, found)
    }
    return found
  }
  for (let at = 0; at < names.length; at++) if (groupOf(at).length > MANY) findLargest(at)

  return {
    findInstances(className) {
      const at = numbers.get(className)
      if (at === undefined) return { count: 0, largest: [] }
      return {
        count: groupOf(at).length,
        largest: findLargest(at).map(node => describeDominator(analysis, node)),
      }
    },
  }
}
