// Which text is string number i of a snapshot? Strings stay JSON bytes until someone reads one.
import { SnapshotError } from './snapshot-error.ts'

const CACHE_SLOTS = 1024
const MAX_CACHED_BYTES = 255

/**
 * The strings of a snapshot, kept as the file's bytes: JSON text that is decoded when it is read. Four million strings take
 * their bytes and four more each; as JavaScript strings they would take seconds, and an object each.
 */
export class StringTable {
  readonly count: number
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
  readonly #buffer: Buffer
  // A long path reads the same few names at every edge. A slot, the low bits of an index, keeps the string read last.
  readonly #cached: string[] = []
  readonly #cachedIndexes = new Uint32Array(CACHE_SLOTS).fill(0xffffffff)
  readonly #cachedBytes = new Uint8Array(CACHE_SLOTS)

  /**
   * @param bytes string literals as JSON text, each with its closing quote
   * @param starts offset in `bytes` of the first byte after each opening quote
   */
  constructor(bytes: Uint8Array, starts: Uint32Array, count: number) {
    this.bytes = bytes
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.starts = starts
    this.count = count
  }

  /**
   * The string at an index. If it is longer than `maxBytes` bytes of JSON text, only its beginning is decoded.
   * Throws SnapshotError `range`.
   */
  text(index: number, maxBytes = Number.POSITIVE_INFINITY): string {
    const slot = index & (CACHE_SLOTS - 1)
    if (this.#cachedIndexes[slot] === index && this.#cachedBytes[slot]! <= maxBytes)
      return this.#cached[slot]!
    const start = this.start(index)
    let end = this.end(index)
    if (end - start <= Math.min(maxBytes, MAX_CACHED_BYTES)) {
      const text = this.#read(start, end)
      this.#cachedIndexes[slot] = index
      this.#cachedBytes[slot] = end - start
      this.#cached[slot] = text
      return text
    }
    if (end - start > maxBytes) end = this.#cutBefore(start, start + maxBytes)
    return this.#read(start, end)
  }

  #read(start: number, end: number): string {
    for (let at = start; at < end; at++) {
      const byte = this.bytes[at]!
      if (byte === BACKSLASH || byte >= 0x80) return this.#decode(start, end)
    }
    return this.#buffer.toString('latin1', start, end)
  }

  /** Offset in `bytes` of a string's first byte. Throws SnapshotError `range`. */
  start(index: number): number {
    if (!(index >= 0 && index < this.count)) {
      throw new SnapshotError('range', `String ${index} does not exist: there are ${this.count}.`)
    }
    return this.starts[index]!
  }

  /** Index of the first string equal to `text`, or -1. */
  find(text: string): number {
    const [escaped, raw] = [jsonLiteral(text), JSON.stringify(text)]
    const found = this.#findBytes(Buffer.from(escaped, 'latin1'))
    // V8 escapes everything outside of ASCII; Bun writes it as UTF-8.
    return found !== -1 || raw === escaped ? found : this.#findBytes(Buffer.from(raw))
  }

  /** Offset in `bytes` of the quote that closes a string. Throws SnapshotError `range`. */
  end(index: number): number {
    let at = this.start(index)
    if (index + 1 < this.count) {
      // Between two strings are the closing quote, separators and the next opening quote, nothing else.
      at = this.starts[index + 1]! - 2
      while (this.bytes[at] !== QUOTE) at--
      return at
    }
    while (this.bytes[at] !== QUOTE) at += this.bytes[at] === BACKSLASH ? 2 : 1
    return at
  }

  #findBytes(literal: Buffer): number {
    let at = this.#buffer.indexOf(literal)
    while (at !== -1) {
      const index = this.#lastStartingBy(at + 1)
      if (index !== -1 && this.starts[index] === at + 1) return index
      at = this.#buffer.indexOf(literal, at + 1)
    }
    return -1
  }

  /** Index of the last string that starts at or before an offset. */
  #lastStartingBy(offset: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.starts[middle]! <= offset) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  /** The last offset up to `end` that is not inside of an escape or a UTF-8 sequence. */
  #cutBefore(start: number, end: number): number {
    let at = start
    let whole = start
    while (at < end) {
      whole = at
      const byte = this.bytes[at]!
      if (byte === BACKSLASH) at += this.bytes[at + 1] === LETTER_U ? 6 : 2
      else {
        at++
        while ((this.bytes[at]! & 0xc0) === 0x80) at++
      }
    }
    return at <= end ? at : whole
  }

  #decode(start: number, end: number): string {
    const raw = this.#buffer.toString('utf8', start, end)
    try {
      return JSON.parse(`"${raw}"`)
    } catch {
      // Raw control characters or a broken escape: the JSON text is better than no name.
      return raw
    }
  }
}

const QUOTE = 34
const BACKSLASH = 92
const LETTER_U = 117

/** A JSON literal as V8 writes it: everything outside of printable ASCII is \uXXXX, with capital hex digits. */
function jsonLiteral(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
