// Reads the rows of the "locations" section, whose number no snapshot announces.
import { GrowableUint32 } from '../graph/typed-arrays.ts'
import { CLOSE_BRACKET, isSpace } from './json-bytes.ts'
import type { Batch, Kernel } from './kernel.ts'
import type { RowReader } from './row-reader.ts'
import { Rows } from './rows.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** The result has four numbers a row: ordinal, script id, line and column. Its methods throw SnapshotError. */
export class LocationRows extends Rows {
  /** A program that compiles code with an offset, as Vitest does, has functions above and before the first line and column. */
  protected override readonly mayBeNegative = true
  readonly #numbers = new GrowableUint32()

  constructor(layout: SnapshotLayout, reader: RowReader) {
    super(layout, reader, Number.POSITIVE_INFINITY, layout.locationFields, isV8LocationOrder(layout))
  }

  finish(): Uint32Array {
    return this.#numbers.values.slice(0, this.#numbers.length)
  }

  protected override isAtEnd(bytes: Uint8Array, end: number): boolean {
    while (this.at < end && isSpace(bytes[this.at]!)) this.at++
    return bytes[this.at] === CLOSE_BRACKET
  }

  protected override readBatch(kernel: Kernel, { from, gap, lastStart, separator }: Batch): number {
    const { nodeCount, nodeFields } = this.layout
    const { calls } = kernel
    const stopped = calls.readLocations(from, lastStart, separator, gap, nodeFields, nodeCount)
    this.#numbers.append(kernel.column(0, 4 * calls.locationsTaken.value))
    return stopped
  }

  protected override storeRow(): void {
    const { locationColumn, locationLine, locationObject, locationScript, nodeCount, nodeFields } =
      this.layout
    const { row } = this.reader
    const ordinal = row[locationObject]! / nodeFields
    if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal >= nodeCount) return
    const [script, line, column] = [row[locationScript]!, row[locationLine]!, row[locationColumn]!]
    this.#numbers.append([ordinal, Math.max(0, script), Math.max(0, line), Math.max(0, column)])
  }
}

function isV8LocationOrder(layout: SnapshotLayout): boolean {
  return (
    layout.locationFields === 4 &&
    layout.locationObject === 0 &&
    layout.locationScript === 1 &&
    layout.locationLine === 2 &&
    layout.locationColumn === 3
  )
}
