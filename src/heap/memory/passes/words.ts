// The memory that a pass works on, here as typed arrays. For WebAssembly, the compiler reads words.assembly.ts in its place.

let words: Uint32Array = new Uint32Array(0)
let bytes: Uint8Array = new Uint8Array(0)
let sizes: Float64Array = new Float64Array(0)

/** Makes the passes work on this memory, until the next call. */
export function useMemory(buffer: ArrayBufferLike): void {
  if (words.buffer === buffer) return
  words = new Uint32Array(buffer)
  bytes = new Uint8Array(buffer)
  sizes = new Float64Array(buffer)
}

/** A word of an array that begins at word `base`. */
export function get(base: number, index: number): number {
  return words[base + index]!
}

export function set(base: number, index: number, value: number): void {
  words[base + index] = value
}

/** A byte of an array that begins at word `base`. */
export function getByte(base: number, index: number): number {
  return bytes[base * 4 + index]!
}

export function setByte(base: number, index: number, value: number): void {
  bytes[base * 4 + index] = value
}

/** Sizes are doubles, two words each; an array of them begins at an even word. */
export function setSize(base: number, index: number, value: number): void {
  sizes[base / 2 + index] = value
}

/** Adds one of an array's sizes to another. */
export function addSize(base: number, to: number, from: number): void {
  sizes[base / 2 + to]! += sizes[base / 2 + from]!
}
