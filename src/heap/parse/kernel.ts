// Calls the inner loops of the parser, which are WebAssembly compiled from kernel/. They read eight digits as one word and sixteen
// bytes at a time, and V8 compiles them in a millisecond; a loop in JavaScript has read megabytes before it is fast. A row that V8
// would write in another way is left to RowReader, and so is everything where WebAssembly is not available (`--jitless`).
import { compile, instantiate } from '../memory/web-assembly.ts'
import { NEWLINE } from './json-bytes.ts'
import { KERNEL_WASM } from './kernel.wasm.ts'

/** The exports of kernel/index.ts, where their parameters are documented. Addresses, and distances between columns, are in bytes. */
interface Exports {
  memory: { buffer: ArrayBuffer }
  input: Constant
  WINDOW: Constant
  piece: Constant
  PIECE: Constant
  edgeTypeCodes: Constant
  columns: Constant
  COLUMN: Constant
  smallColumns: Constant
  SMALL_COLUMN: Constant
  readNodes(...numbers: number[]): number
  nodesTaken: Constant
  nodesMaxName: Constant
  nodesEdges: Constant
  someDetached: Constant
  readEdges(...numbers: number[]): number
  edgesTaken: Constant
  edgesMaxName: Constant
  readLocations(...numbers: number[]): number
  locationsTaken: Constant
  readStrings(...numbers: number[]): number
  stringsTaken: Constant
  entriesTaken: Constant
  openEnd: Constant
  stringIsOpen: Constant
  STRINGS_WINDOW: Constant
}

interface Constant {
  readonly value: number
}

/** The kernel reads no longer row, and loads no byte further ahead. */
const LOOKAHEAD = 128

/** What one call is to read. */
export interface Batch {
  /** Address where the previous row ended: of the separator before the first row. */
  from: number
  /** The last address at which a row may begin. */
  lastStart: number
  maxRows: number
  /** The bytes between two rows (",", or "\n," as V8 writes it) as one number, and how many they are. */
  separator: number
  gap: number
}

let ofThread: Kernel | undefined

export class Kernel {
  readonly calls: Exports
  readonly bytes: Uint8Array
  readonly #words: Uint32Array
  readonly #input: number
  readonly #window: number
  /** Index in the loaded bytes + #shift = address. The bytes up to #loadedEnd are in the memory. */
  #shift = 0
  #loadedEnd = 0

  private constructor(calls: Exports) {
    this.calls = calls
    this.bytes = new Uint8Array(calls.memory.buffer)
    this.#words = new Uint32Array(calls.memory.buffer)
    this.#input = calls.input.value
    this.#window = calls.WINDOW.value
  }

  /** The kernel of this thread, or undefined without WebAssembly. All readers share it: load again after you awaited anything. */
  static get(): Kernel | undefined {
    if (ofThread === undefined) {
      const exports = instantiate(compile(KERNEL_WASM))
      if (exports !== undefined) ofThread = new Kernel(exports as Exports)
    }
    return ofThread
  }

  /** A buffer in the kernel's memory for a piece of a file. Bytes in it need not be copied. All readers share it. */
  get piece(): Uint8Array {
    const { PIECE, piece } = this.calls
    return this.bytes.subarray(piece.value, piece.value + PIECE.value)
  }

  /** Copies up to `maxBytes` bytes from bytes[at] on into the kernel's memory, unless they are there already. */
  load(bytes: Uint8Array, at: number, maxBytes = this.#window): void {
    if (bytes.buffer === this.bytes.buffer) {
      this.#shift = bytes.byteOffset
      this.#loadedEnd = bytes.length
    } else {
      this.#shift = this.#input - at
      this.#loadedEnd = Math.min(bytes.length, at + maxBytes)
      this.bytes.set(bytes.subarray(at, this.#loadedEnd), this.#input)
    }
  }

  /**
   * Loads the bytes for more rows of the same section, if they are not loaded yet. Returns the last index at which a row may begin: `last`
   * or before.
   */
  loadRows(bytes: Uint8Array, at: number, last: number): number {
    if (at > this.#loadedEnd - LOOKAHEAD) this.load(bytes, at)
    return Math.min(last, this.#loadedEnd - LOOKAHEAD)
  }

  /** Up to `maxRows` rows. The first follows the separator at bytes[at], the last begins at bytes[lastStart] or before. */
  batch(bytes: Uint8Array, at: number, lastStart: number, maxRows: number): Batch {
    const between = bytes[at] === NEWLINE ? { separator: 0x2c0a, gap: 2 } : { separator: 0x2c, gap: 1 }
    return { from: this.addressOf(at), lastStart: this.addressOf(lastStart), maxRows, ...between }
  }

  /** The address of one of the loaded bytes. */
  addressOf(index: number): number {
    return index + this.#shift
  }

  /** The index, among the loaded bytes, of an address. */
  indexOf(address: number): number {
    return address - this.#shift
  }

  /** A column of words that the last call wrote. The next call overwrites it. */
  column(index: number, length: number): Uint32Array {
    const from = (this.calls.columns.value + index * this.calls.COLUMN.value) / 4
    return this.#words.subarray(from, from + length)
  }

  /** The same for a column of bytes. */
  smallColumn(index: number, length: number): Uint8Array {
    const from = this.calls.smallColumns.value + index * this.calls.SMALL_COLUMN.value
    return this.bytes.subarray(from, from + length)
  }
}
