// A temporary folder for heap snapshots until they are read. Only its owner may read it, because snapshots contain the
// strings of a process. It is created with the first snapshot.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SnapshotFolder {
  /** A path for the next snapshot, where no file exists yet; or the reason why there is none. */
  next(): { path: string } | { problem: string }
  remove(): void
}

export function createSnapshotFolder(): SnapshotFolder {
  let folder: string | undefined
  let count = 0
  return {
    next() {
      try {
        folder ??= mkdtempSync(join(tmpdir(), 'leaklab-'))
      } catch (error) {
        return { problem: `the temporary folder cannot be written to: ${(error as Error).message}` }
      }
      return { path: join(folder, `${count++}.heapsnapshot`) }
    },
    remove() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
