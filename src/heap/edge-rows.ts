import { ELEMENT, HIDDEN, TYPE_SHIFT } from './edge-types.ts'
import type { Allocate } from './growable.ts'
import { COMMA_CODE, NEWLINE_CODE } from './json-bytes.ts'
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

  protected override readFast(bytes: Uint8Array, limit: number): void {
    // What is imported is fetched at each use; these stay in registers.
    const comma = COMMA_CODE
    const newline = NEWLINE_CODE
    const { edgeCount, nodeCount, nodeFields, edgeTypeCodes } = this.layout
    const inverse = 1 / nodeFields
    const words = this.words
    const names = this.names
    let maxName = this.maxName
    let edge = this.count
    let row = this.at
    while (edge < edgeCount && row <= limit) {
      let at = row
      let code = bytes[at++]! ^ 48
      while (code === newline || code === comma) code = bytes[at++]! ^ 48
      // No more than ten edge types are known: one digit.
      const type = edgeTypeCodes[code]!
      if (type === 255 || (bytes[at++]! ^ 48) !== comma) break

      let digits = at
      let name = bytes[at++]! ^ 48
      if (name >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        name = (Math.imul(name, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (code !== comma || at - digits > 10) break

      digits = at
      let to = bytes[at++]! ^ 48
      if (to >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        to = (Math.imul(to, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (at - digits > 10) break
      // Truncating (to + ½) · (1 / fields) is exact for 32-bit numbers, and a multiplication instead of a division.
      const target = ((to + 0.5) * inverse) | 0
      if (Math.imul(target, nodeFields) !== to || target >= nodeCount) break

      if (name > maxName && type !== ELEMENT && type !== HIDDEN) maxName = name
      words[edge] = (type << TYPE_SHIFT) | target
      names[edge] = name
      edge++
      row = at - 1
    }
    this.maxName = maxName
    this.count = edge
    this.at = row
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
