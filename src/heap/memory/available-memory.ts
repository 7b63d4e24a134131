import os from 'node:os'
import { SnapshotError } from '../graph/snapshot-error.ts'

// Is there room for what is about to be done? A machine that has none left does not fail: it swaps for hours, or ends
// some process. So the question comes before the arrays are taken, and the answer names what is missing.

/**
 * Bytes that this process could get at most. File caches count as free, here and in a container: a snapshot that was
 * just written fills them, and they go when memory is wanted.
 */
export function availableMemory(): number {
  // macOS calls free only what nobody ever used.
  const free = os.platform() === 'darwin' ? os.totalmem() : os.freemem()
  // 0, or more than there is, where nothing limits the process.
  const limit = process.constrainedMemory?.() ?? 0
  return limit > 0 ? Math.min(free, Math.max(0, limit - process.memoryUsage.rss())) : free
}

/** Throws SnapshotError `too-large` where so many bytes are not to be had. `what` takes them: the beginning of a sentence. */
export function requireMemory(bytes: number, what: string): void {
  const available = availableMemory()
  if (bytes <= available) return
  throw new SnapshotError(
    'too-large',
    `${what} takes ${formatSize(bytes)} of memory, and ${formatSize(available)} are free.`,
  )
}

function formatSize(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
