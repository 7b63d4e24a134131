// The passes (the loops over nodes and edges) are compiled twice from one source, passes/: to WebAssembly, which is fast from the
// first call, and to JavaScript for where WebAssembly, or enough of its memory, is not available.
import * as portable from './passes/index.ts'
import { useMemory } from './passes/words.ts'
import { PASSES_WASM } from './passes.wasm.ts'
import { compile, instantiate, type SharedMemory } from './web-assembly.ts'

/** Parameters and results are whole numbers. What is a boolean in JavaScript is 0 or 1 in WebAssembly. */
export type Passes = typeof portable

let compiled: object | undefined

/** The passes in WebAssembly, working on a memory. Undefined where WebAssembly is not available. */
export function compilePasses(memory: SharedMemory): Passes | undefined {
  compiled ??= compile(PASSES_WASM)
  return instantiate(compiled, { env: { memory } }) as Passes | undefined
}

/** The passes in JavaScript, working on any memory until the next call of this function. */
export function usePortablePasses(buffer: ArrayBufferLike): Passes {
  useMemory(buffer)
  return portable
}
