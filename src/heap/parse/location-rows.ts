import { GrowableUint32 } from '../graph/typed-arrays.ts'
import { CLOSE_BRACKET, isSpace } from './json-bytes.ts'
import type { Kernel, Stretch } from './kernel.ts'
import type { RowReader } from './row-reader.ts'
import { Rows } from './rows.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** The rows of the "locations" section, as many as there are → ordinal, script id, line and column. */
export class LocationRows extends Rows {
  readonly #numbers = new GrowableUint32()

  constructor(layout: SnapshotLayout, reader: RowReader) {
    super(layout, reader, Number.POSITIVE_INFINITY, layout.locationFields, isUsualLocationOrder(layout))
  }

  finish(): Uint32Array {
    return this.#numbers.values.slice(0, this.#numbers.length)
  }

  protected override isOver(bytes: Uint8Array, end: number): boolean {
    while (this.at < end && isSpace(bytes[this.at]!)) this.at++
    return bytes[this.at] === CLOSE_BRACKET
  }

  protected override readWith(kernel: Kernel, { from, gap, limit, separator }: Stretch): number {
    const { nodeCount, nodeFields } = this.layout
    const { calls } = kernel
    const stopped = calls.readLocations(from, limit, separator, gap, nodeFields, nodeCount)
    this.#numbers.append(kernel.column(0, 4 * calls.locationsTaken.value))
    return stopped
  }

  protected override store(): void {
    const { locationColumn, locationLine, locationObject, locationScript, nodeCount, nodeFields } =
      this.layout
    const { row } = this.reader
    const ordinal = row[locationObject]! / nodeFields
    if (!Number.isInteger(ordinal) || ordinal >= nodeCount) return
    this.#numbers.append([ordinal, row[locationScript]!, row[locationLine]!, row[locationColumn]!])
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
