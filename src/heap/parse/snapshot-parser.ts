// How do the bytes of a heap snapshot become a graph?
//
// Bytes are pushed in pieces of any size (cursor.ts). The file is one JSON object (json-skeleton.ts) whose keys name sections
// (sections.ts): arrays of numbers, read row by row (rows.ts), and the strings (string-section.ts). The parser is a state machine: it
// reads what it can of the available bytes, and continues with the next piece. At the end comes the graph (build-graph.ts).
import type { HeapGraph } from '../graph/heap-graph.ts'
import { SnapshotError } from '../graph/snapshot-error.ts'
import { buildGraph } from './build-graph.ts'
import { Cursor } from './cursor.ts'
import { EdgeRows } from './edge-rows.ts'
import type { Division } from './edges-elsewhere.ts'
import { CLOSE_BRACKET } from './json-bytes.ts'
import { JsonSkeleton } from './json-skeleton.ts'
import { type CreateError, createParseError } from './parse-error.ts'
import type { Rows } from './rows.ts'
import { type SectionName, Sections } from './sections.ts'

export type { EdgesElsewhere } from './edges-elsewhere.ts'

/** The first byte of a gzip file. */
const GZIP = 0x1f

/** What the next bytes are: a section's value, or the skeleton around the sections. */
type State = 'start' | 'key' | SectionName | 'end'

export interface ParserOptions {
  /** Size of the whole snapshot in bytes, if it is known: counts are compared with it, and memory is allocated once. */
  size?: number | undefined
}

/** Parses a heap snapshot from bytes pushed in pieces of any size. Every method throws SnapshotError. */
export class SnapshotParser {
  readonly #cursor: Cursor
  readonly #skeleton: JsonSkeleton
  readonly #sections: Sections
  readonly #createError: CreateError
  #state: State = 'start'
  /** Whether the opening bracket of the current section was read. */
  #isOpen = false

  /** @param division if given, another thread reads the edges */
  constructor(options: ParserOptions = {}, division?: Division) {
    const createError: CreateError = (code, at, what) => {
      const section = this.#state + this.#sections.describeProgress(this.#state)
      return createParseError(code, what, { section, ...this.#cursor.locate(at) })
    }
    this.#cursor = new Cursor(() => this.#parse(), createError)
    this.#skeleton = new JsonSkeleton(this.#cursor, createError)
    this.#sections = new Sections(this.#cursor, createError, options.size, division)
    this.#createError = createError
  }

  /** Parses the next bytes. They may be overwritten afterwards. */
  push(piece: Uint8Array): void {
    this.#cursor.push(piece)
  }

  /** Offset in the file of the first byte of the edges, if another thread reads them. Undefined until it is known. */
  get edgesStart(): number | undefined {
    return this.#sections.skippedEdges.start
  }

  /** Offset in the file of the bracket that closes the edges, if another thread reads them. Undefined until it is known. */
  get edgesEnd(): number | undefined {
    return this.#sections.skippedEdges.end
  }

  /** How many bytes that follow are edges that another thread reads, and are not to be pushed. */
  skipEdges(): number {
    const { layout, skippedEdges } = this.#sections
    return layout === undefined ? 0 : skippedEdges.leaveOut(this.#cursor, layout)
  }

  /** All bytes were pushed: returns the graph. */
  finish(): HeapGraph {
    this.#cursor.finish()
    if (this.#state === 'start') throw new SnapshotError('truncated', 'The snapshot is empty. Take it again.')
    if (this.#state !== 'end') throw this.#createError('truncated', this.#cursor.bytes.length, '')
    return buildGraph(this.#sections)
  }

  #parse(): void {
    while (this.#step());
  }

  /** Reads what it can of the current state. Returns whether the next state was reached. */
  #step(): boolean {
    const sections = this.#sections
    switch (this.#state) {
      case 'start':
        if (this.#cursor.bytes[this.#cursor.at] === GZIP) {
          throw new SnapshotError('compressed', 'The snapshot is compressed by gzip: unpack it first.')
        }
        return this.#skeleton.readOpenBrace() && this.#enter('key')
      case 'key': {
        const key = this.#skeleton.readKey()
        if (key === undefined) return false
        return this.#enter(key === null ? 'end' : sections.begin(key))
      }
      case 'snapshot': {
        const json = this.#skeleton.readValue()
        if (json === undefined) return false
        sections.readMeta(json)
        return this.#enter('key')
      }
      case 'other':
        return this.#skeleton.skipValue() && this.#enter('key')
      case 'nodes':
        return this.#readArray(() => this.#readRows(sections.nodes!))
      case 'edges':
        return this.#readArray(() => this.#readEdges())
      case 'locations':
        return this.#readArray(() => this.#readRows(sections.locations!))
      case 'strings':
        return this.#readArray(() => this.#readStrings())
      case 'end':
        this.#skeleton.expectNothing()
        return false
    }
  }

  #enter(state: State): true {
    this.#state = state
    this.#isOpen = false
    return true
  }

  /** An array section: its brackets, and what `readContent` reads between them, as often as it takes until that returns true. */
  #readArray(readContent: () => boolean): boolean {
    this.#isOpen ||= this.#skeleton.readOpenBracket()
    return this.#isOpen && readContent() && this.#skeleton.readCloseBracket() && this.#enter('key')
  }

  #readRows(rows: Rows): boolean {
    const { at, bytes } = this.#cursor
    const isDone = rows.read(bytes, at, bytes.length)
    this.#cursor.at = rows.at
    return isDone
  }

  #readEdges(): boolean {
    const { edges, skippedEdges } = this.#sections
    return edges instanceof EdgeRows ? this.#readRows(edges) : skippedEdges.skip(this.#cursor)
  }

  #readStrings(): boolean {
    const cursor = this.#cursor
    const { bytes } = cursor
    cursor.at = this.#sections.strings!.read(bytes, cursor.at, bytes.length)
    if (cursor.at === bytes.length) return false
    if (bytes[cursor.at] === CLOSE_BRACKET) return true
    throw this.#createError('malformed', cursor.at, 'a string expected')
  }
}
