// Typed arrays that grow, and arrays that fail with a SnapshotError where there is no memory for them.
import { SnapshotError } from './snapshot-error.ts'

/** A list of numbers that grows. Only the first `length` entries of `values` are in use. */
export class GrowableUint32 {
  values: Uint32Array
  length = 0
  readonly #allocate: Allocate

  constructor(capacity = 1024, allocator: Allocate = allocate) {
    this.#allocate = allocator
    this.values = allocator(Uint32Array, capacity)
  }

  push(value: number): void {
    if (this.length === this.values.length) this.#grow()
    this.values[this.length++] = value
  }

  /** `values`, with room for `count` more numbers. The caller writes them from `length` on, and then adds to `length`. */
  reserve(count: number): Uint32Array {
    while (this.length + count > this.values.length) this.#grow()
    return this.values
  }

  append(more: ArrayLike<number>): void {
    this.reserve(more.length).set(more, this.length)
    this.length += more.length
  }

  pop(): number {
    return this.values[--this.length]!
  }

  #grow(): void {
    const wider = this.#allocate(Uint32Array, this.values.length * 2)
    wider.set(this.values)
    this.values = wider
  }
}

/** Bytes that grow. Only the first `length` of `bytes` are in use. */
export class GrowableBytes {
  bytes: Uint8Array
  length = 0
  readonly #allocate: Allocate

  constructor(capacity: number, allocator: Allocate = allocate) {
    this.#allocate = allocator
    this.bytes = allocator(Uint8Array, capacity)
  }

  append(more: Uint8Array): void {
    const needed = this.length + more.length
    if (needed > this.bytes.length) {
      const wider = this.#allocate(Uint8Array, Math.max(needed, this.bytes.length * 2))
      wider.set(this.bytes.subarray(0, this.length))
      this.bytes = wider
    }
    this.bytes.set(more, this.length)
    this.length = needed
  }
}

/** The constructor of a typed array, such as Uint32Array. */
export interface TypedArrayConstructor<T> {
  new (length: number): T
  new (buffer: ArrayBufferLike, from?: number, length?: number): T
  readonly BYTES_PER_ELEMENT: number
}

/** Makes a typed array of zeros. Throws SnapshotError `too-large`. */
export type Allocate = <T>(kind: TypedArrayConstructor<T>, length: number) => T

/** A new typed array of zeros. The system commits its pages when they are written. Throws SnapshotError `too-large`. */
export function allocate<T>(kind: TypedArrayConstructor<T>, length: number): T {
  return orTooLarge(length, () => new kind(length))
}

/** The same in shared memory, for two threads. */
export function allocateShared<T>(kind: TypedArrayConstructor<T>, length: number): T {
  return orTooLarge(length, () => new kind(new SharedArrayBuffer(length * kind.BYTES_PER_ELEMENT)))
}

function orTooLarge<T>(length: number, create: () => T): T {
  try {
    return create()
  } catch (cause) {
    throw new SnapshotError('too-large', `No memory for an array of ${length} entries.`, { cause })
  }
}

/** A copy of a typed array. Throws SnapshotError `too-large`. */
export function copyOf<T extends Uint32Array | Float64Array>(array: T): T {
  const copy = allocate(array.constructor as TypedArrayConstructor<T>, array.length)
  copy.set(array)
  return copy
}
