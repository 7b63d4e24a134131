/**
 * What is wrong with a snapshot, as a code for programs:
 * - `truncated`: the bytes end before the snapshot does
 * - `compressed`: the file is packed by gzip
 * - `malformed`: not the JSON of a heap snapshot
 * - `meta`: `snapshot.meta` missingCapabilities a field or contradicts itself
 * - `range`: a count or a reference points outside of the snapshot
 * - `too-large`: more nodes, edges or string bytes than can be held
 * - `unreadable`: the file could not be opened or read
 */
export type SnapshotErrorCode =
  | 'truncated'
  | 'compressed'
  | 'malformed'
  | 'meta'
  | 'range'
  | 'too-large'
  | 'unreadable'

/** A snapshot that cannot be read. The message says where, and what to try next where there is something. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
  readonly code: SnapshotErrorCode

  constructor(code: SnapshotErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
