// WebAssembly where it is available. It is not under `--jitless`, where a policy forbids it, or where the address space is too
// small; then the functions return undefined, and every caller has a way without it.

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

const PAGE_BYTES = 65_536
/** 4 GiB */
const MAX_PAGES = 65_536

/** Compiles a module from base64. */
export function compile(text: string): object | undefined {
  try {
    return WebAssembly && new WebAssembly.Module(Buffer.from(text, 'base64'))
  } catch {
    return undefined
  }
}

/** Instantiates a module, if there is one, and returns its exports. */
export function instantiate(module: object | undefined, imports?: object): object | undefined {
  try {
    return module && new WebAssembly!.Instance(module, imports).exports
  } catch {
    return undefined
  }
}

/** A shared memory of at least so many bytes, all zeros. The system commits pages when they are first used. */
export function createMemory(bytes: number): SharedMemory | undefined {
  const pages = Math.ceil(bytes / PAGE_BYTES)
  if (pages > MAX_PAGES) return undefined
  try {
    return WebAssembly && new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch {
    return undefined
  }
}
