import { type AnalyseOptions, analyseHeap, analyseTogether, type HeapAnalysis } from './analyse-heap.ts'
import type { ReadOptions } from './pieces.ts'
import { isPath, readFile, readSnapshot, type SnapshotSource } from './read-snapshot.ts'
import { SecondThread } from './second-thread.ts'

/**
 * A heap snapshot of any size, read and analysed: a large file by two threads, which takes two thirds of the time.
 * Throws SnapshotError, or the signal's reason.
 */
export async function analyseSnapshot(
  source: SnapshotSource,
  options: ReadOptions & AnalyseOptions = {},
): Promise<HeapAnalysis> {
  options.signal?.throwIfAborted()
  if (!isPath(source)) return analyseHeap(await readSnapshot(source, options), options)
  const second = SecondThread.startFor(source)
  try {
    const graph = await readFile(source, options, second)
    return second === undefined ? analyseHeap(graph, options) : await analyseTogether(graph, second, options)
  } finally {
    await second?.end()
  }
}
