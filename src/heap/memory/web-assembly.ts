// WebAssembly is not of ECMAScript, and not everywhere: there is none under `--jitless`, a policy may forbid it, and an
// address space may be too small. Whoever asks here can do without.

declare const WebAssembly:
  | undefined
  | {
      Module: new (bytes: Uint8Array) => object
      Instance: new (module: object, imports?: object) => { exports: object }
      Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory
    }

export interface SharedMemory {
  readonly buffer: ArrayBufferLike
}

const PAGE = 65_536
/** Four gigabytes. */
const MOST_PAGES = 65_536

/** A module from its text in base64, or undefined. */
export function compile(text: string): object | undefined {
  try {
    return WebAssembly && new WebAssembly.Module(Buffer.from(text, 'base64'))
  } catch {
    return undefined
  }
}

/** What a module exports, or undefined. */
export function instantiate(module: object | undefined, imports?: object): object | undefined {
  try {
    return module && new WebAssembly!.Instance(module, imports).exports
  } catch {
    return undefined
  }
}

/** A memory of so many bytes at least, all zeros, or undefined. The system commits what is used. */
export function createMemory(bytes: number): SharedMemory | undefined {
  const pages = Math.ceil(bytes / PAGE)
  if (pages > MOST_PAGES) return undefined
  try {
    return WebAssembly && new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch {
    return undefined
  }
}
