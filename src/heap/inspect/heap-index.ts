// Answers for one node or one class at once, however large the heap is: what is found by searching it is indexed in advance.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { requireMemory } from '../memory/available-memory.ts'
import { classifyNodes } from '../v8/class-names.ts'
import { createScriptFinder } from '../v8/scripts.ts'
import { indexClasses } from './class-index.ts'
import { describeInspection, type Instances, type NodeInspection } from './inspect-node.ts'
import { indexRetainers } from './retainer-index.ts'
import { type HeapSummary, summarizeClasses } from './summary.ts'

/** An index of one heap. Its answers are those of the functions of the same names. */
export interface HeapIndex {
  summary: HeapSummary
  /** The largest instances of a class, at most `limit`. Takes as long as going through the class once. */
  findInstances(className: string): Instances
  /** One node, with at most `limit` references and `limit` retainers. Takes as long as going through its references once. */
  inspectNode(ordinal: number): NodeInspection
}

export interface HeapIndexOptions {
  /** Of instances, references and retainers in an answer; 1,000 unless stated. */
  limit?: number | undefined
}

/** While the index is made, and as long as it exists; both at most. */
const BYTES_A_NODE = 20
const BYTES_AN_EDGE = 4

/**
 * Makes an index of a heap, for many questions: 16 bytes a node and 4 an edge. O(n + m).
 * Throws SnapshotError `too-large` if there is not enough memory.
 */
export function indexHeap(analysis: HeapAnalysis, { limit = 1000 }: HeapIndexOptions = {}): HeapIndex {
  const { graph } = analysis
  requireMemory(
    graph.nodeCount * BYTES_A_NODE + graph.edgeCount * BYTES_AN_EDGE,
    `Indexing ${graph.nodeCount} nodes and ${graph.edgeCount} edges`,
  )
  const classes = classifyNodes(graph)
  const summary = summarizeClasses(analysis, classes)
  const { findInstances } = indexClasses(analysis, classes, limit)
  const retainers = indexRetainers(analysis)
  const findScript = indexScripts(graph)
  return {
    summary,
    findInstances,
    inspectNode: ordinal =>
      describeInspection(analysis, ordinal, limit, {
        className: classes.names[classes.ofNode[ordinal]!]!,
        script: findScript(ordinal),
        retainers: retainers.list(ordinal, limit),
        retainerCount: retainers.count(ordinal),
      }),
  }
}

/** Finds the script of a node's location: a function names its own, an object's is that of any function of the same script. */
function indexScripts(graph: HeapGraph): (ordinal: number) => string | undefined {
  const closure = graph.typeCode('closure')
  const scriptOf = createScriptFinder(graph)
  const scripts = new Map<number, string>()
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== closure) continue
    const id = graph.findLocation(node)?.scriptId
    if (id === undefined || scripts.has(id)) continue
    const script = scriptOf(node)
    if (script !== undefined) scripts.set(id, script)
  }
  return ordinal => {
    if (graph.nodeTypes[ordinal] === closure) return scriptOf(ordinal)
    const location = graph.findLocation(ordinal)
    return location === undefined ? undefined : scripts.get(location.scriptId)
  }
}
