// What is new below each growing holder, by class?
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { classifyNodes } from '../v8/class-names.ts'
import { type Candidate, indexCandidatesAbove } from './candidate.ts'
import type { NearestHolders } from './nearest-holders.ts'
import type { NodeHistory, StableTree } from './stable-nodes.ts'

/** New nodes of one class. */
export interface AddedClass {
  name: string
  count: number
  /** Sum of their shallow sizes in bytes. */
  size: number
}

export interface AddedNodes {
  /** New nodes of any size below a holder, since the last snapshot but one. */
  addedCount: number
  /** Their classes with the most bytes, largest first; classes of the engine only where there are no others. */
  addedClasses: AddedClass[]
}

export interface AddedToHolder extends AddedNodes {
  /**
   * Growth in bytes that is not the engine's own: new nodes, and older ones that are larger now. Of a class it is at most
   * what the whole class grew by, because an object that only replaces another is no growth.
   */
  programBytes: number
}

interface Sum {
  count: number
  /** class of the program → bytes */
  grown: Map<number, number>
  /** class → its new nodes */
  classes: Map<number, AddedClass>
}

/** Classes that are listed. */
const MAX_CLASSES = 5

/** holder → what was added below it since the last snapshot but one. A node counts for the nearest holder above it. */
export function sumAdded(
  analyses: readonly HeapAnalysis[],
  history: NodeHistory,
  tree: StableTree,
  candidates: readonly Candidate[],
  nearest: NearestHolders,
): Map<number, AddedToHolder> {
  const analysis = analyses.at(-1)!
  const { graph, shallowSizes } = analysis
  const olderSizes = analyses.at(-2)!.shallowSizes
  const before = history.earlier.at(-1)!
  const { names, isOfEngine, ofNode } = classifyNodes(graph)
  const sums = candidates.map((): Sum => ({ count: 0, grown: new Map(), classes: new Map() }))
  const candidateOf = indexCandidatesAbove(tree, candidates)
  const add = (node: number, stableNode: number) => {
    const sum = sums[candidateOf[stableNode]! - 1]
    if (sum === undefined) return
    const size = shallowSizes[node]!
    const isNew = before[node] === 0
    const grown = isNew ? size : size - olderSizes[before[node]! - 1]!
    if (grown === 0) return
    const type = ofNode[node]!
    if (!isOfEngine[type]) sum.grown.set(type, (sum.grown.get(type) ?? 0) + grown)
    if (!isNew) return
    sum.count++
    let entry = sum.classes.get(type)
    if (entry === undefined) {
      entry = { name: names[type]!, count: 0, size: 0 }
      sum.classes.set(type, entry)
    }
    entry.count++
    entry.size += size
  }
  for (const node of tree.order) add(node, node)
  for (const node of nearest.reached) add(node, nearest.holders[node]! - 1)
  const older = sumByClass(analyses.at(-2)!)
  const newer = sumByClass(analysis)
  const netOf = (name: string) => Math.max(0, (newer.get(name) ?? 0) - (older.get(name) ?? 0))
  const describe = ({ count, grown, classes }: Sum) => {
    const others = [...classes].flatMap(([type, entry]) => (isOfEngine[type] ? [] : [entry]))
    const listed = others.length > 0 ? others : [...classes.values()]
    listed.sort((a, b) => b.size - a.size)
    const programBytes = [...grown].reduce(
      (sum, [type, bytes]) => sum + Math.min(bytes, netOf(names[type]!)),
      0,
    )
    return { addedCount: count, addedClasses: listed.slice(0, MAX_CLASSES), programBytes }
  }
  return new Map(candidates.map(({ node }, at) => [node, describe(sums[at]!)]))
}

/** The sums of what was added below several holders. */
export function joinAdded(all: readonly AddedNodes[]): AddedNodes {
  const classes = new Map<string, AddedClass>()
  for (const { name, count, size } of all.flatMap(({ addedClasses }) => addedClasses)) {
    const known = classes.get(name)
    if (known === undefined) classes.set(name, { name, count, size })
    else {
      known.count += count
      known.size += size
    }
  }
  const addedClasses = [...classes.values()].sort((a, b) => b.size - a.size).slice(0, MAX_CLASSES)
  return { addedCount: all.reduce((sum, { addedCount }) => sum + addedCount, 0), addedClasses }
}

/** class name → sum of its shallow sizes in bytes */
function sumByClass({ graph, shallowSizes }: HeapAnalysis): Map<string, number> {
  const { names, ofNode } = classifyNodes(graph)
  const sums = names.map(() => 0)
  for (let node = 0; node < graph.nodeCount; node++) sums[ofNode[node]!]! += shallowSizes[node]!
  return new Map(names.map((name, at) => [name, sums[at]!]))
}
