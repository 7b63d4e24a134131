import { nextStride } from './json-bytes.ts'
import { GUARD, type RowReader } from './row-reader.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** The rows of a section whose count was announced. Its methods throw SnapshotError. */
export abstract class Rows {
  /** Rows so far, and the last string that one of them is named by. */
  count = 0
  maxName = -1
  /** Where reading stopped. */
  at = 0
  protected readonly layout: SnapshotLayout
  protected readonly reader: RowReader
  readonly #rows: number
  readonly #fields: number
  readonly #isUsual: boolean
  #stride = 0

  /** @param isUsual whether the fields stand as V8 writes them, so that the fast loop can read them */
  constructor(layout: SnapshotLayout, reader: RowReader, rows: number, fields: number, isUsual: boolean) {
    this.layout = layout
    this.reader = reader
    this.#rows = rows
    this.#fields = fields
    this.#isUsual = isUsual
  }

  /** Takes the rows from bytes[from] on whose guard is in hand. Returns whether that was all. */
  read(bytes: Uint8Array, from: number, end: number): boolean {
    this.at = from
    while (this.count < this.#rows) {
      if (this.at > end - GUARD) return false
      if (this.#isUsual) {
        this.#stride = nextStride(this.#stride)
        const limit = Math.min(end - GUARD, this.at + this.#stride)
        this.readFast(bytes, limit)
        if (this.at > limit || this.count === this.#rows) continue
      }
      this.at = this.reader.read(bytes, this.at, end, this.#fields)
      this.store()
    }
    return true
  }

  /** Takes rows from `at` on, as far as they are usual, and those that begin behind `limit` not. */
  protected abstract readFast(bytes: Uint8Array, limit: number): void
  /** Takes the row that the careful reader has read. */
  protected abstract store(): void
}
