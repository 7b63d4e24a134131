// Everything that is known of each node: distance, dominator, shallow and retained size, in one call.
import type { HeapGraph } from '../graph/heap-graph.ts'
import { requireMemory } from '../memory/available-memory.ts'
import { computeDistances, type Distances } from './distances.ts'
import { computeDominators, type Dominators } from './dominators.ts'
import type { RetentionRuleSet } from './essential-edges.ts'
import { computeRetainedSizes } from './retained-sizes.ts'
import { computeShallowSizes } from './shallow-sizes.ts'

/** Everything that is computed for each node, by ordinal. */
export interface HeapAnalysis extends Distances, Dominators {
  graph: HeapGraph
  /** n sizes in bytes, those of owned nodes added to their owner's */
  shallowSizes: Float64Array
  /** n sizes in bytes of what each node dominates */
  retainedSizes: Float64Array
}

/** Peak memory of the dominator computation, which needs most: see README. */
const PEAK_BYTES_A_NODE = 33
const PEAK_BYTES_AN_EDGE = 8

export interface AnalyzeOptions {
  /** Called before each phase. A phase blocks the thread. */
  onPhase?: ((phase: 'dominators' | 'sizes' | 'distances', graph: HeapGraph) => void) | undefined
  /** `strong` by default; `devtools` to compare with Chrome DevTools. */
  ruleSet?: RetentionRuleSet | undefined
}

/**
 * Distances, dominators, shallow and retained sizes of a graph. For a retaining path alone, `computeShortestPaths` is
 * enough. Each array is computed once for a graph: later calls return the same arrays, so do not write to them.
 * Throws SnapshotError `too-large` if there is not enough memory.
 */
export function analyzeHeap(graph: HeapGraph, { onPhase, ruleSet }: AnalyzeOptions = {}): HeapAnalysis {
  requireMemory(...peakOf(graph))
  // Dominators need most memory, so they come first, while little else is allocated.
  onPhase?.('dominators', graph)
  const dominators = computeDominators(graph, { ruleSet })
  onPhase?.('sizes', graph)
  const shallowSizes = computeShallowSizes(graph, ruleSet)
  const retainedSizes = computeRetainedSizes(graph, shallowSizes, ruleSet)
  onPhase?.('distances', graph)
  return { graph, ...dominators, ...computeDistances(graph), shallowSizes, retainedSizes }
}

/** Peak memory of an analysis, and what needs it, as the beginning of a sentence. */
export function peakOf({ edgeCount, nodeCount }: HeapGraph): [bytes: number, what: string] {
  return [
    nodeCount * PEAK_BYTES_A_NODE + edgeCount * PEAK_BYTES_AN_EDGE,
    `Analyzing ${nodeCount} nodes and ${edgeCount} edges`,
  ]
}
