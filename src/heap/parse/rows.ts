import { Kernel, type Stretch } from './kernel.ts'
import { GUARD, type RowReader } from './row-reader.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** The rows of a section. Its methods throw SnapshotError. */
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
  readonly #kernel: Kernel | undefined

  /**
   * @param rows how many were announced, or Infinity
   * @param isUsual whether the fields stand as V8 writes them, so that the kernel can read them
   */
  constructor(layout: SnapshotLayout, reader: RowReader, rows: number, fields: number, isUsual: boolean) {
    this.layout = layout
    this.reader = reader
    this.#rows = rows
    this.#fields = fields
    this.#kernel = isUsual ? Kernel.get() : undefined
  }

  /** Takes the rows from bytes[from] on whose guard is in hand. Returns whether that was all. */
  read(bytes: Uint8Array, from: number, end: number): boolean {
    const last = end - GUARD
    this.at = from
    this.#kernel?.load(bytes, from)
    while (this.count < this.#rows) {
      if (this.at > last) return false
      if (this.#kernel !== undefined) {
        const limit = this.#kernel.loadRows(bytes, this.at, last)
        if (this.at <= limit) this.#readUsual(this.#kernel, bytes, limit)
        if (this.at > limit || this.count === this.#rows) continue
      }
      if (this.isOver(bytes, end)) return true
      this.at = this.reader.read(bytes, this.at, end, this.#fields)
      this.store()
    }
    return true
  }

  #readUsual(kernel: Kernel, bytes: Uint8Array, limit: number): void {
    const stretch = kernel.stretch(bytes, this.at, limit, this.#rows - this.count)
    this.at = kernel.placeOf(this.readWith(kernel, stretch))
  }

  /** Whether no row follows, of those that nothing announced the number of. May go on to where the next one begins. */
  protected isOver(_bytes: Uint8Array, _end: number): boolean {
    return false
  }

  /** Takes rows from the kernel's memory, as far as they are usual. Returns the address where it stopped. */
  protected abstract readWith(kernel: Kernel, stretch: Stretch): number
  /** Takes the row that the careful reader has read. */
  protected abstract store(): void
}
