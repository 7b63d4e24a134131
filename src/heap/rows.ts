import { Kernel, type Separator, separatorAt } from './kernel.ts'
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
  readonly #kernel: Kernel | undefined

  /** @param isUsual whether the fields stand as V8 writes them, so that the kernel can read them */
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
    this.#kernel?.forget()
    while (this.count < this.#rows) {
      if (this.at > last) return false
      if (this.#kernel !== undefined) {
        const limit = this.#kernel.loadRows(bytes, this.at, last)
        if (this.at <= limit) this.#readUsual(this.#kernel, limit, separatorAt(bytes, this.at))
        if (this.at > limit || this.count === this.#rows) continue
      }
      this.at = this.reader.read(bytes, this.at, end, this.#fields)
      this.store()
    }
    return true
  }

  #readUsual(kernel: Kernel, limit: number, separator: Separator): void {
    const most = this.#rows - this.count
    const stopped = this.readWith(kernel, kernel.addressOf(this.at), kernel.addressOf(limit), most, separator)
    this.at = kernel.placeOf(stopped)
  }

  /** Takes `most` rows at most, as far as they are usual, from the kernel's memory: the first and the last place at which one may begin. */
  protected abstract readWith(
    kernel: Kernel,
    from: number,
    limit: number,
    most: number,
    separator: Separator,
  ): number
  /** Takes the row that the careful reader has read. */
  protected abstract store(): void
}
