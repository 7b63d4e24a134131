// Keeps the newest heap snapshot of an inspection, in a file that the user named.
import type { HeapInspection } from '../model/retention.ts'
import { refuseOtherFile } from './output-file.ts'
import { replaceWhole } from './replacing-file.ts'

export interface SnapshotFile {
  /** Copies the newest snapshot of an inspection. Only the owner can read the copy, as with the snapshot. */
  keep(inspection: HeapInspection): void
  /** Whether a snapshot was copied. */
  kept(): boolean
  /** @throws UsageError when it could not be written */
  close(): void
}

/** A snapshot has all strings of a process. */
const ownerOnly = 0o600

/** @throws UsageError when the file exists and is no heap snapshot */
export function createSnapshotFile(path: string): SnapshotFile {
  refuseOtherFile(path, '{"snapshot":', 'snapshot')
  let hasSnapshot = false
  let failure: unknown
  return {
    keep({ snapshots }) {
      const newest = snapshots.at(-1)
      if (newest === undefined) return
      hasSnapshot = true
      try {
        // A part of a snapshot cannot be read, so none is left.
        replaceWhole(path, file => file.copy(newest), ownerOnly)
      } catch (error) {
        // Thrown by `close`: the result of the trial is valid without the file.
        failure = error
      }
    },
    kept: () => hasSnapshot && failure === undefined,
    close() {
      if (failure !== undefined) throw failure
    },
  }
}
