// How can a process that was started without --expose-gc force a collection? For trials in the calling process.
import v8 from 'node:v8'
import vm from 'node:vm'
import { forceCollection } from './natives.ts'

/**
 * `globalThis.gc`; or the `gc` of a new context, for which the V8 flag is set and then reset, so that later contexts
 * do not get the global.
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
