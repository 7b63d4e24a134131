// Reads the rows of one section: by the kernel as long as they are as V8 writes them, else one by one in JavaScript.
import { type Batch, Kernel } from './kernel.ts'
import { MAX_ROW_BYTES, type RowReader } from './row-reader.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** The rows of a section that is an array of numbers. A subclass says where they are stored. Its methods throw SnapshotError. */
export abstract class Rows {
  /** How many rows were read so far. */
  count = 0
  /** The highest string index among their names. */
  maxName = -1
  /** Where reading stopped. */
  at = 0
  protected readonly layout: SnapshotLayout
  /** Whether numbers below zero are allowed. */
  protected readonly mayBeNegative: boolean = false
  protected readonly reader: RowReader
  readonly #announced: number
  readonly #fields: number
  readonly #kernel: Kernel | undefined

  /**
   * @param announced how many rows the snapshot announces, or Infinity if it does not
   * @param fields numbers in a row
   * @param isV8Order whether the fields are in V8's own order, which the kernel can read
   */
  constructor(
    layout: SnapshotLayout,
    reader: RowReader,
    announced: number,
    fields: number,
    isV8Order: boolean,
  ) {
    this.layout = layout
    this.reader = reader
    this.#announced = announced
    this.#fields = fields
    this.#kernel = isV8Order ? Kernel.get() : undefined
  }

  /** Reads rows from bytes[from] on, except those that begin in the last MAX_ROW_BYTES. Returns whether it read the last one. */
  read(bytes: Uint8Array, from: number, end: number): boolean {
    const last = end - MAX_ROW_BYTES
    this.at = from
    this.#kernel?.load(bytes, from)
    while (this.count < this.#announced) {
      if (this.at > last) return false
      if (this.#kernel !== undefined) {
        const lastStart = this.#kernel.loadRows(bytes, this.at, last)
        // Where the bytes end before `last`, nothing more can be loaded: then the RowReader says what is wrong.
        if (this.at <= lastStart) {
          this.#readByKernel(this.#kernel, bytes, lastStart)
          if (this.at > lastStart || this.count === this.#announced) continue
        }
      }
      if (this.isAtEnd(bytes, end)) return true
      this.at = this.reader.read(bytes, this.at, end, this.#fields, this.mayBeNegative)
      this.storeRow()
    }
    return true
  }

  #readByKernel(kernel: Kernel, bytes: Uint8Array, lastStart: number): void {
    const batch = kernel.batch(bytes, this.at, lastStart, this.#announced - this.count)
    this.at = kernel.indexOf(this.readBatch(kernel, batch))
  }

  /** For a section whose number of rows is not announced: whether no row follows. May move `at` over white space. */
  protected isAtEnd(_bytes: Uint8Array, _end: number): boolean {
    return false
  }

  /** Has the kernel read a batch, and stores its rows. Returns the address where the kernel stopped. */
  protected abstract readBatch(kernel: Kernel, batch: Batch): number
  /** Stores the row that the RowReader read. */
  protected abstract storeRow(): void
}
