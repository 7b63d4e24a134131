// Reads the "strings" section: keeps its bytes, finds where each string begins, and which of them name WeakMap entries.
import { SnapshotError } from '../graph/snapshot-error.ts'
import { StringTable } from '../graph/string-table.ts'
import { type Allocate, GrowableBytes, GrowableUint32 } from '../graph/typed-arrays.ts'
import { EntryNames } from './entry-names.ts'
import { BACKSLASH, COMMA, isSpace, QUOTE } from './json-bytes.ts'
import { Kernel } from './kernel.ts'

const CLOSE_PARENTHESIS = 41
const MAX_BYTES = 0xffffffff
/** A string takes at least two quotes and a comma. */
const MIN_STRING_BYTES = 3
const INITIAL_CAPACITY = 1 << 14

/** Its methods throw SnapshotError. */
export class StringSection {
  readonly #bytes: GrowableBytes
  readonly #starts: GrowableUint32
  /** Two numbers for each string that may name an entry: its index, and the offset of its closing quote in `#bytes`. */
  readonly #candidates = new GrowableUint32()
  readonly #entryNames: EntryNames
  /** Whether the bytes so far end inside of a string, and whether right after a backslash. */
  #isOpen = false
  #isEscaped = false
  readonly #kernel = Kernel.get()

  /**
   * @param capacity expected bytes
   * @param scratch memory for names of entries, free until `markEphemerons` is done
   */
  constructor(capacity: number, allocate: Allocate, scratch?: Uint32Array) {
    this.#entryNames = new EntryNames(scratch)
    this.#bytes = new GrowableBytes(capacity, allocate)
    this.#starts = new GrowableUint32(INITIAL_CAPACITY, allocate)
  }

  /** Reads bytes[from] … bytes[end - 1]. Returns where it stopped: at `end`, or before at something that is not a string. */
  read(bytes: Uint8Array, from: number, end: number): number {
    let at = from
    while (at < end) {
      const maxBytes = this.#kernel?.calls.STRINGS_WINDOW.value ?? end
      const until = Math.min(end, at + maxBytes)
      const begin = this.#isEscaped ? at + 1 : at
      const shift = this.#bytes.length - at
      const stopped = this.#kernel
        ? this.#scanByKernel(this.#kernel, bytes, begin, until, shift)
        : this.#scan(bytes, begin, until, shift)
      this.#isEscaped = stopped > until
      this.#keep(bytes, at, Math.min(stopped, until))
      this.#parseCandidates()
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

  #scanByKernel(kernel: Kernel, bytes: Uint8Array, from: number, end: number, shift: number): number {
    const { calls } = kernel
    kernel.load(bytes, from, end - from)
    const [begin, behind] = [kernel.addressOf(from), kernel.addressOf(end)]
    const index = this.#starts.length
    const stopped = calls.readStrings(begin, behind, shift + from - begin, index, this.#isOpen ? 1 : 0)
    this.#isOpen = calls.stringIsOpen.value === 1
    this.#starts.append(kernel.column(0, calls.stringsTaken.value))
    this.#entryNames.append(kernel.column(1, 3 * calls.entriesTaken.value))
    // The kernel has only a part of a string that began in an earlier piece.
    if (calls.openEnd.value !== 0) this.#candidates.append([index - 1, calls.openEnd.value])
    return kernel.indexOf(stopped)
  }

  /** Returns where it stopped: `end`, or `end` + 1 if the byte there is escaped, or before at something that is not a string. */
  #scan(bytes: Uint8Array, from: number, end: number, shift: number): number {
    const maxStrings = Math.ceil((end - from) / MIN_STRING_BYTES) + 1
    const starts = this.#starts.reserve(maxStrings)
    const candidates = this.#candidates.reserve(2 * maxStrings)
    let count = this.#starts.length
    let found = 0
    let at = from
    let isOpen = this.#isOpen
    // Of a string that began in an earlier piece, the byte before the quote may not be in this one.
    let isCandidate = isOpen
    for (;;) {
      if (isOpen) {
        at = findQuote(bytes, at, end)
        if (at >= end) break
        if (isCandidate || bytes[at - 1] === CLOSE_PARENTHESIS) {
          candidates[found++] = count - 1
          candidates[found++] = at + shift
          isCandidate = false
        }
        isOpen = false
        at++
      }
      at = skipBetween(bytes, at, end)
      if (at >= end || bytes[at] !== QUOTE) break
      starts[count++] = ++at + shift
      isOpen = true
    }
    this.#starts.length = count
    this.#candidates.length = found
    this.#isOpen = isOpen
    return at
  }

  /** Parses them in `#bytes`, where strings from several pieces are complete. */
  #parseCandidates(): void {
    const { length, values } = this.#candidates
    const starts = this.#starts.values
    for (let row = 0; row < length; row += 2) {
      const index = values[row]!
      this.#entryNames.addIfEntry(index, this.#bytes.bytes, starts[index]!, values[row + 1]!)
    }
    this.#candidates.length = 0
  }

  #keep(bytes: Uint8Array, from: number, end: number): void {
    if (this.#bytes.length + end - from > MAX_BYTES) {
      throw new SnapshotError('too-large', 'The strings take more than 4 GiB.')
    }
    this.#bytes.append(bytes.subarray(from, end))
  }
}

/** The index of the closing quote; `end` if there is none, or `end` + 1 if the byte there is escaped. */
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
