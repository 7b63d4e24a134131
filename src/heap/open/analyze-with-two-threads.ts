// Analyzes a heap by two threads: one finds distances and shallow sizes while the other computes dominators.
import { type AnalyzeOptions, analyzeHeap, type HeapAnalysis, peakOf } from '../compute/analyze-heap.ts'
import { computeDominators } from '../compute/dominators.ts'
import { computeMeasures } from '../compute/measures.ts'
import { computeRetainedSizes } from '../compute/retained-sizes.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { SECOND_THREAD_BYTES_PER_NODE } from '../memory/arena.ts'
import { availableMemory, requireMemory } from '../memory/available-memory.ts'
import type { SecondThread } from './second-thread.ts'

/** Where memory is short, by the rules of DevTools, or if the second thread fails, this thread does all of it. */
export async function analyzeWithTwoThreads(
  graph: HeapGraph,
  second: SecondThread,
  { onPhase, ruleSet }: AnalyzeOptions,
): Promise<HeapAnalysis> {
  const [peak, what] = peakOf(graph)
  requireMemory(peak, what)
  // The second thread knows no other rules than its own.
  if (ruleSet === 'devtools' || availableMemory() < peak + graph.nodeCount * SECOND_THREAD_BYTES_PER_NODE)
    return analyzeHeap(graph, { onPhase, ruleSet })
  const measuring = second.measure(graph)
  onPhase?.('dominators', graph)
  const dominators = computeDominators(graph, { ruleSet })
  onPhase?.('sizes', graph)
  const measures = (await measuring) ?? computeMeasures(graph)
  return {
    graph,
    ...dominators,
    ...measures,
    retainedSizes: computeRetainedSizes(graph, measures.shallowSizes, ruleSet),
  }
}
