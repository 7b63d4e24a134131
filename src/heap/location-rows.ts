import { GrowableUint32 } from './growable.ts'
import { CLOSE_BRACKET, isSpace } from './json-bytes.ts'
import { Kernel, type Separator, separatorAt } from './kernel.ts'
import { GUARD, type RowReader } from './row-reader.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** The rows of the "locations" section, as many as there are → ordinal, script id, line and column. */
export class LocationRows {
  /** Where reading stopped. */
  at = 0
  readonly #rows = new GrowableUint32()
  readonly #layout: SnapshotLayout
  readonly #reader: RowReader
  readonly #kernel: Kernel | undefined

  constructor(layout: SnapshotLayout, reader: RowReader) {
    this.#layout = layout
    this.#reader = reader
    this.#kernel = isUsualLocationOrder(layout) ? Kernel.get() : undefined
  }

  /** Takes the rows from bytes[from] on whose guard is in hand. Returns whether that was all. Throws SnapshotError. */
  read(bytes: Uint8Array, from: number, end: number): boolean {
    const last = end - GUARD
    this.at = from
    this.#kernel?.forget()
    for (;;) {
      if (this.at > last) return false
      if (this.#kernel !== undefined) {
        const limit = this.#kernel.loadRows(bytes, this.at, last)
        if (this.at <= limit) this.#readUsual(this.#kernel, limit, separatorAt(bytes, this.at))
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

  #readUsual(kernel: Kernel, limit: number, { code, length }: Separator): void {
    const { nodeCount, nodeFields } = this.#layout
    const { calls } = kernel
    const [from, to] = [kernel.addressOf(this.at), kernel.addressOf(limit)]
    this.at = kernel.placeOf(calls.readLocations(from, to, code, length, nodeFields, nodeCount))
    this.#rows.append(kernel.column(0, 4 * calls.locationsTaken.value))
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
