// Reads the rows of the "edges" section into two columns.
import { ELEMENT, HIDDEN, TYPE_SHIFT, UNKNOWN_TYPE } from '../graph/edge-types.ts'
import type { Allocate } from '../graph/typed-arrays.ts'
import type { Batch, Kernel } from './kernel.ts'
import type { RowReader } from './row-reader.ts'
import { Rows } from './rows.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** How many bytes the columns take for an edge. */
export const BYTES_PER_EDGE = 8

/** The columns of the edges, with one entry each of the m edges. */
export interface EdgeColumns {
  /** type << 29 | target ordinal */
  words: Uint32Array
  /** indexes of strings; for element and hidden edges numbers */
  names: Uint32Array
}

export function createEdgeColumns({ edgeCount }: SnapshotLayout, allocate: Allocate): EdgeColumns {
  return { words: allocate(Uint32Array, edgeCount), names: allocate(Uint32Array, edgeCount) }
}

/** Its methods throw SnapshotError. */
export class EdgeRows extends Rows implements EdgeColumns {
  readonly words: Uint32Array
  readonly names: Uint32Array

  constructor(layout: SnapshotLayout, reader: RowReader, { words, names }: EdgeColumns) {
    super(layout, reader, layout.edgeCount, layout.edgeFields, isV8EdgeOrder(layout))
    this.words = words
    this.names = names
  }

  protected override readBatch(kernel: Kernel, { from, gap, lastStart, maxRows, separator }: Batch): number {
    const { edgeTypeCodes, nodeCount, nodeFields } = this.layout
    const { calls } = kernel
    // V8 has fewer than ten edge types: the kernel reads codes of one digit.
    kernel.bytes.set(edgeTypeCodes.subarray(0, 10), calls.edgeTypeCodes.value)
    const stopped = calls.readEdges(from, lastStart, maxRows, separator, gap, nodeFields, nodeCount)
    const read = calls.edgesTaken.value
    this.words.set(kernel.column(0, read), this.count)
    this.names.set(kernel.column(1, read), this.count)
    this.maxName = Math.max(this.maxName, calls.edgesMaxName.value)
    this.count += read
    return stopped
  }

  protected override storeRow(): void {
    const { createError, row } = this.reader
    const layout = this.layout
    const edge = this.count
    const type = layout.edgeTypeCodes[row[layout.edgeType]!]
    if (type === undefined || type === UNKNOWN_TYPE) {
      throw createError('range', this.at, `edge ${edge} has type ${row[layout.edgeType]}`)
    }
    const target = row[layout.edgeTo]! / layout.nodeFields
    if (!Number.isInteger(target) || target >= layout.nodeCount) {
      throw createError('range', this.at, `edge ${edge} points to ${row[layout.edgeTo]}, which is no node`)
    }
    const name = row[layout.edgeName]!
    if (type !== ELEMENT && type !== HIDDEN) this.maxName = Math.max(this.maxName, name)
    this.names[edge] = name
    this.words[edge] = (type << TYPE_SHIFT) | target
    this.count = edge + 1
  }
}

function isV8EdgeOrder(layout: SnapshotLayout): boolean {
  return layout.edgeFields === 3 && layout.edgeType === 0 && layout.edgeName === 1 && layout.edgeTo === 2
}
