// Where heap snapshots lie until they are read: a temporary folder that only its owner may look into, for
// snapshots hold the strings of a process. It is made when the first is asked for.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SnapshotFolder {
  /** The path of the next snapshot; no file is there yet. Or why there is none. */
  next(): { path: string } | { problem: string }
  remove(): void
}

export function createSnapshotFolder(): SnapshotFolder {
  let folder: string | undefined
  let made = 0
  return {
    next() {
      try {
        folder ??= mkdtempSync(join(tmpdir(), 'leaklab-'))
      } catch (error) {
        return { problem: `the temporary folder cannot be written to: ${(error as Error).message}` }
      }
      return { path: join(folder, `${made++}.heapsnapshot`) }
    },
    remove() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
