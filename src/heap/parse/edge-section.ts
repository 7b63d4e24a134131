import { readSync } from 'node:fs'
import { SnapshotError } from '../graph/snapshot-error.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { createEdgeColumns, type EdgeColumns, EdgeRows } from './edge-rows.ts'
import { CLOSE_BRACKET, COLON, isSpace, NEWLINE, OPEN_BRACKET } from './json-bytes.ts'
import { PIECE_BYTES, takePiece } from './piece-buffer.ts'
import { GUARD, RowReader } from './row-reader.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

// The edges alone: in a heap of many objects they are more than half of the bytes. A second thread reads them from the
// front, while the first one reads the nodes before them and what follows; that done, it takes pieces from the back, until
// both meet. A row belongs to the piece that it begins in, behind the newline that V8 writes after each.

export interface EdgeSection {
  /** A snapshot, open for reading. */
  file: number
  layout: SnapshotLayout
  columns: EdgeColumns
  claims: Claims
}

/** Two numbers for two threads: how many pieces were taken, and how many there are, as soon as that is known. */
export type Claims = Int32Array

const TAKEN = 0
const PIECES = 1

export function createClaims(): Claims {
  return new Int32Array(new SharedArrayBuffer(8)).fill(0x7fffffff, PIECES)
}

/** Takes the next piece, from either end, if one is left. */
function claim(claims: Claims): boolean {
  return Atomics.add(claims, TAKEN, 1) < Atomics.load(claims, PIECES)
}

export interface EdgesRead {
  /** Where the section begins in the file: behind its bracket. */
  at: number
  /** How many were read, from the first on. */
  count: number
  /** The last string that one of them is named by. */
  maxName: number
}

const KEY = Buffer.from('"edges"')
const LAST_LINE = Buffer.from('\n]')

/**
 * Reads the edges from the first on, as far as no one else does. Throws where anything is unusual: who reads the whole file
 * can tell what is wrong.
 */
export function readEdgeSection({ claims, columns, file, layout }: EdgeSection): EdgesRead {
  const at = findSection(file, layout)
  const rows = new EdgeRows(layout, carefulReader(), columns)
  const bytes = takePiece()
  let next = at
  let kept = 0
  while (claim(claims)) {
    const length = readSync(file, bytes, kept, PIECE_BYTES, next)
    if (length === 0) throw new SnapshotError('truncated', 'The edges have no end.')
    next += length
    const end = kept + length
    if (rows.read(bytes, 0, end)) {
      skip(bytes, CLOSE_BRACKET, rows.at)
      return { at, count: rows.count, maxName: rows.maxName }
    }
    bytes.copyWithin(0, rows.at, end)
    kept = end - rows.at
  }
  // The rest of those that begin before the piece that was not to be had.
  const length = readSync(file, bytes, kept, 2 * GUARD, next)
  rows.read(bytes.subarray(0, kept + length), 0, kept - 2 + GUARD)
  return { at, count: rows.count, maxName: rows.maxName }
}

/** Reads the edges from the last piece on. */
export class EdgesFromBack {
  /** The first that was read. */
  first: number
  readonly #section: EdgeSection
  readonly #from: number
  /** The newline behind the last row that is still to be read. */
  #to: number
  #piece: number
  readonly #rows: EdgeRows
  readonly #bytes = takePiece()

  /** `from`, `to`: the section's places in the file, behind the opening bracket and of the closing one. */
  constructor(section: EdgeSection, from: number, to: number) {
    this.#section = section
    this.#from = from
    this.#to = to - 1
    this.#piece = Math.ceil((to - from) / PIECE_BYTES)
    this.first = section.layout.edgeCount
    // A number takes a digit and a comma at least.
    const edgeCount = Math.ceil(this.#bytes.length / (2 * section.layout.edgeFields))
    const layout = { ...section.layout, edgeCount }
    this.#rows = new EdgeRows(layout, carefulReader(), createEdgeColumns(layout, allocate))
    // Where lines are not what V8 makes of them, the other one reads all.
    if (LAST_LINE.equals(this.#read(this.#to, 2))) Atomics.store(section.claims, PIECES, this.#piece)
    else this.#piece = 0
  }

  /** The last string that one of them is named by. */
  get maxName(): number {
    return this.#rows.maxName
  }

  /** Takes one more piece, if one is left. Throws where anything is unusual. */
  take(): boolean {
    const { claims, columns } = this.#section
    if (this.#piece === 0 || !claim(claims)) return false
    // From the byte before: it may be the newline that the first row stands behind.
    const start = this.#from + --this.#piece * PIECE_BYTES - 1
    const bytes = this.#read(start, this.#bytes.length)
    const begin = this.#piece === 0 ? 1 : bytes.indexOf(NEWLINE)
    const end = this.#to - start
    const rows = this.#rows
    rows.count = 0
    if (begin !== -1) rows.read(bytes, begin, end - 1 + GUARD)
    if (begin === -1 || rows.at !== end || rows.count > this.first) {
      throw new SnapshotError('malformed', 'The edges are not written line by line.')
    }
    this.first -= rows.count
    columns.words.set(rows.words.subarray(0, rows.count), this.first)
    columns.names.set(rows.names.subarray(0, rows.count), this.first)
    this.#to = start + begin
    return true
  }

  #read(at: number, length: number): Uint8Array {
    return this.#bytes.subarray(0, readSync(this.#section.file, this.#bytes, 0, length, at))
  }
}

function carefulReader(): RowReader {
  return new RowReader((code, _, what) => new SnapshotError(code, what))
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
