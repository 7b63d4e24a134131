import type { HeapGraph } from '../graph/heap-graph.ts'
import { requireMemory } from '../memory/available-memory.ts'
import { computeDistances, type Distances } from './distances.ts'
import { computeDominators, type Dominators } from './dominators.ts'
import { computeRetainedSizes } from './retained-sizes.ts'
import { computeShallowSizes } from './shallow-sizes.ts'

/** Everything that is known of each node, by ordinal. */
export interface HeapAnalysis extends Distances, Dominators {
  graph: HeapGraph
  /** n sizes in bytes, owned nodes counted for their owner */
  shallowSizes: Float64Array
  /** n sizes in bytes of what each node dominates */
  retainedSizes: Float64Array
}

/** Of the dominators' pass, which takes most: see README. */
const PEAK_BYTES_A_NODE = 33
const PEAK_BYTES_AN_EDGE = 8

export interface AnalyzeOptions {
  /** Called before each part of the work, which takes the thread to itself. */
  onPhase?: ((phase: 'dominators' | 'sizes' | 'distances', graph: HeapGraph) => void) | undefined
}

/**
 * Distances, dominators and retained sizes of a graph. For a retaining path alone, `computeShortestPaths` is enough.
 * The arrays are the graph's: asked again, they are the same ones, and not to be written to.
 * Throws SnapshotError `too-large` where there is no memory for it.
 */
export function analyzeHeap(graph: HeapGraph, { onPhase }: AnalyzeOptions = {}): HeapAnalysis {
  requireMemory(...peakOf(graph))
  // The heaviest pass first, while least is held.
  onPhase?.('dominators', graph)
  const dominators = computeDominators(graph)
  onPhase?.('sizes', graph)
  const shallowSizes = computeShallowSizes(graph)
  const retainedSizes = computeRetainedSizes(graph, shallowSizes)
  onPhase?.('distances', graph)
  return { graph, ...dominators, ...computeDistances(graph), shallowSizes, retainedSizes }
}

/** Memory that an analysis takes at most, and what takes it: the beginning of a sentence. */
export function peakOf({ edgeCount, nodeCount }: HeapGraph): [bytes: number, what: string] {
  return [
    nodeCount * PEAK_BYTES_A_NODE + edgeCount * PEAK_BYTES_AN_EDGE,
    `Analyzing ${nodeCount} nodes and ${edgeCount} edges`,
  ]
}
