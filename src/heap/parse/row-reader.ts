import type { SnapshotError, SnapshotErrorCode } from '../graph/snapshot-error.ts'
import { CLOSE_BRACKET, COMMA, isSpace } from './json-bytes.ts'

/** No row is longer than this. */
export const GUARD = 1024

/** Makes the error for what is wrong at one of the bytes in hand. */
export type Refuse = (code: SnapshotErrorCode, at: number, what: string) => SnapshotError

/** The careful reader of rows: numbers of any size, white space anywhere, and a reason where there is no row. */
export class RowReader {
  /** The numbers of the row that was read last. No typed array: small ones are to stay small integers where they go. */
  readonly row: number[] = new Array(32).fill(0)
  readonly refuse: Refuse

  constructor(refuse: Refuse) {
    this.refuse = refuse
  }

  /** One row of so many numbers, from bytes[from] on. Returns where it ended. Throws SnapshotError `malformed`. */
  read(bytes: Uint8Array, from: number, end: number, fields: number): number {
    let at = from
    for (let field = 0; field < fields; field++) {
      let byte = bytes[at]!
      while ((byte ^ 48) >= 10) {
        if (byte !== COMMA && !isSpace(byte)) throw this.#noNumber(at, byte)
        byte = bytes[++at]!
      }
      let value = 0
      while ((byte ^ 48) < 10) {
        value = value * 10 + (byte - 48)
        byte = bytes[++at]!
      }
      this.row[field] = value
    }
    // It ends by the end of the bytes in hand, not by its own: there may be more of it.
    if (at >= end) throw this.#noNumber(at, undefined)
    return at
  }

  #noNumber(at: number, byte: number | undefined): SnapshotError {
    if (byte === undefined) return this.refuse('malformed', at, `a row longer than ${GUARD} bytes`)
    const what = byte === CLOSE_BRACKET ? 'fewer rows than announced' : 'a number expected'
    return this.refuse('malformed', at, what)
  }
}
