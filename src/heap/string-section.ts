import { EntryNames } from './ephemerons.ts'
import { type Allocate, GrowableBytes, GrowableUint32 } from './growable.ts'
import { BACKSLASH, COMMA, isSpace, QUOTE, STRIDE } from './json-bytes.ts'
import { SnapshotError } from './snapshot-error.ts'
import { StringTable } from './string-table.ts'

const CLOSE_PARENTHESIS = 41
const MAX_BYTES = 0xffffffff
/** A string takes two quotes and a comma at least. */
const LEAST_BYTES = 3

/** The strings of a snapshot as they go by: their bytes are kept, and where each begins. */
export class StringSection {
  readonly #bytes: GrowableBytes
  readonly #starts: GrowableUint32
  readonly #entryNames = new EntryNames()
  /** Inside of a string; its next byte may belong to an escape that was cut in two. */
  #open = false
  #escaped = false

  /** `capacity`: bytes, as far as known. */
  constructor(capacity: number, allocate: Allocate) {
    this.#bytes = new GrowableBytes(capacity, allocate)
    this.#starts = new GrowableUint32(STRIDE, allocate)
  }

  /** Takes bytes[from] … bytes[end - 1], or some of them, and answers where it stopped: at what is no string if earlier. */
  read(bytes: Uint8Array, from: number, end: number): number {
    let at = from
    while (at < end) {
      const stride = Math.min(end, at + STRIDE)
      const stopped = this.#scan(bytes, at, stride)
      this.#keep(bytes, at, stopped)
      at = stopped
      if (at < stride) break
    }
    return at
  }

  finish(): { strings: StringTable; entryNames: Uint32Array } {
    const { length, values } = this.#starts
    const bytes = this.#bytes.bytes.subarray(0, this.#bytes.length)
    const strings = new StringTable(bytes, values.subarray(0, length), length)
    return { strings, entryNames: this.#entryNames.finish(strings) }
  }

  #scan(bytes: Uint8Array, from: number, end: number): number {
    const shift = this.#bytes.length - from
    const starts = this.#starts
    const values = starts.reserve(Math.ceil((end - from) / LEAST_BYTES))
    let count = starts.length
    let open = this.#open
    let at = this.#escaped ? from + 1 : from
    for (;;) {
      if (open) {
        at = findQuote(bytes, at, end)
        if (at >= end) break
        const start = values[count - 1]! - shift
        // What began in an earlier piece may have ended there but for its quote.
        if (bytes[at - 1] === CLOSE_PARENTHESIS || start < 0)
          this.#entryNames.take(count - 1, bytes, start, at)
        open = false
        at++
      }
      at = skipBetween(bytes, at, end)
      if (at >= end || bytes[at] !== QUOTE) break
      values[count++] = ++at + shift
      open = true
    }
    starts.length = count
    this.#open = open
    this.#escaped = at > end
    return Math.min(at, end)
  }

  #keep(bytes: Uint8Array, from: number, end: number): void {
    if (this.#bytes.length + end - from > MAX_BYTES) {
      throw new SnapshotError('too-large', 'The strings take more than 4 GiB.')
    }
    this.#bytes.append(bytes.subarray(from, end))
  }
}

// Two loops so small that V8 has seen all of them when it compiles them.

/** Where the string is closed: `end` or one more when it is not, one more if an escape goes on behind. */
function findQuote(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end) {
    const byte = bytes[at]
    if (byte === QUOTE) break
    at += byte === BACKSLASH ? 2 : 1
  }
  return at
}

/** The next byte that is neither comma nor white space. */
function skipBetween(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end) {
    const byte = bytes[at]!
    if (byte !== COMMA && !isSpace(byte)) break
    at++
  }
  return at
}
