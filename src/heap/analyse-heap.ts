import { computeDistances, type Distances } from './distances.ts'
import { computeDominators, type Dominators } from './dominators.ts'
import { computeEssence } from './essential-edges.ts'
import type { HeapGraph } from './heap-graph.ts'
import { requireMemory } from './memory.ts'
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
const PEAK_BYTES_A_NODE = 44
const PEAK_BYTES_AN_EDGE = 4

export interface AnalyseOptions {
  /** Called before each part of the work, which takes the thread to itself. */
  onPhase?: ((phase: 'dominators' | 'sizes' | 'distances') => void) | undefined
}

/**
 * Distances, dominators and retained sizes of a graph. For a retaining path alone, `computeDistances` is enough.
 * Throws SnapshotError `too-large` where there is no memory for it.
 */
export function analyseHeap(graph: HeapGraph, { onPhase }: AnalyseOptions = {}): HeapAnalysis {
  const { nodeCount, edgeCount } = graph
  requireMemory(
    nodeCount * PEAK_BYTES_A_NODE + edgeCount * PEAK_BYTES_AN_EDGE,
    `Analysing ${nodeCount} nodes and ${edgeCount} edges`,
  )
  // The heaviest pass first, while least is held.
  onPhase?.('dominators')
  const dominators = computeDominators(computeEssence(graph))
  onPhase?.('sizes')
  const shallowSizes = computeShallowSizes(graph)
  const retainedSizes = computeRetainedSizes(graph, shallowSizes, dominators)
  onPhase?.('distances')
  return { graph, ...dominators, ...computeDistances(graph), shallowSizes, retainedSizes }
}
