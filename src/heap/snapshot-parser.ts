import { ELEMENT, HIDDEN, TYPE_SHIFT } from './edge-types.ts'
import { markEphemerons } from './ephemerons.ts'
import { allocate, GrowableUint32 } from './growable.ts'
import { HeapGraph } from './heap-graph.ts'
import { requireMemory } from './memory.ts'
import { SnapshotError, type SnapshotErrorCode } from './snapshot-error.ts'
import { parseSnapshotMeta, type SnapshotLayout } from './snapshot-meta.ts'
import { StringSection } from './string-section.ts'

// How do a gigabyte of digits become typed arrays at the speed of reading them?
//
// Bytes are pushed in; a section's method consumes what it can and stays where it is for the rest. A row is only
// begun with GUARD bytes in hand, so that the loops over digits need no bounds check: a sane row is shorter than
// that. What remains of a chunk (less than GUARD bytes) is joined with the head of the next one; nothing else is
// copied. The fast loops know the order of fields that V8 writes and give up on anything unusual by stepping back
// to the start of the row, which the careful reader then takes, or refuses with a reason.

/** No row, key or gap between them is longer than this. */
const GUARD = 1024
/** The fast loops return after so many bytes: V8 optimises a function well only when it has seen it return. */
const STRIDE = 1 << 14
const MAX_HEADER_BYTES = 1 << 24
const BYTES_A_NODE = 17
const BYTES_AN_EDGE = 8

const QUOTE = 34
const BACKSLASH = 92
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const COLON = 58
const COMMA = 44
const NEWLINE = 10
/** The first byte of what gzip wrote. */
const GZIP = 0x1f

// `byte ^ 48` maps the ten digits to 0 … 9 and everything else, `undefined` behind the end included, to 10 and more:
// one comparison tells a digit, and the loops end by themselves at the end of the bytes.
const COMMA_CODE = COMMA ^ 48
const NEWLINE_CODE = NEWLINE ^ 48

type Section = 'start' | 'key' | 'snapshot' | 'nodes' | 'edges' | 'locations' | 'strings' | 'other' | 'end'

export interface ParserOptions {
  /** Size of the whole snapshot in bytes, where known: counts are checked against it and memory is taken once. */
  size?: number | undefined
}

/** Parses a heap snapshot from bytes pushed in pieces of any size. Every method throws SnapshotError. */
export class SnapshotParser {
  readonly #size: number | undefined
  #section: Section = 'start'
  /** Between the brackets of the current section's array. */
  #open = false
  #tail: Uint8Array = new Uint8Array(0)
  #finishing = false
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
  #row = new Float64Array(32)
  #nodes = 0
  #edges = 0
  #edgesClaimed = 0
  #maxName = -1
  #nodeTypes = new Uint8Array(0)
  #nodeNames = new Uint32Array(0)
  #nodeIds = new Uint32Array(0)
  #selfSizes = new Uint32Array(0)
  #largeSizes = new Map<number, number>()
  #detachedness: Uint8Array | undefined
  #firstEdge = new Uint32Array(0)
  #edgeWords = new Uint32Array(0)
  #edgeNames = new Uint32Array(0)
  #locations = new GrowableUint32()
  #strings: StringSection | undefined

  constructor(options: ParserOptions = {}) {
    this.#size = options.size
  }

  /** Take the next bytes. They may be overwritten afterwards. */
  push(piece: Uint8Array): void {
    // A Buffer's own slice() would share the bytes; and one class of array keeps the loops monomorphic.
    const chunk = new Uint8Array(piece.buffer, piece.byteOffset, piece.length)
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
    if (this.#nodes < layout.nodeCount) throw new SnapshotError('malformed', 'The snapshot has no "nodes".')
    if (this.#edges < layout.edgeCount) throw new SnapshotError('malformed', 'The snapshot has no "edges".')
    if (this.#strings === undefined) throw new SnapshotError('malformed', 'The snapshot has no "strings".')
    const { strings, entryNames } = this.#strings.finish()
    if (this.#maxName >= strings.count) {
      throw new SnapshotError('range', `A name is string ${this.#maxName}; there are ${strings.count}.`)
    }
    return new HeapGraph({
      nodeCount: layout.nodeCount,
      edgeCount: layout.edgeCount,
      rootOrdinal: layout.rootOrdinal,
      nodeTypes: this.#nodeTypes,
      nodeTypeNames: layout.nodeTypeNames,
      nodeNames: this.#nodeNames,
      nodeIds: this.#nodeIds,
      selfSizes: this.#selfSizes,
      largeSizes: this.#largeSizes,
      detachedness: this.#detachedness,
      firstEdge: this.#firstEdge,
      edges: this.#edgeWords,
      edgeNames: this.#edgeNames,
      strings,
      locations: this.#locations.values.slice(0, this.#locations.length),
      ...markEphemerons(this.#edgeWords, this.#edgeNames, strings.count, entryNames),
    })
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
        return this.#array(bytes, this.#readNodes)
      case 'edges':
        return this.#array(bytes, this.#readEdges)
      case 'locations':
        return this.#array(bytes, this.#readLocations)
      case 'strings':
        return this.#array(bytes, this.#readStrings)
      case 'end':
        return this.#expectNothing(bytes)
    }
  }

  /** Skip white space; the byte behind it, or -1 where the bytes end. */
  #peek(bytes: Uint8Array): number {
    while (this.#at < this.#end) {
      const byte = bytes[this.#at]!
      if (byte !== 32 && byte !== NEWLINE && byte !== 13 && byte !== 9) return byte
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
        this.#once(this.#nodes === 0, key)
        this.#takeNodes()
        this.#section = 'nodes'
        return
      case 'edges':
        this.#once(this.#edges === 0, key)
        this.#takeEdges()
        this.#section = 'edges'
        return
      case 'locations':
        this.#once(this.#locations.length === 0, key)
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
    const { nodeCount, nodeFields, edgeCount, edgeFields } = this.#layoutFor('nodes')
    this.#checkFits(nodeCount * nodeFields, `${nodeCount} nodes`)
    this.#checkFits(edgeCount * edgeFields, `${edgeCount} edges`)
    requireMemory(
      nodeCount * BYTES_A_NODE + edgeCount * BYTES_AN_EDGE,
      `Reading ${nodeCount} nodes and ${edgeCount} edges`,
    )
    this.#nodeTypes = allocate(Uint8Array, nodeCount)
    this.#nodeNames = allocate(Uint32Array, nodeCount)
    this.#nodeIds = allocate(Uint32Array, nodeCount)
    this.#selfSizes = allocate(Uint32Array, nodeCount)
    this.#firstEdge = allocate(Uint32Array, nodeCount + 1)
  }

  #takeEdges(): void {
    const { edgeCount, nodeCount } = this.#layoutFor('edges')
    if (this.#nodes < nodeCount) throw this.#error('malformed', this.#at, '"edges" stand before "nodes"')
    this.#edgeWords = allocate(Uint32Array, edgeCount)
    this.#edgeNames = allocate(Uint32Array, edgeCount)
  }

  #takeStrings(): void {
    const rest = this.#size === undefined ? 1 << 20 : this.#size - this.#before - this.#at
    requireMemory(rest, 'Reading the strings')
    this.#strings = new StringSection(Math.max(rest + 2 * GUARD, GUARD))
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
  #array(bytes: Uint8Array, read: (bytes: Uint8Array) => boolean): boolean {
    if (!this.#open) {
      if (this.#peek(bytes) === -1) return false
      if (bytes[this.#at] !== OPEN_BRACKET) throw this.#error('malformed', this.#at, '"[" expected')
      this.#at++
      this.#open = true
    }
    if (!read.call(this, bytes)) return false
    const byte = this.#peek(bytes)
    if (byte === -1) return false
    if (byte !== CLOSE_BRACKET)
      throw this.#error('malformed', this.#at, '"]" expected: more rows than announced')
    this.#at++
    this.#section = 'key'
    return true
  }

  #readNodes(bytes: Uint8Array): boolean {
    const layout = this.#layout!
    while (this.#nodes < layout.nodeCount) {
      if (isUsualNodeOrder(layout)) {
        const from = this.#at
        this.#readNodesFast(bytes, layout)
        if (this.#at - from >= STRIDE) continue
      }
      if (this.#nodes === layout.nodeCount) break
      if (this.#at > this.#end - GUARD) return false
      this.#readRow(bytes, layout.nodeFields)
      this.#storeNode(layout)
    }
    return true
  }

  #readNodesFast(bytes: Uint8Array, layout: SnapshotLayout): void {
    const { nodeCount, nodeFields, nodeDetachedness } = layout
    const typeCount = layout.nodeTypeNames.length
    const limit = Math.min(this.#end - GUARD, this.#at + STRIDE)
    const types = this.#nodeTypes
    const names = this.#nodeNames
    const ids = this.#nodeIds
    const sizes = this.#selfSizes
    const firstEdge = this.#firstEdge
    let maxName = this.#maxName
    let claimed = this.#edgesClaimed
    let node = this.#nodes
    let row = this.#at
    while (node < nodeCount && row <= limit) {
      let at = row
      let code = bytes[at++]! ^ 48
      while (code === NEWLINE_CODE || code === COMMA_CODE) code = bytes[at++]! ^ 48
      if (code >= 10) break
      let type = code
      code = bytes[at++]! ^ 48
      while (code < 10) {
        type = (Math.imul(type, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      // A number that could leave 32 bits is the careful reader's.
      if (code !== COMMA_CODE || type >= typeCount || at - row > 9) break

      let digits = at
      let name = bytes[at++]! ^ 48
      if (name >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        name = (Math.imul(name, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (code !== COMMA_CODE || at - digits > 10) break

      let id = bytes[at++]! ^ 48
      if (id >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        id = (Math.imul(id, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (code !== COMMA_CODE) break

      digits = at
      let size = bytes[at++]! ^ 48
      if (size >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        size = (Math.imul(size, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (code !== COMMA_CODE || at - digits > 10) break

      digits = at
      let count = bytes[at++]! ^ 48
      if (count >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        count = (Math.imul(count, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (at - digits > 10) break

      let detached = 0
      let field = 5
      for (; field < nodeFields && code === COMMA_CODE; field++) {
        digits = at
        let value = bytes[at++]! ^ 48
        if (value >= 10) break
        code = bytes[at++]! ^ 48
        while (code < 10) {
          value = (Math.imul(value, 10) + code) | 0
          code = bytes[at++]! ^ 48
        }
        if (at - digits > 10) break
        if (field === nodeDetachedness) detached = value
      }
      if (field < nodeFields || detached !== 0) break

      claimed += count
      if (claimed > layout.edgeCount) {
        claimed -= count
        break
      }
      if (name > maxName) maxName = name
      types[node] = type
      names[node] = name
      ids[node] = id
      sizes[node] = size
      firstEdge[++node] = claimed
      // The terminator of the last number may be the bracket: leave it.
      row = at - 1
    }
    this.#maxName = maxName
    this.#edgesClaimed = claimed
    this.#nodes = node
    this.#at = row
  }

  #storeNode(layout: SnapshotLayout): void {
    const row = this.#row
    const node = this.#nodes
    const type = row[layout.nodeType]!
    if (type >= layout.nodeTypeNames.length) {
      throw this.#error('range', this.#at, `node ${node} has type ${type}`)
    }
    const size = row[layout.nodeSelfSize]!
    if (size > Number.MAX_SAFE_INTEGER) {
      throw this.#error('range', this.#at, `node ${node} takes ${size} bytes`)
    }
    if (size > 0xffffffff) this.#largeSizes.set(node, size)
    this.#edgesClaimed += row[layout.nodeEdgeCount]!
    if (this.#edgesClaimed > layout.edgeCount) {
      throw this.#error('range', this.#at, `the nodes own more edges than edge_count, ${layout.edgeCount}`)
    }
    if (layout.nodeDetachedness !== -1 && row[layout.nodeDetachedness] !== 0) {
      this.#detachedness ??= allocate(Uint8Array, layout.nodeCount)
      this.#detachedness[node] = row[layout.nodeDetachedness]!
    }
    this.#nodeTypes[node] = type
    this.#nodeNames[node] = this.#checkName(row[layout.nodeName]!)
    this.#nodeIds[node] = row[layout.nodeId]!
    this.#selfSizes[node] = size
    this.#nodes = node + 1
    this.#firstEdge[node + 1] = this.#edgesClaimed
  }

  #readEdges(bytes: Uint8Array): boolean {
    const layout = this.#layout!
    if (this.#edgesClaimed !== layout.edgeCount) {
      const owned = `the nodes own ${this.#edgesClaimed} edges, edge_count says ${layout.edgeCount}`
      throw this.#error('range', this.#at, owned)
    }
    while (this.#edges < layout.edgeCount) {
      if (isUsualEdgeOrder(layout)) {
        const from = this.#at
        this.#readEdgesFast(bytes, layout)
        if (this.#at - from >= STRIDE) continue
      }
      if (this.#edges === layout.edgeCount) break
      if (this.#at > this.#end - GUARD) return false
      this.#readRow(bytes, layout.edgeFields)
      this.#storeEdge(layout)
    }
    return true
  }

  #readEdgesFast(bytes: Uint8Array, layout: SnapshotLayout): void {
    const { edgeCount, nodeCount, nodeFields, edgeTypeCodes } = layout
    const inverse = 1 / nodeFields
    const limit = Math.min(this.#end - GUARD, this.#at + STRIDE)
    const words = this.#edgeWords
    const names = this.#edgeNames
    let maxName = this.#maxName
    let edge = this.#edges
    let row = this.#at
    while (edge < edgeCount && row <= limit) {
      let at = row
      let code = bytes[at++]! ^ 48
      while (code === NEWLINE_CODE || code === COMMA_CODE) code = bytes[at++]! ^ 48
      // No more than ten edge types are known: one digit.
      const type = edgeTypeCodes[code]!
      if (type === 255 || bytes[at++] !== COMMA) break

      let digits = at
      let name = bytes[at++]! ^ 48
      if (name >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        name = (Math.imul(name, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (code !== COMMA_CODE || at - digits > 10) break

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
    this.#maxName = maxName
    this.#edges = edge
    this.#at = row
  }

  #storeEdge(layout: SnapshotLayout): void {
    const row = this.#row
    const edge = this.#edges
    const type = layout.edgeTypeCodes[row[layout.edgeType]!]
    if (type === undefined || type === 255) {
      throw this.#error('range', this.#at, `edge ${edge} has type ${row[layout.edgeType]}`)
    }
    const target = row[layout.edgeTo]! / layout.nodeFields
    if (!Number.isInteger(target) || target >= layout.nodeCount) {
      throw this.#error('range', this.#at, `edge ${edge} points to ${row[layout.edgeTo]}, which is no node`)
    }
    const name = row[layout.edgeName]!
    this.#edgeNames[edge] = type === ELEMENT || type === HIDDEN ? name : this.#checkName(name)
    this.#edgeWords[edge] = (type << TYPE_SHIFT) | target
    this.#edges = edge + 1
  }

  #checkName(name: number): number {
    if (name > this.#maxName) this.#maxName = name
    return name
  }

  #readLocations(bytes: Uint8Array): boolean {
    const layout = this.#layout!
    const row = this.#row
    for (;;) {
      if (this.#at > this.#end - GUARD) return false
      // One comma, then the next row, in every file seen.
      if (bytes[this.#at] !== COMMA && this.#peek(bytes) === CLOSE_BRACKET) return true
      this.#readRow(bytes, layout.locationFields)
      const ordinal = row[layout.locationObject]! / layout.nodeFields
      if (!Number.isInteger(ordinal) || ordinal >= layout.nodeCount) continue
      this.#locations.pushFour(
        ordinal,
        row[layout.locationScript]!,
        row[layout.locationLine]!,
        row[layout.locationColumn]!,
      )
    }
  }

  /** The careful reader: one row of numbers of any size into #row, with the reason where there is none. */
  #readRow(bytes: Uint8Array, fields: number): void {
    let at = this.#at
    for (let field = 0; field < fields; field++) {
      let byte = bytes[at]!
      while ((byte ^ 48) >= 10) {
        if (byte !== COMMA && byte !== NEWLINE && byte !== 32 && byte !== 13 && byte !== 9) {
          throw this.#noNumber(at, byte)
        }
        byte = bytes[++at]!
      }
      let value = 0
      while ((byte ^ 48) < 10) {
        value = value * 10 + (byte - 48)
        byte = bytes[++at]!
      }
      this.#row[field] = value
    }
    // It ends by the end of the bytes in hand, not by its own: there may be more of it.
    if (at >= this.#end) throw this.#noNumber(at, undefined)
    this.#at = at
  }

  #noNumber(at: number, byte: number | undefined): SnapshotError {
    if (byte === undefined) return this.#error('malformed', at, `a row longer than ${GUARD} bytes`)
    const what = byte === CLOSE_BRACKET ? 'fewer rows than announced' : 'a number expected'
    return this.#error('malformed', at, what)
  }

  #readStrings(bytes: Uint8Array): boolean {
    this.#at = this.#strings!.read(bytes, this.#at, this.#end)
    if (this.#at === this.#end) return false
    if (bytes[this.#at] === CLOSE_BRACKET) return true
    throw this.#error('malformed', this.#at, 'a string expected')
  }

  #error(code: SnapshotErrorCode, at: number, what: string): SnapshotError {
    const where = `${this.#section}${this.#progress()}, byte ${this.#before + Math.min(at, this.#end)}`
    // What goes wrong in the padding behind the last byte, or in a number that touches it, was cut off.
    if (this.#finishing && at >= this.#end - GUARD) {
      return new SnapshotError('truncated', `The snapshot is cut off in ${where}. Take it again.`)
    }
    return new SnapshotError(code, `Not a readable heap snapshot: ${what} (${where}).`)
  }

  #progress(): string {
    if (this.#section === 'nodes') return ` after ${this.#nodes} of ${this.#layout!.nodeCount}`
    if (this.#section === 'edges') return ` after ${this.#edges} of ${this.#layout!.edgeCount}`
    return ''
  }
}

function isUsualNodeOrder(layout: SnapshotLayout): boolean {
  return (
    layout.nodeType === 0 &&
    layout.nodeName === 1 &&
    layout.nodeId === 2 &&
    layout.nodeSelfSize === 3 &&
    layout.nodeEdgeCount === 4
  )
}

function isUsualEdgeOrder(layout: SnapshotLayout): boolean {
  return layout.edgeFields === 3 && layout.edgeType === 0 && layout.edgeName === 1 && layout.edgeTo === 2
}
