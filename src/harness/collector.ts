// How can a process that was started without --expose-gc force a collection? For trials that are lived where they are asked for.
import v8 from 'node:v8'
import vm from 'node:vm'
import { forceCollection } from './natives.ts'

/**
 * `globalThis.gc`, or what a context of its own is given once V8 was told to expose it; afterwards V8 is told otherwise,
 * so that no other context has a global more.
 * @returns undefined where the runtime has neither
 */
export function findCollector(): ((options?: object) => void) | undefined {
  if (forceCollection !== undefined) return forceCollection
  try {
    v8.setFlagsFromString('--expose-gc')
    const found: unknown = vm.runInNewContext('globalThis.gc')
    v8.setFlagsFromString('--no-expose-gc')
    return typeof found === 'function' ? (found as (options?: object) => void) : undefined
  } catch {
    return undefined
  }
}
