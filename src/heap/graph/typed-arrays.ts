import { SnapshotError } from './snapshot-error.ts'

/** Numbers whose count is not known beforehand. `values` may be longer than `length`. */
export class GrowableUint32 {
  values: Uint32Array
  length = 0
  readonly #allocate: Allocate

  constructor(capacity = 1024, take: Allocate = allocate) {
    this.#allocate = take
    this.values = take(Uint32Array, capacity)
  }

  push(value: number): void {
    if (this.length === this.values.length) this.#widen()
    this.values[this.length++] = value
  }

  /** `values`, with room for so many numbers more: who sets them sets `length` as well. */
  reserve(count: number): Uint32Array {
    while (this.length + count > this.values.length) this.#widen()
    return this.values
  }

  append(more: ArrayLike<number>): void {
    this.reserve(more.length).set(more, this.length)
    this.length += more.length
  }

  pop(): number {
    return this.values[--this.length]!
  }

  #widen(): void {
    const wider = this.#allocate(Uint32Array, this.values.length * 2)
    wider.set(this.values)
    this.values = wider
  }
}

/** Bytes whose count may be known beforehand. `bytes` may be longer than `length`. */
export class GrowableBytes {
  bytes: Uint8Array
  length = 0
  readonly #allocate: Allocate

  constructor(capacity: number, take: Allocate = allocate) {
    this.#allocate = take
    this.bytes = take(Uint8Array, capacity)
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

/** A class of typed arrays. */
export interface Kind<T> {
  new (length: number): T
  new (buffer: ArrayBufferLike, from?: number, length?: number): T
  readonly BYTES_PER_ELEMENT: number
}

export type Allocate = <T>(kind: Kind<T>, length: number) => T

/** A typed array, or SnapshotError `too-large` where there is no memory for it. The system commits pages when written. */
export function allocate<T>(kind: Kind<T>, length: number): T {
  return orTooLarge(length, () => new kind(length))
}

/** The same, for two threads. */
export function allocateShared<T>(kind: Kind<T>, length: number): T {
  return orTooLarge(length, () => new kind(new SharedArrayBuffer(length * kind.BYTES_PER_ELEMENT)))
}

function orTooLarge<T>(length: number, take: () => T): T {
  try {
    return take()
  } catch (cause) {
    throw new SnapshotError('too-large', `No memory for an array of ${length} entries.`, { cause })
  }
}

/** A copy of a typed array, or SnapshotError `too-large`. */
export function copyOf<T extends Uint32Array | Float64Array>(array: T): T {
  const copy = allocate(array.constructor as Kind<T>, array.length)
  copy.set(array)
  return copy
}
