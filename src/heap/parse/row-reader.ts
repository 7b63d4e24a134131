// Reads one row of numbers in plain JavaScript, whatever its layout, and says what is wrong where there is none. The kernel is faster,
// but reads only rows as V8 writes them.
import type { SnapshotError } from '../graph/snapshot-error.ts'
import { CLOSE_BRACKET, COMMA, isSpace, MINUS } from './json-bytes.ts'
import type { CreateError } from './parse-error.ts'

/** A longer row is an error. A row is read only with this many bytes available, so that loops over digits need no bounds check. */
export const MAX_ROW_BYTES = 1024

/** Numbers may have any number of digits, and white space may be anywhere. */
export class RowReader {
  /** The numbers of the last row. Not a typed array, so that V8 keeps small numbers as small integers. */
  readonly row: number[] = new Array(32).fill(0)
  readonly createError: CreateError

  constructor(createError: CreateError) {
    this.createError = createError
  }

  /**
   * Reads a row of `fields` numbers from bytes[from] on into `row`. Returns where it ended. Throws SnapshotError `malformed`.
   * @param mayBeNegative whether numbers below zero are allowed
   */
  read(bytes: Uint8Array, from: number, end: number, fields: number, mayBeNegative: boolean): number {
    let at = from
    for (let field = 0; field < fields; field++) {
      let byte = bytes[at]!
      let isNegative = false
      while ((byte ^ 48) >= 10) {
        if (byte === MINUS && mayBeNegative && !isNegative) isNegative = true
        else if (isNegative || (byte !== COMMA && !isSpace(byte))) throw this.#createNumberError(at, byte)
        byte = bytes[++at]!
      }
      let value = 0
      while ((byte ^ 48) < 10) {
        value = value * 10 + (byte - 48)
        byte = bytes[++at]!
      }
      this.row[field] = isNegative ? -value : value
    }
    // The available bytes end before the row does.
    if (at >= end) throw this.#createNumberError(at, undefined)
    return at
  }

  #createNumberError(at: number, byte: number | undefined): SnapshotError {
    if (byte === undefined)
      return this.createError('malformed', at, `a row longer than ${MAX_ROW_BYTES} bytes`)
    const what = byte === CLOSE_BRACKET ? 'fewer rows than announced' : 'a number expected'
    return this.createError('malformed', at, what)
  }
}
