// How can a WeakMap be iterated and counted? With a weak reference to each key: an entry is removed when its key is collected.
// Python's WeakKeyDictionary, with the methods of a JavaScript Map.
import { IterableWeakSet } from './iterable-weak-set.ts'

/**
 * Keys are what a WeakRef accepts: objects, functions, unique symbols. Values are anything, and stay alive as long as their key,
 * even if they reference it: the entries are ephemerons, like those of a WeakMap.
 *
 * A method that returns or counts keys keeps them alive until the job ends, as every `deref()` does; `get` and `has` do not.
 */
export class IterableWeakMap<K extends WeakKey, V> implements Iterable<[K, V]> {
  readonly #keys = new IterableWeakSet<K>()
  #values = new WeakMap<K, V>()

  /** @param entries copied one by one; another IterableWeakMap copies the ones that are alive */
  constructor(entries: Iterable<readonly [K, V]> = []) {
    for (const [key, value] of entries) this.set(key, value)
  }

  /** Entries whose keys are alive, counted one by one. */
  get size(): number {
    return this.#keys.size
  }

  /** All entries, including those whose keys are collected and whose callbacks are pending. Keeps no key alive. */
  get rawSize(): number {
    return this.#keys.rawSize
  }

  get(key: K): V | undefined {
    return this.#values.get(key)
  }

  has(key: K): boolean {
    return this.#keys.has(key)
  }

  /** @throws TypeError when the key is a primitive or a registered symbol; the map is unchanged */
  set(key: K, value: V): this {
    this.#keys.add(key)
    this.#values.set(key, value)
    return this
  }

  /** The value of the key; if there is none, sets the given value. Python's `setdefault`. */
  getOrInsert(key: K, value: V): V {
    return this.getOrInsertComputed(key, () => value)
  }

  /** The same, with a value that is computed only if it is needed. */
  getOrInsertComputed(key: K, compute: (key: K) => V): V {
    if (!this.has(key)) this.set(key, compute(key))
    return this.#values.get(key) as V
  }

  /** @returns true when there was an entry */
  delete(key: K): boolean {
    this.#values.delete(key)
    return this.#keys.delete(key)
  }

  /** Removes the entry, and returns its value. Python's `pop`. */
  take(key: K): V | undefined {
    const value = this.get(key)
    this.delete(key)
    return value
  }

  clear(): void {
    this.#keys.clear()
    this.#values = new WeakMap()
  }

  /** Entries may be collected, added and removed meanwhile, as in a Map. Between two steps of the iteration at most one entry is kept alive. */
  *entries(): IterableIterator<[K, V]> {
    for (const key of this.#keys) yield [key, this.#values.get(key) as V]
  }

  keys(): IterableIterator<K> {
    return this.#keys.values()
  }

  *values(): IterableIterator<V> {
    for (const [, value] of this.entries()) yield value
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries()
  }
}
