import { ELEMENT, HIDDEN, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { Allocate } from '../graph/typed-arrays.ts'
import type { Kernel, Stretch } from './kernel.ts'
import type { RowReader } from './row-reader.ts'
import { Rows } from './rows.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** Bytes that they take for an edge. */
export const BYTES_AN_EDGE = 8

/** What is kept of the edges, m of each. */
export interface EdgeColumns {
  /** type << 29 | target ordinal */
  words: Uint32Array
  /** string indexes, or numbers for element and hidden edges */
  names: Uint32Array
}

export function createEdgeColumns({ edgeCount }: SnapshotLayout, allocate: Allocate): EdgeColumns {
  return { words: allocate(Uint32Array, edgeCount), names: allocate(Uint32Array, edgeCount) }
}

/** The rows of the "edges" section → their columns. Its methods throw SnapshotError. */
export class EdgeRows extends Rows implements EdgeColumns {
  readonly words: Uint32Array
  readonly names: Uint32Array

  constructor(layout: SnapshotLayout, reader: RowReader, { words, names }: EdgeColumns) {
    super(layout, reader, layout.edgeCount, layout.edgeFields, isUsualEdgeOrder(layout))
    this.words = words
    this.names = names
  }

  protected override readWith(kernel: Kernel, { from, gap, limit, most, separator }: Stretch): number {
    const { edgeTypeCodes, nodeCount, nodeFields } = this.layout
    const { calls } = kernel
    // No more than ten edge types are known: one digit.
    kernel.bytes.set(edgeTypeCodes.subarray(0, 10), calls.edgeTypeCodes.value)
    const stopped = calls.readEdges(from, limit, most, separator, gap, nodeFields, nodeCount)
    const taken = calls.edgesTaken.value
    this.words.set(kernel.column(0, taken), this.count)
    this.names.set(kernel.column(1, taken), this.count)
    this.maxName = Math.max(this.maxName, calls.edgesMaxName.value)
    this.count += taken
    return stopped
  }

  protected override store(): void {
    const { refuse, row } = this.reader
    const layout = this.layout
    const edge = this.count
    const type = layout.edgeTypeCodes[row[layout.edgeType]!]
    if (type === undefined || type === 255) {
      throw refuse('range', this.at, `edge ${edge} has type ${row[layout.edgeType]}`)
    }
    const target = row[layout.edgeTo]! / layout.nodeFields
    if (!Number.isInteger(target) || target >= layout.nodeCount) {
      throw refuse('range', this.at, `edge ${edge} points to ${row[layout.edgeTo]}, which is no node`)
    }
    const name = row[layout.edgeName]!
    if (type !== ELEMENT && type !== HIDDEN) this.maxName = Math.max(this.maxName, name)
    this.names[edge] = name
    this.words[edge] = (type << TYPE_SHIFT) | target
    this.count = edge + 1
  }
}

function isUsualEdgeOrder(layout: SnapshotLayout): boolean {
  return layout.edgeFields === 3 && layout.edgeType === 0 && layout.edgeName === 1 && layout.edgeTo === 2
}
