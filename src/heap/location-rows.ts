import { GrowableUint32 } from './growable.ts'
import { CLOSE_BRACKET, isSpace } from './json-bytes.ts'
import { GUARD, type RowReader } from './row-reader.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** The rows of the "locations" section, as many as there are → ordinal, script id, line and column. */
export class LocationRows {
  /** Where reading stopped. */
  at = 0
  readonly #rows = new GrowableUint32()
  readonly #layout: SnapshotLayout
  readonly #reader: RowReader

  constructor(layout: SnapshotLayout, reader: RowReader) {
    this.#layout = layout
    this.#reader = reader
  }

  /** Takes the rows from bytes[from] on whose guard is in hand. Returns whether that was all. Throws SnapshotError. */
  read(bytes: Uint8Array, from: number, end: number): boolean {
    const { row } = this.#reader
    const layout = this.#layout
    this.at = from
    for (;;) {
      if (this.at > end - GUARD) return false
      while (this.at < end && isSpace(bytes[this.at]!)) this.at++
      if (bytes[this.at] === CLOSE_BRACKET) return true
      this.at = this.#reader.read(bytes, this.at, end, layout.locationFields)
      const ordinal = row[layout.locationObject]! / layout.nodeFields
      if (!Number.isInteger(ordinal) || ordinal >= layout.nodeCount) continue
      this.#rows.pushFour(
        ordinal,
        row[layout.locationScript]!,
        row[layout.locationLine]!,
        row[layout.locationColumn]!,
      )
    }
  }

  finish(): Uint32Array {
    return this.#rows.values.slice(0, this.#rows.length)
  }
}
