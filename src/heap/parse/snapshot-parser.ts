import { HeapGraph } from '../graph/heap-graph.ts'
import { SnapshotError, type SnapshotErrorCode } from '../graph/snapshot-error.ts'
import { type Allocate, allocate, allocateShared } from '../graph/typed-arrays.ts'
import { Arena } from '../memory/arena.ts'
import { requireMemory } from '../memory/available-memory.ts'
import { BYTES_AN_EDGE, createEdgeColumns, type EdgeColumns, EdgeRows } from './edge-rows.ts'
import { markEphemerons } from './ephemerons.ts'
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-bytes.ts'
import { LocationRows } from './location-rows.ts'
import { BYTES_A_NODE, NodeRows } from './node-rows.ts'
import { GUARD, RowReader } from './row-reader.ts'
import type { Rows } from './rows.ts'
import { parseSnapshotMeta, type SnapshotLayout } from './snapshot-meta.ts'
import { StringSection } from './string-section.ts'

// How do a gigabyte of digits become typed arrays at the speed of reading them?
//
// Bytes are pushed in; a section's method consumes what it can and stays where it is for the rest. A row is only
// begun with GUARD bytes in hand, so that the loops over digits need no bounds check: a sane row is shorter than
// that. What remains of a chunk (less than GUARD bytes) is joined with the head of the next one. The kernel knows
// the order of fields that V8 writes, and stops before a row that is unusual in anything, which the careful reader
// then takes, or refuses with a reason.

const MAX_HEADER_BYTES = 1 << 24

/** The first byte of what gzip wrote. */
const GZIP = 0x1f

type Section = 'start' | 'key' | 'snapshot' | 'nodes' | 'edges' | 'locations' | 'strings' | 'other' | 'end'

export interface ParserOptions {
  /** Size of the whole snapshot in bytes, where known: counts are checked against it and memory is taken once. */
  size?: number | undefined
}

/** Who else reads a part of the snapshot. */
export interface Division {
  /** Has the edges read elsewhere, into columns of the arena. Asked before the first node. */
  readEdges(layout: SnapshotLayout, arena: Arena): EdgesElsewhere
}

export interface EdgesElsewhere extends EdgeColumns {
  /** The last string that one of them is named by: to be known at the end. */
  maxName: number
}

/** Parses a heap snapshot from bytes pushed in pieces of any size. Every method throws SnapshotError. */
export class SnapshotParser {
  /** Where the section of edges begins and ends in the file, within its brackets, if another reads them; undefined before. */
  edgesAt: number | undefined
  edgesEnd: number | undefined
  readonly #size: number | undefined
  readonly #division: Division | undefined
  #section: Section = 'start'
  /** Between the brackets of the current section's array. */
  #open = false
  #tail: Uint8Array = new Uint8Array(0)
  #finishing = false
  /** Bytes of the snapshot itself: what is behind them when it is finished is padding. */
  #pushed = 0
  /** Bytes before the ones in hand. */
  #before = 0
  #at = 0
  #end = 0

  #header: Uint8Array[] = []
  #headerBytes = 0
  #depth = 0
  #inString = false
  #escaped = false

  #layout: SnapshotLayout | undefined
  #arena: Arena | undefined
  readonly #reader = new RowReader((code, at, what) => this.#error(code, at, what))
  #nodes: NodeRows | undefined
  #edges: EdgeRows | EdgesElsewhere | undefined
  #locations: LocationRows | undefined
  #strings: StringSection | undefined

  constructor(options: ParserOptions = {}, division?: Division) {
    this.#size = options.size
    this.#division = division
  }

  /** Take the next bytes. They may be overwritten afterwards. */
  push(piece: Uint8Array): void {
    // A Buffer's own slice() would share the bytes.
    const chunk = new Uint8Array(piece.buffer, piece.byteOffset, piece.length)
    if (!this.#finishing) this.#pushed += piece.length
    let from = 0
    const tail = this.#tail
    if (tail.length > 0) {
      const taken = Math.min(chunk.length, 2 * GUARD)
      const joint = new Uint8Array(tail.length + taken)
      joint.set(tail)
      joint.set(chunk.subarray(0, taken), tail.length)
      const used = this.#parse(joint, 0)
      if (taken === chunk.length) {
        this.#tail = joint.subarray(used)
        this.#before += used
        return
      }
      if (used < tail.length) throw this.#error('malformed', used, `longer than ${GUARD} bytes`)
      from = used - tail.length
      this.#before += tail.length
    }
    const used = this.#parse(chunk, from)
    this.#tail = chunk.slice(used)
    this.#before += used
  }

  /** How many bytes from here on are of edges that another reads, and are not to be pushed. */
  leaveOut(): number {
    if (this.edgesAt === undefined || this.edgesEnd !== undefined || this.#tail.length > 0) return 0
    const { edgeCount, edgeFields } = this.#layoutFor('edges')
    // A number takes a digit and a comma at least.
    const bytes = Math.max(0, this.edgesAt + 2 * edgeCount * edgeFields - 1 - this.#before)
    this.#before += bytes
    return bytes
  }

  /** All bytes were pushed: the graph. */
  finish(): HeapGraph {
    this.#finishing = true
    this.push(new Uint8Array(GUARD).fill(32))
    if (this.#section !== 'end') {
      if (this.#section === 'start')
        throw new SnapshotError('truncated', 'The snapshot is empty. Take it again.')
      throw this.#error('truncated', this.#end, '')
    }
    const layout = this.#layout
    if (layout === undefined) throw new SnapshotError('malformed', 'The file holds no "snapshot" object.')
    const [nodes, edges] = [this.#nodes, this.#edges]
    if (nodes === undefined) throw new SnapshotError('malformed', 'The snapshot has no "nodes".')
    if (edges === undefined) throw new SnapshotError('malformed', 'The snapshot has no "edges".')
    if (this.#strings === undefined) throw new SnapshotError('malformed', 'The snapshot has no "strings".')
    const { strings, entries } = this.#strings.finish()
    const maxName = Math.max(nodes.maxName, edges.maxName)
    if (maxName >= strings.count) {
      throw new SnapshotError('range', `A name is string ${maxName}; there are ${strings.count}.`)
    }
    const arena = this.#arena!
    const entryNames = arena.withScratch(() => {
      // They may stand where the arena is free.
      if (arena.contains(entries)) arena.allocateUninitialized(Uint32Array, entries.length)
      return markEphemerons(nodes, edges, strings.count, entries, arena.allocateScratch)
    })
    const graph = new HeapGraph({
      nodeCount: layout.nodeCount,
      edgeCount: layout.edgeCount,
      rootOrdinal: layout.rootOrdinal,
      nodeTypes: nodes.types,
      nodeTypeNames: layout.nodeTypeNames,
      nodeNames: nodes.names,
      nodeIds: nodes.ids,
      selfSizes: nodes.sizes,
      largeSizes: nodes.largeSizes,
      detachedness: nodes.detachedness,
      firstEdge: nodes.firstEdge,
      edges: edges.words,
      edgeNames: edges.names,
      strings,
      locations: this.#locations?.finish() ?? new Uint32Array(0),
      entryNames,
    })
    arena.bindGraph(graph)
    return graph
  }

  /** Consume what is complete; returns the number of bytes consumed. */
  #parse(bytes: Uint8Array, from: number): number {
    this.#at = from
    this.#end = bytes.length
    while (this.#step(bytes));
    return Math.min(this.#at, bytes.length)
  }

  /** One section's share of the bytes. Returns whether the next section can begin. */
  #step(bytes: Uint8Array): boolean {
    switch (this.#section) {
      case 'start':
        if (bytes[this.#at] === GZIP) {
          throw new SnapshotError('compressed', 'The snapshot is compressed by gzip: unpack it first.')
        }
        return this.#expect(bytes, OPEN_BRACE, 'key')
      case 'key':
        return this.#readKey(bytes)
      case 'snapshot':
        return this.#skipValue(bytes, true)
      case 'other':
        return this.#skipValue(bytes, false)
      case 'nodes':
        return this.#array(bytes, () => this.#readRows(bytes, this.#nodes!))
      case 'edges':
        return this.#array(bytes, () => this.#readEdges(bytes))
      case 'locations':
        return this.#array(bytes, () => this.#readRows(bytes, this.#locations!))
      case 'strings':
        return this.#array(bytes, () => this.#readStrings(bytes))
      case 'end':
        return this.#expectNothing(bytes)
    }
  }

  /** Skip white space; the byte behind it, or -1 where the bytes end. */
  #peek(bytes: Uint8Array): number {
    while (this.#at < this.#end) {
      const byte = bytes[this.#at]!
      if (!isSpace(byte)) return byte
      this.#at++
    }
    return -1
  }

  #expect(bytes: Uint8Array, byte: number, next: Section): boolean {
    const found = this.#peek(bytes)
    if (found === -1) return false
    if (found !== byte) throw this.#error('malformed', this.#at, `"${String.fromCharCode(byte)}" expected`)
    this.#at++
    this.#section = next
    return true
  }

  #expectNothing(bytes: Uint8Array): boolean {
    if (this.#peek(bytes) !== -1) throw this.#error('malformed', this.#at, 'something follows the snapshot')
    return false
  }

  #readKey(bytes: Uint8Array): boolean {
    let byte = this.#peek(bytes)
    if (byte === COMMA) {
      this.#at++
      byte = this.#peek(bytes)
    }
    if (byte === -1) return false
    if (byte === CLOSE_BRACE) {
      this.#at++
      this.#section = 'end'
      return true
    }
    if (byte !== QUOTE) throw this.#error('malformed', this.#at, 'a key expected')
    const close = bytes.indexOf(QUOTE, this.#at + 1)
    const from = this.#at
    if (close !== -1) {
      this.#at = close + 1
      const colon = this.#peek(bytes)
      if (colon !== -1 && colon !== COLON) throw this.#error('malformed', this.#at, '":" expected')
      if (colon === COLON) {
        this.#at++
        if (this.#peek(bytes) !== -1) {
          this.#begin(String.fromCharCode(...bytes.subarray(from + 1, Math.min(close, from + 33))))
          return true
        }
      }
    }
    if (this.#end - from > GUARD) {
      throw this.#error('malformed', this.#finishing ? this.#end : from, 'a key without an end')
    }
    this.#at = from
    return false
  }

  #begin(key: string): void {
    this.#open = false
    switch (key) {
      case 'snapshot':
        this.#once(this.#layout === undefined, key)
        this.#section = 'snapshot'
        return
      case 'nodes':
        this.#once(this.#nodes === undefined, key)
        this.#takeNodes()
        this.#section = 'nodes'
        return
      case 'edges':
        this.#once((this.#division === undefined ? this.#edges : this.edgesAt) === undefined, key)
        this.#takeEdges()
        this.#section = 'edges'
        return
      case 'locations':
        this.#once(this.#locations === undefined, key)
        this.#locations = new LocationRows(this.#layoutFor(key), this.#reader)
        this.#section = this.#layoutFor(key).locationFields > 0 ? 'locations' : 'other'
        return
      case 'strings':
        this.#once(this.#strings === undefined, key)
        this.#takeStrings()
        this.#section = 'strings'
        return
      default:
        this.#section = 'other'
    }
  }

  #once(first: boolean, key: string): void {
    if (!first) throw this.#error('malformed', this.#at, `a second "${key}"`)
  }

  #layoutFor(key: string): SnapshotLayout {
    if (this.#layout === undefined) {
      throw this.#error('malformed', this.#at, `"${key}" stands before "snapshot", which describes it`)
    }
    return this.#layout
  }

  #takeNodes(): void {
    const layout = this.#layoutFor('nodes')
    const { nodeCount, nodeFields, edgeCount, edgeFields } = layout
    this.#checkFits(nodeCount * nodeFields, `${nodeCount} nodes`)
    this.#checkFits(edgeCount * edgeFields, `${edgeCount} edges`)
    requireMemory(
      nodeCount * BYTES_A_NODE + edgeCount * BYTES_AN_EDGE,
      `Reading ${nodeCount} nodes and ${edgeCount} edges`,
    )
    this.#arena = Arena.create(nodeCount, edgeCount)
    this.#nodes = new NodeRows(layout, this.#reader, this.#arena.allocateZeroed)
    this.#edges = this.#division?.readEdges(layout, this.#arena)
  }

  #takeEdges(): void {
    const layout = this.#layoutFor('edges')
    const { count = 0, edges = 0 } = this.#nodes ?? {}
    if (count < layout.nodeCount) throw this.#error('malformed', this.#at, '"edges" stand before "nodes"')
    if (edges !== layout.edgeCount) {
      const owned = `the nodes own ${edges} edges, edge_count says ${layout.edgeCount}`
      throw this.#error('range', this.#at, owned)
    }
    this.#edges ??= new EdgeRows(layout, this.#reader, createEdgeColumns(layout, this.#arena!.allocateZeroed))
  }

  #takeStrings(): void {
    const rest = this.#size === undefined ? 1 << 20 : this.#size - this.#before - this.#at
    requireMemory(rest, 'Reading the strings')
    const take: Allocate = this.#division === undefined ? allocate : allocateShared
    // As long as edges are to be read, the arena is not done.
    const room = this.#edges === undefined ? undefined : this.#arena?.freeWords()
    this.#strings = new StringSection(Math.max(rest + 2 * GUARD, GUARD), take, room)
  }

  #checkFits(numbers: number, what: string): void {
    // A number takes a digit and a comma at least.
    if (this.#size !== undefined && numbers * 2 > this.#size + 1) {
      throw new SnapshotError(
        'truncated',
        `${what} are announced, more than ${this.#size} bytes can hold: the snapshot is cut off, or its counts are wrong.`,
      )
    }
  }

  /** A balanced JSON value, kept as the header or passed over. */
  #skipValue(bytes: Uint8Array, keep: boolean): boolean {
    const from = this.#at
    let done = false
    let at = from
    while (at < this.#end && !done) {
      const byte = bytes[at]!
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (byte === BACKSLASH) this.#escaped = true
        else if (byte === QUOTE) this.#inString = false
      } else if (byte === QUOTE) this.#inString = true
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth++
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte === COMMA) {
        if (this.#depth === 0) {
          // The end of a number, a string or a literal; the comma or brace is the outer object's.
          done = true
          break
        }
        if (byte !== COMMA && --this.#depth === 0) done = true
      }
      at++
    }
    this.#at = at
    if (keep) this.#keepHeader(bytes.slice(from, at))
    if (!done) return false
    if (keep) this.#layout = parseSnapshotMeta(Buffer.concat(this.#header).toString('utf8'))
    this.#section = 'key'
    return true
  }

  #keepHeader(part: Uint8Array): void {
    this.#header.push(part)
    this.#headerBytes += part.length
    if (this.#headerBytes > MAX_HEADER_BYTES) {
      throw this.#error('malformed', this.#at, 'the "snapshot" object has no end')
    }
  }

  /** Run a section between its brackets. */
  #array(bytes: Uint8Array, read: () => boolean): boolean {
    if (!this.#open) {
      if (this.#peek(bytes) === -1) return false
      if (bytes[this.#at] !== OPEN_BRACKET) throw this.#error('malformed', this.#at, '"[" expected')
      this.#at++
      this.#open = true
    }
    if (!read()) return false
    const byte = this.#peek(bytes)
    if (byte === -1) return false
    if (byte !== CLOSE_BRACKET)
      throw this.#error('malformed', this.#at, '"]" expected: more rows than announced')
    this.#at++
    this.#section = 'key'
    return true
  }

  /** The rows of a section; its reader knows where it stopped. */
  #readRows(bytes: Uint8Array, rows: Rows): boolean {
    const isDone = rows.read(bytes, this.#at, this.#end)
    this.#at = rows.at
    return isDone
  }

  #readEdges(bytes: Uint8Array): boolean {
    if (this.#edges instanceof EdgeRows) return this.#readRows(bytes, this.#edges)
    this.edgesAt ??= this.#before + this.#at
    const close = bytes.indexOf(CLOSE_BRACKET, this.#at)
    this.#at = close === -1 ? this.#end : close
    if (close !== -1) this.edgesEnd = this.#before + close
    return close !== -1
  }

  #readStrings(bytes: Uint8Array): boolean {
    this.#at = this.#strings!.read(bytes, this.#at, this.#end)
    if (this.#at === this.#end) return false
    if (bytes[this.#at] === CLOSE_BRACKET) return true
    throw this.#error('malformed', this.#at, 'a string expected')
  }

  #error(code: SnapshotErrorCode, at: number, what: string): SnapshotError {
    const byte = Math.min(
      this.#before + Math.min(at, this.#end),
      this.#finishing ? this.#pushed : Number.POSITIVE_INFINITY,
    )
    const where = `${this.#section}${this.#progress()}, byte ${byte}`
    // What goes wrong in the padding behind the last byte, or in a number that touches it, was cut off.
    if (this.#finishing && at >= this.#end - GUARD) {
      return new SnapshotError('truncated', `The snapshot is cut off in ${where}. Take it again.`)
    }
    return new SnapshotError(code, `Not a readable heap snapshot: ${what} (${where}).`)
  }

  #progress(): string {
    if (this.#section === 'nodes') return ` after ${this.#nodes!.count} of ${this.#layout!.nodeCount}`
    if (this.#section === 'edges' && this.#edges instanceof EdgeRows)
      return ` after ${this.#edges.count} of ${this.#layout!.edgeCount}`
    return ''
  }
}
