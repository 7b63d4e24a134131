import { compile, instantiate } from '../memory/web-assembly.ts'
import { NEWLINE } from './json-bytes.ts'
import { KERNEL_WASM } from './kernel.wasm.ts'

// The inner loops of the parser, in WebAssembly: eight digits in a word, sixteen bytes at a look, and compiled in a
// millisecond, where a loop in JavaScript has read megabytes before it is fast. Their sources are in kernel/. What they do
// not take, a row that V8 would write otherwise, is the careful reader's, and so is all of it where there is no WebAssembly
// (`--jitless`).

/** What kernel/index.ts exports, where the parameters are told. Addresses, and steps between columns, in bytes. */
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

/** No row that the kernel takes is longer, and it looks no further ahead. */
const LONGEST = 128

/** A call's share of the rows: the addresses at which the first may begin and the last, and how many there may be. */
export interface Stretch {
  from: number
  limit: number
  most: number
  /** Between two rows: the bytes of ",", or of "\n," as V8 writes it, as one number, and how many. */
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
  /** Of a place among the bytes in hand to its address, and up to which place they stand in the memory. */
  #shift = 0
  #to = 0

  private constructor(calls: Exports) {
    this.calls = calls
    this.bytes = new Uint8Array(calls.memory.buffer)
    this.#words = new Uint32Array(calls.memory.buffer)
    this.#input = calls.input.value
    this.#window = calls.WINDOW.value
  }

  /** That of this thread, or undefined where there can be none. Who reads has it for as long as bytes are in hand. */
  static get(): Kernel | undefined {
    if (ofThread === undefined) {
      const exports = instantiate(compile(KERNEL_WASM))
      if (exports !== undefined) ofThread = new Kernel(exports as Exports)
    }
    return ofThread
  }

  /** A part of its memory for bytes of a file: what reads into it must have done with them before it waits for anything. */
  get piece(): Uint8Array {
    const { PIECE, piece } = this.calls
    return this.bytes.subarray(piece.value, piece.value + PIECE.value)
  }

  /** Has bytes[at] in its memory, with `most` bytes that follow, if there are so many. */
  load(bytes: Uint8Array, at: number, most = this.#window): void {
    if (bytes.buffer === this.bytes.buffer) {
      this.#shift = bytes.byteOffset
      this.#to = bytes.length
    } else {
      this.#shift = this.#input - at
      this.#to = Math.min(bytes.length, at + most)
      this.bytes.set(bytes.subarray(at, this.#to), this.#input)
    }
  }

  /** The same for rows of the same bytes, if need be. Returns where the last one may begin that it is to take: at `last` or before. */
  loadRows(bytes: Uint8Array, at: number, last: number): number {
    if (at > this.#to - LONGEST) this.load(bytes, at)
    return Math.min(last, this.#to - LONGEST)
  }

  /** `most` rows that begin at bytes[at], where the row before ended, to bytes[limit]. */
  stretch(bytes: Uint8Array, at: number, limit: number, most: number): Stretch {
    const between = bytes[at] === NEWLINE ? { separator: 0x2c0a, gap: 2 } : { separator: 0x2c, gap: 1 }
    return { from: this.addressOf(at), limit: this.addressOf(limit), most, ...between }
  }

  /** Where one of the bytes in hand stands in its memory. */
  addressOf(at: number): number {
    return at + this.#shift
  }

  placeOf(address: number): number {
    return address - this.#shift
  }

  /** A column of words that was written last. */
  column(index: number, length: number): Uint32Array {
    const from = (this.calls.columns.value + index * this.calls.COLUMN.value) / 4
    return this.#words.subarray(from, from + length)
  }

  /** One of bytes. */
  smallColumn(index: number, length: number): Uint8Array {
    const from = this.calls.smallColumns.value + index * this.calls.SMALL_COLUMN.value
    return this.bytes.subarray(from, from + length)
  }
}
