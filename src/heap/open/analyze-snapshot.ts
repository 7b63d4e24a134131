// From a file to the analysis of its heap, by two threads if the file is large.
import { type AnalyzeOptions, analyzeHeap, type HeapAnalysis } from '../compute/analyze-heap.ts'
import { analyzeWithTwoThreads } from './analyze-with-two-threads.ts'
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
