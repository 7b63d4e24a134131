// Why can a snapshot not be read?

/**
 * What is wrong with a snapshot, as a code for programs:
 * - `truncated`: the bytes end before the snapshot does
 * - `compressed`: the bytes are gzip's
 * - `malformed`: not the JSON of a heap snapshot
 * - `meta`: `snapshot.meta` lacks a field, or a value in it is not what it should be
 * - `range`: a reference points outside of the snapshot, or counts contradict each other
 * - `too-large`: more nodes, edges or string bytes than leaklab supports, or than there is memory for
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

/** A snapshot that cannot be read. The message says where it is wrong and, where something helps, what to try next. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
  readonly code: SnapshotErrorCode

  constructor(code: SnapshotErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
