// Reads the edges alone, by two threads, because in a heap of many objects they are more than half of the bytes. The second thread reads
// from the front while the first reads the nodes before them and the sections after them; then the first takes pieces of the edges from
// the back, until both meet. A row belongs to the piece that it begins in, after the newline that V8 writes behind each row.
import { readSync } from 'node:fs'
import { SnapshotError } from '../graph/snapshot-error.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { createEdgeColumns, type EdgeColumns, EdgeRows } from './edge-rows.ts'
import { CLOSE_BRACKET, COLON, isSpace, NEWLINE, OPEN_BRACKET } from './json-bytes.ts'
import { getPieceBuffer, PIECE_BYTES } from './piece-buffer.ts'
import { MAX_ROW_BYTES, RowReader } from './row-reader.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

export interface EdgeSection {
  /** Descriptor of a snapshot that is open for reading. */
  file: number
  layout: SnapshotLayout
  columns: EdgeColumns
  claims: Claims
}

/** Two numbers that both threads share: how many pieces were claimed, and how many there are, once that is known. */
export type Claims = Int32Array

const CLAIMED = 0
const PIECES = 1

export function createClaims(): Claims {
  return new Int32Array(new SharedArrayBuffer(8)).fill(0x7fffffff, PIECES)
}

/** Claims the next piece at the caller's end. Returns whether one was left. */
function claim(claims: Claims): boolean {
  return Atomics.add(claims, CLAIMED, 1) < Atomics.load(claims, PIECES)
}

export interface EdgesRead {
  /** Offset in the file of the first byte after the section's bracket. */
  at: number
  /** How many edges were read, from the first on. */
  count: number
  /** The highest string index among their names. */
  maxName: number
}

const KEY = Buffer.from('"edges"')
const LAST_LINE = Buffer.from('\n]')

/**
 * Reads edges from the first one on, up to the pieces that the other thread claimed. Throws an error at anything unexpected; the caller
 * then reads the whole file with SnapshotParser, whose error says what is wrong.
 */
export function readEdgeSection({ claims, columns, file, layout }: EdgeSection): EdgesRead {
  const at = findSection(file, layout)
  const rows = new EdgeRows(layout, createRowReader(), columns)
  const bytes = getPieceBuffer()
  let next = at
  let restLength = 0
  while (claim(claims)) {
    const length = readSync(file, bytes, restLength, PIECE_BYTES, next)
    if (length === 0) throw new SnapshotError('truncated', 'The edges have no end.')
    next += length
    const end = restLength + length
    if (rows.read(bytes, 0, end)) {
      skip(bytes, CLOSE_BRACKET, rows.at)
      return { at, count: rows.count, maxName: rows.maxName }
    }
    bytes.copyWithin(0, rows.at, end)
    restLength = end - rows.at
  }
  // The other thread has the next piece. The last rows before it may end in it.
  const length = readSync(file, bytes, restLength, 2 * MAX_ROW_BYTES, next)
  rows.read(bytes.subarray(0, restLength + length), 0, restLength - 2 + MAX_ROW_BYTES)
  return { at, count: rows.count, maxName: rows.maxName }
}

/** Reads edges from the last piece on, backwards piece by piece. */
export class EdgesFromBack {
  /** The number of the first edge that was read. */
  first: number
  readonly #section: EdgeSection
  readonly #from: number
  /** Offset of the newline after the last row that is still to be read. */
  #to: number
  #piece: number
  readonly #rows: EdgeRows
  readonly #bytes = getPieceBuffer()

  /** `from` and `to` are offsets in the file: of the first byte after the opening bracket, and of the closing one. */
  constructor(section: EdgeSection, from: number, to: number) {
    this.#section = section
    this.#from = from
    this.#to = to - 1
    this.#piece = Math.ceil((to - from) / PIECE_BYTES)
    this.first = section.layout.edgeCount
    // A number takes at least a digit and a comma.
    const edgeCount = Math.ceil(this.#bytes.length / (2 * section.layout.edgeFields))
    const layout = { ...section.layout, edgeCount }
    this.#rows = new EdgeRows(layout, createRowReader(), createEdgeColumns(layout, allocate))
    // Where the last row does not end with a newline, as V8 writes it, the other thread reads all pieces.
    if (LAST_LINE.equals(this.#read(this.#to, 2))) Atomics.store(section.claims, PIECES, this.#piece)
    else this.#piece = 0
  }

  /** The highest string index among their names. */
  get maxName(): number {
    return this.#rows.maxName
  }

  /** Reads one more piece. Returns false if none is left. Throws an error at anything unexpected. */
  take(): boolean {
    const { claims, columns } = this.#section
    if (this.#piece === 0 || !claim(claims)) return false
    // From one byte before the piece, which may be the newline before its first row.
    const start = this.#from + --this.#piece * PIECE_BYTES - 1
    const bytes = this.#read(start, this.#bytes.length)
    const begin = this.#piece === 0 ? 1 : bytes.indexOf(NEWLINE)
    const end = this.#to - start
    const rows = this.#rows
    rows.count = 0
    if (begin !== -1) rows.read(bytes, begin, end - 1 + MAX_ROW_BYTES)
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

function createRowReader(): RowReader {
  return new RowReader((code, _, what) => new SnapshotError(code, what))
}

/** Offset in the file of the first byte after the section's bracket. */
function findSection(file: number, { nodeCount, nodeFields }: SnapshotLayout): number {
  const bytes = Buffer.allocUnsafe(PIECE_BYTES)
  // The nodes before it take at least a digit and a comma for each number.
  let from = nodeCount * nodeFields * 2
  for (;;) {
    const length = readSync(file, bytes, 0, PIECE_BYTES, from)
    const piece = bytes.subarray(0, length)
    const key = piece.indexOf(KEY)
    if (key !== -1 && (key + MAX_ROW_BYTES <= length || length < PIECE_BYTES)) {
      const bracket = skip(piece, OPEN_BRACKET, skip(piece, COLON, key + KEY.length))
      return from + bracket
    }
    if (length < PIECE_BYTES) throw new SnapshotError('malformed', 'There are no edges.')
    // A key that is cut off at the end of this piece is found at the beginning of the next one.
    from += length - MAX_ROW_BYTES
  }
}

/** Skips white space and the expected byte after it. Returns the index after that byte. */
function skip(bytes: Uint8Array, byte: number, from: number): number {
  let at = from
  while (isSpace(bytes[at]!)) at++
  if (bytes[at] !== byte) throw new SnapshotError('malformed', 'The edges do not begin as they should.')
  return at + 1
}
