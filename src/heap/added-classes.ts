import type { HeapAnalysis } from './analyse-heap.ts'
import { type Lives, reduceToAnchors } from './anchors.ts'
import { classifyNodes } from './class-names.ts'
import { allocate } from './growable.ts'
import { type Candidate, findLooseOwners } from './loose-growth.ts'

export interface AddedClass {
  name: string
  count: number
  /** Shallow sizes in bytes. */
  size: number
}

export interface Added {
  /** New nodes of any size in the newest stretch that a holder holds. */
  addedCount: number
  /** Of those the classes with most bytes, largest first. Sizes in bytes. */
  addedClasses: AddedClass[]
}

/** Classes that are told. */
const CLASSES = 5

/** What is new since the last snapshot but one, for the nearest of some holders above it. */
export function addUp(
  analysis: HeapAnalysis,
  lives: Lives,
  candidates: readonly Candidate[],
): Map<number, Added> {
  const { graph, dominators, order, shallowSizes } = analysis
  const { rootOrdinal } = graph
  const anchors = lives.anchors.at(-1)!
  const before = lives.earlier.at(-1)!
  const { names, ofNode } = classifyNodes(graph)
  const sums = new Map(
    candidates.map(({ node, loose }) => [node, { loose, count: 0, classes: new Map<number, AddedClass>() }]),
  )
  const { anchorOf } = reduceToAnchors(analysis, anchors)
  const looseOwners = findLooseOwners(analysis, anchors, anchorOf)
  const holders = allocate(Uint32Array, graph.nodeCount).fill(rootOrdinal)
  for (const node of order) {
    holders[node] = sums.has(node) ? node : holders[dominators[node]!]!
    if (before[node] !== 0 || shallowSizes[node] === 0) continue
    const isLoose = anchorOf[node] === rootOrdinal
    const sum = sums.get(isLoose ? looseOwners[node]! : holders[node]!)
    if (sum === undefined || (isLoose && !sum.loose)) continue
    sum.count++
    const type = ofNode[node]!
    let entry = sum.classes.get(type)
    if (entry === undefined) {
      entry = { name: names[type]!, count: 0, size: 0 }
      sum.classes.set(type, entry)
    }
    entry.count++
    entry.size += shallowSizes[node]!
  }
  const describe = ({ count, classes }: { count: number; classes: Map<number, AddedClass> }) => ({
    addedCount: count,
    addedClasses: [...classes.values()].sort((a, b) => b.size - a.size).slice(0, CLASSES),
  })
  return new Map([...sums].map(([node, sum]) => [node, describe(sum)]))
}
