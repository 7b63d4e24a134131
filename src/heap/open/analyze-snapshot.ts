// From a file to the analysis of its heap, by two threads if the file is large.
import { type AnalyzeOptions, analyzeHeap, type HeapAnalysis, peakOf } from '../compute/analyze-heap.ts'
import { computeDominators } from '../compute/dominators.ts'
import { computeMeasures } from '../compute/measures.ts'
import { computeRetainedSizes } from '../compute/retained-sizes.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { SECOND_THREAD_BYTES_PER_NODE } from '../memory/arena.ts'
import { availableMemory, requireMemory } from '../memory/available-memory.ts'
import type { ReadOptions } from './read-options.ts'
import { isPath, readFile, readSnapshot, type SnapshotSource } from './read-snapshot.ts'
import { SecondThread } from './second-thread.ts'

/**
 * Reads and analyzes a heap snapshot of any size. A large file is read by two threads, which takes two thirds of the time.
 * Throws SnapshotError, or the signal's reason.
 */
export async function analyzeSnapshot(
  source: SnapshotSource,
  options: ReadOptions & AnalyzeOptions = {},
): Promise<HeapAnalysis> {
  options.signal?.throwIfAborted()
  if (!isPath(source)) return analyzeHeap(await readSnapshot(source, options), options)
  const second = SecondThread.startFor(source)
  try {
    const graph = await readFile(source, options, second)
    return second === undefined
      ? analyzeHeap(graph, options)
      : await analyzeWithTwoThreads(graph, second, options)
  } finally {
    await second?.end()
  }
}

/** Analyzes by two threads: the second one finds distances and shallow sizes while this one computes dominators. */
export async function analyzeWithTwoThreads(
  graph: HeapGraph,
  second: SecondThread,
  { onPhase }: AnalyzeOptions,
): Promise<HeapAnalysis> {
  const [peak, what] = peakOf(graph)
  requireMemory(peak, what)
  if (availableMemory() < peak + graph.nodeCount * SECOND_THREAD_BYTES_PER_NODE)
    return analyzeHeap(graph, { onPhase })
  const measuring = second.measure(graph)
  onPhase?.('dominators', graph)
  const dominators = computeDominators(graph)
  onPhase?.('sizes', graph)
  const measures = (await measuring) ?? computeMeasures(graph)
  return {
    graph,
    ...dominators,
    ...measures,
    retainedSizes: computeRetainedSizes(graph, measures.shallowSizes),
  }
}
