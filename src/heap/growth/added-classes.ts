import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { classifyNodes } from '../v8/class-names.ts'
import { type NodeHistory, reduceToStableNodes } from './stable-nodes.ts'
import { type Candidate, findUndominatedOwners } from './undominated-growth.ts'

export interface AddedClass {
  name: string
  count: number
  /** Shallow sizes in bytes. */
  size: number
}

export interface Added {
  /** New nodes of any size in the newest stretch that a holder holds. */
  addedCount: number
  /** Of those the classes with most bytes, largest first; the engine's own only where there are no others. Sizes in bytes. */
  addedClasses: AddedClass[]
}

interface AddedAndGrown extends Added {
  /**
   * Bytes that are new, or came to what stood there, and are not the engine's own; of a class no more than all of it grew
   * by, for what only takes the place of another is no growth.
   */
  ofProgram: number
}

interface Sum {
  undominated: boolean
  count: number
  /** By class that is a program's, bytes. */
  grown: Map<number, number>
  classes: Map<number, AddedClass>
}

/** Classes that are told. */
const CLASSES = 5

/** What is new since the last snapshot but one, for the nearest of some holders above it. */
export function addUp(
  analyses: readonly HeapAnalysis[],
  lives: NodeHistory,
  candidates: readonly Candidate[],
): Map<number, AddedAndGrown> {
  const analysis = analyses.at(-1)!
  const { graph, dominators, order, shallowSizes } = analysis
  const olderSizes = analyses.at(-2)!.shallowSizes
  const { rootOrdinal } = graph
  const stableNodes = lives.stableNodes.at(-1)!
  const before = lives.earlier.at(-1)!
  const { names, ofEngine, ofNode } = classifyNodes(graph)
  const sums = new Map<number, Sum>(
    candidates.map(({ node, undominated }) => [
      node,
      { undominated, count: 0, grown: new Map(), classes: new Map() },
    ]),
  )
  const { stableAbove } = reduceToStableNodes(analysis, stableNodes)
  const undominatedOwners = findUndominatedOwners(analysis, stableNodes, stableAbove)
  const holders = allocate(Uint32Array, graph.nodeCount).fill(rootOrdinal)
  for (const node of order) {
    holders[node] = sums.has(node) ? node : holders[dominators[node]!]!
    const size = shallowSizes[node]!
    const isNew = before[node] === 0
    const grown = isNew ? size : size - olderSizes[before[node]! - 1]!
    if (grown === 0) continue
    const isUndominated = stableAbove[node] === rootOrdinal
    const sum = sums.get(isUndominated ? undominatedOwners[node]! : holders[node]!)
    if (sum === undefined || (isUndominated && !sum.undominated)) continue
    const type = ofNode[node]!
    if (!ofEngine[type]) sum.grown.set(type, (sum.grown.get(type) ?? 0) + grown)
    if (!isNew) continue
    sum.count++
    let entry = sum.classes.get(type)
    if (entry === undefined) {
      entry = { name: names[type]!, count: 0, size: 0 }
      sum.classes.set(type, entry)
    }
    entry.count++
    entry.size += size
  }
  const older = sumByClass(analyses.at(-2)!)
  const newer = sumByClass(analysis)
  const netOf = (name: string) => Math.max(0, (newer.get(name) ?? 0) - (older.get(name) ?? 0))
  const describe = ({ count, grown, classes }: Sum) => {
    const others = [...classes].flatMap(([type, entry]) => (ofEngine[type] ? [] : [entry]))
    const told = others.length > 0 ? others : [...classes.values()]
    told.sort((a, b) => b.size - a.size)
    const ofProgram = [...grown].reduce((sum, [type, bytes]) => sum + Math.min(bytes, netOf(names[type]!)), 0)
    return { addedCount: count, addedClasses: told.slice(0, CLASSES), ofProgram }
  }
  return new Map([...sums].map(([node, sum]) => [node, describe(sum)]))
}

/** Shallow sizes in bytes. */
function sumByClass({ graph, shallowSizes }: HeapAnalysis): Map<string, number> {
  const { names, ofNode } = classifyNodes(graph)
  const sums = names.map(() => 0)
  for (let node = 0; node < graph.nodeCount; node++) sums[ofNode[node]!]! += shallowSizes[node]!
  return new Map(names.map((name, at) => [name, sums[at]!]))
}
