import { GrowableUint32 } from './growable.ts'
import { CLOSE_BRACKET, COMMA_CODE, isSpace, NEWLINE_CODE, nextStride } from './json-bytes.ts'
import { GUARD, type RowReader } from './row-reader.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** A row takes eight bytes at least, and four numbers. */
const NUMBERS_A_BYTE = 1 / 2

/** The rows of the "locations" section, as many as there are → ordinal, script id, line and column. */
export class LocationRows {
  /** Where reading stopped. */
  at = 0
  readonly #rows = new GrowableUint32()
  readonly #layout: SnapshotLayout
  readonly #reader: RowReader
  readonly #isUsual: boolean
  #stride = 0

  constructor(layout: SnapshotLayout, reader: RowReader) {
    this.#layout = layout
    this.#reader = reader
    this.#isUsual = isUsualLocationOrder(layout)
  }

  /** Takes the rows from bytes[from] on whose guard is in hand. Returns whether that was all. Throws SnapshotError. */
  read(bytes: Uint8Array, from: number, end: number): boolean {
    this.at = from
    for (;;) {
      if (this.at > end - GUARD) return false
      if (this.#isUsual) {
        this.#stride = nextStride(this.#stride)
        const limit = Math.min(end - GUARD, this.at + this.#stride)
        this.#readFast(bytes, limit)
        if (this.at > limit) continue
      }
      while (this.at < end && isSpace(bytes[this.at]!)) this.at++
      if (bytes[this.at] === CLOSE_BRACKET) return true
      this.#readWithCare(bytes, end)
    }
  }

  finish(): Uint32Array {
    return this.#rows.values.slice(0, this.#rows.length)
  }

  /** Takes rows from `at` on, as far as they are usual, and those that begin behind `limit` not. */
  #readFast(bytes: Uint8Array, limit: number): void {
    // What is imported is fetched at each use; these stay in registers.
    const comma = COMMA_CODE
    const newline = NEWLINE_CODE
    const { nodeCount, nodeFields } = this.#layout
    const room = Math.ceil((limit - this.at) * NUMBERS_A_BYTE) + 8
    const values = this.#rows.reserve(room)
    let count = this.#rows.length
    let row = this.at
    while (row <= limit) {
      let at = row
      let field = 0
      let separator = bytes[at]! ^ 48
      while (separator === newline || separator === comma) separator = bytes[++at]! ^ 48
      for (; field < 4; field++) {
        const digits = at
        let value = bytes[at++]! ^ 48
        if (value >= 10) break
        let code = bytes[at++]! ^ 48
        while (code < 10) {
          value = (Math.imul(value, 10) + code) | 0
          code = bytes[at++]! ^ 48
        }
        // A number that could leave 32 bits is the careful reader's.
        if (at - digits > 10 || (code !== comma && field < 3)) break
        values[count + field] = value
      }
      if (field < 4) break
      const ordinal = values[count]! / nodeFields
      if (Number.isInteger(ordinal) && ordinal < nodeCount) {
        values[count] = ordinal
        count += 4
      }
      // The terminator of the last number may be the bracket: leave it.
      row = at - 1
    }
    this.#rows.length = count
    this.at = row
  }

  #readWithCare(bytes: Uint8Array, end: number): void {
    const { row } = this.#reader
    const layout = this.#layout
    this.at = this.#reader.read(bytes, this.at, end, layout.locationFields)
    const ordinal = row[layout.locationObject]! / layout.nodeFields
    if (!Number.isInteger(ordinal) || ordinal >= layout.nodeCount) return
    this.#rows.pushFour(
      ordinal,
      row[layout.locationScript]!,
      row[layout.locationLine]!,
      row[layout.locationColumn]!,
    )
  }
}

function isUsualLocationOrder(layout: SnapshotLayout): boolean {
  return (
    layout.locationFields === 4 &&
    layout.locationObject === 0 &&
    layout.locationScript === 1 &&
    layout.locationLine === 2 &&
    layout.locationColumn === 3
  )
}
