// The built-ins that the harness uses, saved before the scenario is loaded: a scenario may replace any of them
// afterwards without an effect on its readings.
import fs from 'node:fs'
import { PerformanceObserver, performance } from 'node:perf_hooks'
import util from 'node:util'
import v8 from 'node:v8'
import { isMainThread } from 'node:worker_threads'
import type { Engine } from '../model/runtime.ts'

export { isMainThread }

export const now: () => number = performance.now.bind(performance)
export const memoryUsage: () => NodeJS.MemoryUsage = process.memoryUsage.bind(process)
export const heapStatistics: typeof v8.getHeapStatistics = v8.getHeapStatistics
export const writeHeapSnapshot: typeof v8.writeHeapSnapshot = v8.writeHeapSnapshot
export const nodeVersion: string = process.version
export const platform: NodeJS.Platform = process.platform
export const ownPid: number = process.pid

const { Bun, Deno } = globalThis as {
  Bun?: { version: string; gc(sync: boolean): number }
  Deno?: { version: { deno: string } }
}
/** The engine of this process, and its version as `process.version` has it. */
export const engine: Exclude<Engine, 'python'> =
  Bun !== undefined ? 'bun' : Deno !== undefined ? 'deno' : 'node'
export const engineVersion: string =
  Bun !== undefined ? `v${Bun.version}` : Deno !== undefined ? `v${Deno.version.deno}` : process.version
const collectInBun = Bun?.gc
/** Collects all that is unreachable, before it returns; an option makes the collection a minor one where there are such. */
export const forceCollection: ((options?: object) => void) | undefined =
  collectInBun !== undefined
    ? () => void collectInBun(true)
    : (globalThis.gc as ((options?: object) => void) | undefined)
export const setMacrotask: (callback: () => void) => unknown = setImmediate
export const setTimer: (callback: () => void, ms: number) => NodeJS.Timeout = setTimeout
export const clearTimer: (timer: NodeJS.Timeout) => void = clearTimeout
export const setMicrotask: (callback: () => void) => void = queueMicrotask
export const setNextTick: (callback: () => void) => void = process.nextTick.bind(process)
export const stringify: (value: unknown) => string = JSON.stringify
export const parse: (text: string) => unknown = JSON.parse
export const keys: (value: object) => string[] = Object.keys
export const isArray: (value: unknown) => boolean = Array.isArray
export const writeSync: typeof fs.writeSync = fs.writeSync
export const openSync: typeof fs.openSync = fs.openSync
export const closeSync: typeof fs.closeSync = fs.closeSync
export const readSync: typeof fs.readSync = fs.readSync
/** `fs.readSync` at a position. @returns bytes read */
export const readBytes: (
  descriptor: number,
  buffer: Buffer,
  offset: number,
  length: number,
  position: number,
) => number = fs.readSync
export const wait: typeof Atomics.wait = Atomics.wait
export const fstatSync: typeof fs.fstatSync = fs.fstatSync
/** `process.exit()` without exit handlers. */
export const reallyExit: (code: number) => never = (
  process as unknown as { reallyExit: (code: number) => never }
).reallyExit.bind(process)
/** Names of what keeps the event loop alive, and of the system's work in progress. No names where the runtime does not say. */
export const activeResources: () => readonly string[] =
  (process.getActiveResourcesInfo as (() => string[]) | undefined)?.bind(process) ?? (() => [])
/** Time that the event loop was idle, in milliseconds. */
export const idleMs: () => number = () => performance.nodeTiming?.idleTime ?? 0
export const defineProperty: typeof Object.defineProperty = Object.defineProperty
export const getOwnPropertyDescriptor: typeof Object.getOwnPropertyDescriptor =
  Object.getOwnPropertyDescriptor
export const inspect: (value: unknown) => string = util.inspect
export const isNativeError: (value: unknown) => boolean = util.types.isNativeError
export const isProxy: (value: unknown) => boolean = util.types.isProxy
export const NativeError: ErrorConstructor = Error
export const NativeWeakRef: WeakRefConstructor = WeakRef
export const NativeFinalizationRegistry: FinalizationRegistryConstructor = FinalizationRegistry
export const NativeWeakMap: WeakMapConstructor = WeakMap
export const NativePromise: PromiseConstructor = Promise
export const GcObserver: typeof PerformanceObserver = PerformanceObserver

export const floor: typeof Math.floor = Math.floor
export const abs: typeof Math.abs = Math.abs
export const min: typeof Math.min = Math.min
export const max: typeof Math.max = Math.max

/** Makes a method a function of its object, also when the scenario has changed the prototype. */
const uncurry = Function.prototype.bind.bind(Function.prototype.call) as <
  This,
  Rest extends unknown[],
  Result,
>(
  method: (this: This, ...rest: Rest) => Result,
) => (self: This, ...rest: Rest) => Result

export const indexOfText: (text: string, part: string) => number = uncurry(String.prototype.indexOf)
export const lastIndexOfText: (text: string, part: string) => number = uncurry(String.prototype.lastIndexOf)
export const sliceText: (text: string, start: number, end?: number) => string = uncurry(
  String.prototype.slice,
)
export const codeAt: (text: string, index: number) => number = uncurry(String.prototype.charCodeAt)
/** `expression.exec(text)`. */
export const execute: (expression: RegExp, text: string) => RegExpExecArray | null = uncurry(
  RegExp.prototype.exec,
)
const buffers = Buffer.prototype as unknown as {
  utf8Write(this: Buffer, text: string, offset: number, length: number): number
  utf8Slice(this: Buffer, start: number, end: number): string
  latin1Slice(this: Buffer, start: number, end: number): string
}
/** Writes a text from an offset, in at most so many bytes. @returns bytes written */
export const writeUtf8: (buffer: Buffer, text: string, offset: number, length: number) => number = uncurry(
  buffers.utf8Write,
)
export const readUtf8: (buffer: Buffer, start: number, end: number) => string = uncurry(buffers.utf8Slice)
export const readLatin1: (buffer: Buffer, start: number, end: number) => string = uncurry(buffers.latin1Slice)
export const allocateBuffer: (bytes: number) => Buffer = Buffer.allocUnsafeSlow

const NativeArray = Array
const fill: (list: unknown[], value: unknown) => unknown[] = uncurry(Array.prototype.fill)
const readFileSync = fs.readFileSync
const readdirSync = fs.readdirSync
const create = Object.create
const derefOf = WeakRef.prototype.deref
const registerOf = FinalizationRegistry.prototype.register
const readOf = WeakMap.prototype.get
const writeOf = WeakMap.prototype.set
const apply = Reflect.apply

/** `reference.deref()`, also when the scenario has changed the prototype. */
export function deref(reference: WeakRef<WeakKey>): WeakKey | undefined {
  return apply(derefOf, reference, [])
}

/** `registry.register(object, held)`, also when the scenario has changed the prototype. */
export function register<T>(registry: FinalizationRegistry<T>, object: WeakKey, held: T): void {
  apply(registerOf, registry, [object, held])
}

/** `map.get(key)`, also when the scenario has changed the prototype. */
export function readWeakMap<K extends WeakKey, V>(map: WeakMap<K, V>, key: K): V | undefined {
  return apply(readOf, map, [key]) as V | undefined
}

/** `map.set(key, value)`, also when the scenario has changed the prototype. */
export function writeWeakMap<K extends WeakKey, V>(map: WeakMap<K, V>, key: K, value: V): void {
  apply(writeOf, map, [key, value])
}

/** A list of so many empty places, which has room for no more. */
export function makeEmptyList<T>(length: number): (T | undefined)[] {
  return fill(new NativeArray<T | undefined>(length), undefined) as (T | undefined)[]
}

/** An object that inherits nothing. */
export function createBare(): Record<string, unknown> {
  return create(null) as Record<string, unknown>
}

/** The text of a file; empty if it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** The names in a folder; none if it cannot be read. */
export function readDirectory(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
