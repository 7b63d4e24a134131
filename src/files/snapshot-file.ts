// The heap snapshot that the user wants to keep: the newest of a look, under the name that was given.
import { copyFileSync } from 'node:fs'
import type { HeapInspection } from '../model/retention.ts'
import { attempt, refuseOtherFile } from './output-file.ts'

export interface SnapshotFile {
  /** Copies the newest snapshot of a look; the copy is its owner's alone, as the snapshot is. */
  keep(look: HeapInspection): void
  /** Whether there was one to keep. */
  kept(): boolean
  /** @throws UsageError when it could not be written */
  close(): void
}

/** @throws UsageError when another kind of file has that name */
export function createSnapshotFile(path: string): SnapshotFile {
  refuseOtherFile(path, '{"snapshot":', 'heap snapshot')
  let wanted = false
  let failure: unknown
  return {
    keep({ snapshots }) {
      const newest = snapshots.at(-1)
      if (newest === undefined) return
      wanted = true
      try {
        attempt(path, () => copyFileSync(newest, path))
      } catch (error) {
        // The trial has its answer all the same.
        failure = error
      }
    },
    kept: () => wanted && failure === undefined,
    close() {
      if (failure !== undefined) throw failure
    },
  }
}
