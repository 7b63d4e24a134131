import { SnapshotError } from '../graph/snapshot-error.ts'
import { StringTable } from '../graph/string-table.ts'
import { type Allocate, GrowableBytes, GrowableUint32 } from '../graph/typed-arrays.ts'
import { EntryNames } from './ephemerons.ts'
import { BACKSLASH, COMMA, isSpace, QUOTE } from './json-bytes.ts'
import { Kernel } from './kernel.ts'

const CLOSE_PARENTHESIS = 41
const MAX_BYTES = 0xffffffff
/** A string takes two quotes and a comma at least. */
const LEAST_BYTES = 3
const LEAST_ROOM = 1 << 14

/** The strings of a snapshot as they go by: their bytes are kept, and where each begins. */
export class StringSection {
  readonly #bytes: GrowableBytes
  readonly #starts: GrowableUint32
  /** Of strings that may be names of entries: index and place of the quote that closes, in the bytes that are kept. */
  readonly #ends = new GrowableUint32()
  readonly #entryNames: EntryNames
  /** Inside of a string; its next byte may belong to an escape that was cut in two. */
  #open = false
  #escaped = false
  readonly #kernel = Kernel.get()

  /** `capacity`: bytes, as far as known. `room`: words that are free until the entries' names are marked. */
  constructor(capacity: number, allocate: Allocate, room?: Uint32Array) {
    this.#entryNames = new EntryNames(room)
    this.#bytes = new GrowableBytes(capacity, allocate)
    this.#starts = new GrowableUint32(LEAST_ROOM, allocate)
  }

  /** Takes bytes[from] … bytes[end - 1], or some of them, and answers where it stopped: at what is no string if earlier. */
  read(bytes: Uint8Array, from: number, end: number): number {
    let at = from
    while (at < end) {
      const most = this.#kernel?.calls.STRINGS_WINDOW.value ?? end
      const until = Math.min(end, at + most)
      const begin = this.#escaped ? at + 1 : at
      const shift = this.#bytes.length - at
      const stopped = this.#kernel
        ? this.#scanWith(this.#kernel, bytes, begin, until, shift)
        : this.#scan(bytes, begin, until, shift)
      this.#escaped = stopped > until
      this.#keep(bytes, at, Math.min(stopped, until))
      this.#takeEntries()
      at = Math.min(stopped, until)
      if (at < until) break
    }
    return at
  }

  finish(): { strings: StringTable; entries: Uint32Array } {
    const { length, values } = this.#starts
    const bytes = this.#bytes.bytes.subarray(0, this.#bytes.length)
    const strings = new StringTable(bytes, values.subarray(0, length), length)
    return { strings, entries: this.#entryNames.finish() }
  }

  #scanWith(kernel: Kernel, bytes: Uint8Array, from: number, end: number, shift: number): number {
    const { calls } = kernel
    kernel.load(bytes, from, end - from)
    const [begin, behind] = [kernel.addressOf(from), kernel.addressOf(end)]
    const index = this.#starts.length
    const stopped = calls.readStrings(begin, behind, shift + from - begin, index, this.#open ? 1 : 0)
    this.#open = calls.stringIsOpen.value === 1
    this.#starts.append(kernel.column(0, calls.stringsTaken.value))
    this.#entryNames.append(kernel.column(1, 3 * calls.entriesTaken.value))
    // What began in an earlier piece is read where it is kept.
    if (calls.openEnd.value !== 0) this.#ends.append([index - 1, calls.openEnd.value])
    return kernel.placeOf(stopped)
  }

  /** Where it stopped: behind `end` if the byte there is escaped. */
  #scan(bytes: Uint8Array, from: number, end: number, shift: number): number {
    const most = Math.ceil((end - from) / LEAST_BYTES) + 1
    const starts = this.#starts.reserve(most)
    const ends = this.#ends.reserve(2 * most)
    let count = this.#starts.length
    let found = 0
    let at = from
    let open = this.#open
    // What began in an earlier piece may have ended there but for its quote.
    let isSuspect = open
    for (;;) {
      if (open) {
        at = findQuote(bytes, at, end)
        if (at >= end) break
        if (isSuspect || bytes[at - 1] === CLOSE_PARENTHESIS) {
          ends[found++] = count - 1
          ends[found++] = at + shift
          isSuspect = false
        }
        open = false
        at++
      }
      at = skipBetween(bytes, at, end)
      if (at >= end || bytes[at] !== QUOTE) break
      starts[count++] = ++at + shift
      open = true
    }
    this.#starts.length = count
    this.#ends.length = found
    this.#open = open
    return at
  }

  /** Read where they are kept, for there they are whole. */
  #takeEntries(): void {
    const { length, values } = this.#ends
    const starts = this.#starts.values
    for (let row = 0; row < length; row += 2) {
      const index = values[row]!
      this.#entryNames.take(index, this.#bytes.bytes, starts[index]!, values[row + 1]!)
    }
    this.#ends.length = 0
  }

  #keep(bytes: Uint8Array, from: number, end: number): void {
    if (this.#bytes.length + end - from > MAX_BYTES) {
      throw new SnapshotError('too-large', 'The strings take more than 4 GiB.')
    }
    this.#bytes.append(bytes.subarray(from, end))
  }
}

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
