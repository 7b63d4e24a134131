// What does the error say when bytes are not a readable snapshot, and where in the file is it?
import { SnapshotError, type SnapshotErrorCode } from '../graph/snapshot-error.ts'

/** Makes an error for the byte at an index of the available bytes. `what` is the middle of a sentence. */
export type CreateError = (code: SnapshotErrorCode, at: number, what: string) => SnapshotError

export interface ErrorPlace {
  /** What the parser was reading, such as `nodes after 3 of 10`. */
  section: string
  /** Offset in the file. */
  byte: number
  /** Whether it is the end of the file: in the padding after the last byte, or in a number that touches it. */
  isFileEnd: boolean
}

/** An error at the end of the file means that the snapshot is cut off, whatever else was expected there. */
export function createParseError(code: SnapshotErrorCode, what: string, place: ErrorPlace): SnapshotError {
  const where = `${place.section}, byte ${place.byte}`
  if (place.isFileEnd) {
    return new SnapshotError('truncated', `The snapshot is cut off in ${where}. Take it again.`)
  }
  return new SnapshotError(code, `Not a readable heap snapshot: ${what} (${where}).`)
}
