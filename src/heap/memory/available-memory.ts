// Is there enough memory for the next step? A machine without free memory does not fail: it swaps for hours, or ends some process.
// So leaklab compares before it allocates, and fails with the two sizes.
import os from 'node:os'
import { SnapshotError } from '../graph/snapshot-error.ts'

/**
 * How many bytes this process can get at most. File caches count as free, on a machine and in a container: a snapshot that was
 * just written fills them, and the system drops them when memory is needed.
 */
export function availableMemory(): number {
  // What macOS calls free does not include the caches that it would drop.
  const free = os.platform() === 'darwin' ? os.totalmem() : os.freemem()
  // 0, or more than the machine has, if the process has no limit.
  const limit = process.constrainedMemory?.() ?? 0
  return limit > 0 ? Math.min(free, Math.max(0, limit - process.memoryUsage.rss())) : free
}

/** Throws SnapshotError `too-large` if fewer bytes are available. `what` is the subject of the message, such as `Reading 3 nodes`. */
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
