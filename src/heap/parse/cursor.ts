// Which bytes can the parser read now, and where in the file are they? Pieces of any size come in. What the parser leaves of one, less
// than MAX_ROW_BYTES, is joined with the beginning of the next.
import { isSpace } from './json-bytes.ts'
import type { CreateError, ErrorPlace } from './parse-error.ts'
import { MAX_ROW_BYTES } from './row-reader.ts'

export class Cursor {
  /** The available bytes. */
  bytes: Uint8Array = new Uint8Array(0)
  /** The index in them at which the parser continues. */
  at = 0
  /** Whether the bytes of the file ended: what comes now is padding, so that the last rows can be read. */
  isPadding = false
  /** Offset in the file of the first of the available bytes. Between two pieces: of the first byte that was not parsed. */
  #offset = 0
  /** How many bytes of the file were pushed. */
  #pushed = 0
  /** What was left of the last piece. */
  #rest: Uint8Array = new Uint8Array(0)
  readonly #parse: () => void
  readonly #createError: CreateError

  /** @param parse reads what it can of the available bytes, and moves `at` behind it */
  constructor(parse: () => void, createError: CreateError) {
    this.#parse = parse
    this.#createError = createError
  }

  /** Parses the next bytes of the file. They may be overwritten afterwards. */
  push(piece: Uint8Array): void {
    // A Buffer's own slice() would share the bytes.
    const chunk = new Uint8Array(piece.buffer, piece.byteOffset, piece.length)
    if (!this.isPadding) this.#pushed += piece.length
    let from = 0
    const rest = this.#rest
    if (rest.length > 0) {
      const taken = Math.min(chunk.length, 2 * MAX_ROW_BYTES)
      const joint = new Uint8Array(rest.length + taken)
      joint.set(rest)
      joint.set(chunk.subarray(0, taken), rest.length)
      const parsed = this.#parseFrom(joint, 0)
      if (taken === chunk.length) {
        this.#rest = joint.subarray(parsed)
        this.#offset += parsed
        return
      }
      if (parsed < rest.length)
        throw this.#createError('malformed', parsed, `longer than ${MAX_ROW_BYTES} bytes`)
      from = parsed - rest.length
      this.#offset += rest.length
    }
    const parsed = this.#parseFrom(chunk, from)
    this.#rest = chunk.slice(parsed)
    this.#offset += parsed
  }

  /** The file has no more bytes: parses the rest. */
  finish(): void {
    this.isPadding = true
    this.push(new Uint8Array(MAX_ROW_BYTES).fill(32))
  }

  /** Skips white space. Returns the byte after it, or -1 if no more bytes are available. */
  peek(): number {
    const { bytes } = this
    while (this.at < bytes.length) {
      const byte = bytes[this.at]!
      if (!isSpace(byte)) return byte
      this.at++
    }
    return -1
  }

  /** Offset in the file of the byte at `at`. */
  get position(): number {
    return this.#offset + this.at
  }

  /**
   * Between two pieces: leaves out the bytes of the file up to an offset. Returns how many they are; 0 if a rest of the last piece is
   * still to be parsed.
   */
  skipTo(offset: number): number {
    if (this.#rest.length > 0) return 0
    const skipped = Math.max(0, offset - this.#offset)
    this.#offset += skipped
    return skipped
  }

  /** Where in the file is the byte at an index? */
  locate(at: number): Pick<ErrorPlace, 'byte' | 'isFileEnd'> {
    const end = this.bytes.length
    const byte = this.#offset + Math.min(at, end)
    return {
      byte: this.isPadding ? Math.min(byte, this.#pushed) : byte,
      isFileEnd: this.isPadding && at >= end - MAX_ROW_BYTES,
    }
  }

  /** Returns how many bytes were parsed. */
  #parseFrom(bytes: Uint8Array, from: number): number {
    this.bytes = bytes
    this.at = from
    this.#parse()
    return Math.min(this.at, bytes.length)
  }
}
