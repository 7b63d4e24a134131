import { readSync } from 'node:fs'
import { type EdgeColumns, EdgeRows } from './edge-rows.ts'
import { CLOSE_BRACKET, COLON, isSpace, OPEN_BRACKET } from './json-bytes.ts'
import { PIECE_BYTES } from './pieces.ts'
import { GUARD, RowReader } from './row-reader.ts'
import { SnapshotError } from './snapshot-error.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

// The edges alone, for a second thread, while the first one reads the nodes before them and what follows. In a heap
// of many objects they are more than half of the bytes.

export interface EdgeSection {
  /** A snapshot, open for reading. */
  file: number
  layout: SnapshotLayout
  columns: EdgeColumns
}

export interface EdgesRead {
  /** Where the section begins in the file: behind its bracket. */
  at: number
  /** The last string that an edge is named by. */
  maxName: number
}

const KEY = Buffer.from('"edges"')

/** Reads the edges into their columns. Throws where anything is unusual: who reads the whole file can tell what is wrong. */
export function readEdgeSection({ file, layout, columns }: EdgeSection): EdgesRead {
  const at = findSection(file, layout)
  const reader = new RowReader((code, _, what) => new SnapshotError(code, what))
  const rows = new EdgeRows(layout, reader, columns)
  const bytes = new Uint8Array(PIECE_BYTES + 2 * GUARD)
  let next = at
  let kept = 0
  for (;;) {
    const length = readSync(file, bytes, kept, PIECE_BYTES, next)
    if (length === 0) throw new SnapshotError('truncated', 'The edges have no end.')
    next += length
    const end = kept + length
    if (rows.read(bytes, 0, end)) {
      skip(bytes, CLOSE_BRACKET, rows.at)
      return { at, maxName: rows.maxName }
    }
    bytes.copyWithin(0, rows.at, end)
    kept = end - rows.at
  }
}

/** Where the section's first row may begin. */
function findSection(file: number, { nodeCount, nodeFields }: SnapshotLayout): number {
  const bytes = Buffer.allocUnsafe(PIECE_BYTES)
  // A number takes a digit and a comma at least.
  let from = nodeCount * nodeFields * 2
  for (;;) {
    const length = readSync(file, bytes, 0, PIECE_BYTES, from)
    const piece = bytes.subarray(0, length)
    const key = piece.indexOf(KEY)
    if (key !== -1 && (key + GUARD <= length || length < PIECE_BYTES)) {
      const bracket = skip(piece, OPEN_BRACKET, skip(piece, COLON, key + KEY.length))
      return from + bracket
    }
    if (length < PIECE_BYTES) throw new SnapshotError('malformed', 'There are no edges.')
    // What begins at the end of a piece is found at the beginning of the next one.
    from += length - GUARD
  }
}

/** Behind a byte that nothing but white space may stand before. */
function skip(bytes: Uint8Array, byte: number, from: number): number {
  let at = from
  while (isSpace(bytes[at]!)) at++
  if (bytes[at] !== byte) throw new SnapshotError('malformed', 'The edges do not begin as they should.')
  return at + 1
}
