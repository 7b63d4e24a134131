import * as portable from './passes/index.ts'
import { useMemory } from './passes/words.ts'
import { PASSES_WASM } from './passes.wasm.ts'
import { compile, instantiate, type SharedMemory } from './web-assembly.ts'

// The passes are compiled twice, from one source (passes/): to WebAssembly, which is fast from its first call, and to
// JavaScript, for where there is none, or not enough of it.

/** Each takes and gives whole numbers; what is no or yes in JavaScript may be 0 or 1. */
export type Passes = typeof portable

let compiled: object | undefined

/** The passes on a memory, or undefined. */
export function compilePasses(memory: SharedMemory): Passes | undefined {
  compiled ??= compile(PASSES_WASM)
  return instantiate(compiled, { env: { memory } }) as Passes | undefined
}

/** The passes on any memory, until they are asked for again. */
export function usePortablePasses(buffer: ArrayBufferLike): Passes {
  useMemory(buffer)
  return portable
}
