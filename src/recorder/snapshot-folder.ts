// Where a trial's heap snapshots lie until they are read: a temporary folder that only its owner may look into, for
// snapshots hold the strings of a process. It is made when the first is asked for.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SnapshotFolder {
  /** The path of the next snapshot; no file is there yet. Or why there is none. */
  next(): { path: string } | { problem: string }
  /** The paths of the first so many, which are complete. */
  complete(count: number): string[]
  remove(): void
}

export function createSnapshotFolder(): SnapshotFolder {
  let folder: string | undefined
  const paths: string[] = []
  return {
    next() {
      try {
        folder ??= mkdtempSync(join(tmpdir(), 'leaklab-'))
      } catch (error) {
        return { problem: `the temporary folder cannot be written to: ${(error as Error).message}` }
      }
      const path = join(folder, `${paths.length}.heapsnapshot`)
      paths.push(path)
      return { path }
    },
    complete: count => paths.slice(0, count),
    remove() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
