// What is in the heap, by constructor, and which nodes retain most?
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { type Classes, classifyNodes } from '../v8/class-names.ts'
import { selectLargest } from './largest.ts'

/** All nodes of one class. Sizes in bytes. */
export interface ClassSummary {
  name: string
  /** Whether it is a class of the engine, such as compiled code. */
  isOfEngine: boolean
  count: number
  shallowSize: number
  /** What would be freed with all of them: an instance that another one retains is counted once. */
  retainedSize: number
}

export interface HeapSummary {
  nodeCount: number
  edgeCount: number
  /** Sum of all shallow sizes in bytes. */
  totalSize: number
  /** By retained size, largest first. */
  classes: ClassSummary[]
}

/** Count, shallow and retained size by constructor. Nodes of no size do not count, as in DevTools. O(n). */
export function summarizeHeap(analysis: HeapAnalysis): HeapSummary {
  return summarizeClasses(analysis, classifyNodes(analysis.graph))
}

/** The same, where the class of each node is known. */
export function summarizeClasses(
  analysis: HeapAnalysis,
  { isOfEngine, names, ofNode }: Classes,
): HeapSummary {
  const { graph, shallowSizes } = analysis
  const classes: ClassSummary[] = names.map((name, at) => ({
    name,
    isOfEngine: isOfEngine[at]!,
    count: 0,
    shallowSize: 0,
    retainedSize: 0,
  }))
  let totalSize = 0
  for (let node = 0; node < graph.nodeCount; node++) {
    const size = shallowSizes[node]!
    if (size === 0) continue
    const entry = classes[ofNode[node]!]!
    entry.count++
    entry.shallowSize += size
    totalSize += size
  }
  addRetainedSizes(analysis, ofNode, classes)
  const present = classes.filter(entry => entry.count > 0)
  present.sort((a, b) => b.retainedSize - a.retainedSize || (a.name < b.name ? -1 : 1))
  return { nodeCount: graph.nodeCount, edgeCount: graph.edgeCount, totalSize, classes: present }
}

/** Walks the dominator tree: a node's retained size counts if no node above it is of its class. */
function addRetainedSizes(analysis: HeapAnalysis, ofNode: Uint32Array, classes: ClassSummary[]): void {
  const { graph, dominators, retainedSizes, shallowSizes } = analysis
  const { nodeCount, rootOrdinal } = graph
  const none = nodeCount
  const firstChild = allocate(Uint32Array, nodeCount).fill(none)
  const nextSibling = allocate(Uint32Array, nodeCount).fill(none)
  for (let node = nodeCount - 1; node >= 0; node--) {
    if (node === rootOrdinal) continue
    const dominator = dominators[node]!
    nextSibling[node] = firstChild[dominator]!
    firstChild[dominator] = node
  }
  // class → nodes of it on the way from the root
  const above = new Uint32Array(classes.length)
  let node = rootOrdinal
  let descending = true
  for (;;) {
    const own = ofNode[node]!
    const counts = shallowSizes[node] !== 0
    if (descending) {
      if (counts && above[own]!++ === 0) classes[own]!.retainedSize += retainedSizes[node]!
      if (firstChild[node] !== none) {
        node = firstChild[node]!
        continue
      }
    }
    if (counts) above[own]!--
    if (node === rootOrdinal) return
    descending = nextSibling[node] !== none
    node = descending ? nextSibling[node]! : dominators[node]!
  }
}

/** A node and its sizes in bytes. */
export interface Dominator {
  ordinal: number
  id: number
  type: string
  name: string
  shallowSize: number
  retainedSize: number
}

/**
 * The nodes with the largest retained sizes, largest first. The root and the collector's groups are left out, because they
 * retain everything. O(n · log limit).
 */
export function findBiggestDominators(analysis: HeapAnalysis, limit: number): Dominator[] {
  const { graph } = analysis
  const synthetic = graph.typeCode('synthetic')
  return findBiggest(
    analysis,
    limit,
    node => graph.nodeTypes[node] !== synthetic && node !== graph.rootOrdinal,
  )
}

/** The largest of the counted nodes by retained size, largest first. O(n · log limit). */
export function findBiggest(
  analysis: HeapAnalysis,
  limit: number,
  isCounted: (node: number) => boolean,
): Dominator[] {
  const { graph, retainedSizes } = analysis
  const largest = selectLargest(retainedSizes, limit)
  for (let node = 0; node < graph.nodeCount; node++) if (isCounted(node)) largest.add(node)
  return largest.list().map(node => describeDominator(analysis, node))
}

export function describeDominator(analysis: HeapAnalysis, ordinal: number): Dominator {
  const { graph } = analysis
  return {
    ordinal,
    id: graph.id(ordinal),
    type: graph.type(ordinal),
    name: graph.name(ordinal),
    shallowSize: analysis.shallowSizes[ordinal]!,
    retainedSize: analysis.retainedSizes[ordinal]!,
  }
}
