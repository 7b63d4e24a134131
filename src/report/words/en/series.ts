// What do the series of a trial measure?
import type { Series } from '../../../model/verdict.ts'

export const seriesWords: Record<Series, string> = {
  heap: 'JS heap',
  external: 'external memory',
  arrayBuffers: 'array buffers',
  alive: 'watched objects',
  workers: 'heaps of worker threads',
  uncounted: 'memory that V8 does not count',
}

/** What the heap of an engine is called. */
export function nameHeap(engine: string | undefined): string {
  return engine === 'python' ? 'Python heap' : seriesWords.heap
}
