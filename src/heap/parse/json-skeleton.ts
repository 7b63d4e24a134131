// Reads the skeleton of the file, which is one JSON object: its braces and keys, and the brackets around its arrays. Each function
// returns undefined or false where more bytes are needed, and can then be called again with more of them.
import type { Cursor } from './cursor.ts'
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-bytes.ts'
import type { CreateError } from './parse-error.ts'
import { MAX_ROW_BYTES } from './row-reader.ts'

const MAX_KEY_BYTES = 32

/** A limit for values that are kept. */
const MAX_VALUE_BYTES = 1 << 24

export class JsonSkeleton {
  readonly #cursor: Cursor
  readonly #createError: CreateError
  /** Of the value that is being skipped: how deep its brackets and braces are nested, and whether the bytes so far end in a string. */
  #depth = 0
  #inString = false
  #isEscaped = false
  /** What was read of a value that is kept. */
  #kept: Uint8Array[] = []
  #keptBytes = 0

  constructor(cursor: Cursor, createError: CreateError) {
    this.#cursor = cursor
    this.#createError = createError
  }

  /** The brace that opens the object. */
  readOpenBrace(): boolean {
    return this.#readByte(OPEN_BRACE, '"{" expected')
  }

  readOpenBracket(): boolean {
    return this.#readByte(OPEN_BRACKET, '"[" expected')
  }

  /** The bracket that closes an array whose announced rows were read. */
  readCloseBracket(): boolean {
    return this.#readByte(CLOSE_BRACKET, '"]" expected: more rows than announced')
  }

  /**
   * A key, its colon and the white space before the value; null at the brace that closes the object. Of a long key only the beginning
   * is returned.
   */
  readKey(): string | null | undefined {
    const cursor = this.#cursor
    let byte = cursor.peek()
    if (byte === COMMA) {
      cursor.at++
      byte = cursor.peek()
    }
    if (byte === -1) return undefined
    if (byte === CLOSE_BRACE) {
      cursor.at++
      return null
    }
    if (byte !== QUOTE) throw this.#createError('malformed', cursor.at, 'a key expected')
    const { bytes } = cursor
    const from = cursor.at
    const close = bytes.indexOf(QUOTE, from + 1)
    if (close !== -1) {
      cursor.at = close + 1
      const colon = cursor.peek()
      if (colon !== -1 && colon !== COLON) throw this.#createError('malformed', cursor.at, '":" expected')
      if (colon === COLON) {
        cursor.at++
        if (cursor.peek() !== -1) {
          return String.fromCharCode(...bytes.subarray(from + 1, Math.min(close, from + 1 + MAX_KEY_BYTES)))
        }
      }
    }
    if (bytes.length - from > MAX_ROW_BYTES) {
      throw this.#createError('malformed', cursor.isPadding ? bytes.length : from, 'a key without an end')
    }
    cursor.at = from
    return undefined
  }

  /** Skips any JSON value. Returns whether it was complete. */
  skipValue(): boolean {
    const cursor = this.#cursor
    const { bytes } = cursor
    let at = cursor.at
    let isDone = false
    while (at < bytes.length && !isDone) {
      const byte = bytes[at]!
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false
        else if (byte === BACKSLASH) this.#isEscaped = true
        else if (byte === QUOTE) this.#inString = false
      } else if (byte === QUOTE) this.#inString = true
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth++
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte === COMMA) {
        if (this.#depth === 0) {
          // The value was a number, a string or a literal. This comma or brace belongs to the outer object.
          isDone = true
          break
        }
        if (byte !== COMMA && --this.#depth === 0) isDone = true
      }
      at++
    }
    cursor.at = at
    return isDone
  }

  /** The text of a JSON value, when it is complete. */
  readValue(): string | undefined {
    const { at: from, bytes } = this.#cursor
    const isDone = this.skipValue()
    const part = bytes.slice(from, this.#cursor.at)
    this.#kept.push(part)
    this.#keptBytes += part.length
    if (this.#keptBytes > MAX_VALUE_BYTES) {
      throw this.#createError('malformed', this.#cursor.at, 'the "snapshot" object has no end')
    }
    return isDone ? Buffer.concat(this.#kept).toString('utf8') : undefined
  }

  /** After the closing brace there may be only white space. */
  expectNothing(): void {
    if (this.#cursor.peek() !== -1) {
      throw this.#createError('malformed', this.#cursor.at, 'something follows the snapshot')
    }
  }

  #readByte(byte: number, problem: string): boolean {
    const found = this.#cursor.peek()
    if (found === -1) return false
    if (found !== byte) throw this.#createError('malformed', this.#cursor.at, problem)
    this.#cursor.at++
    return true
  }
}
