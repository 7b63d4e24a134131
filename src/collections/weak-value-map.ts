// How can a Map not keep its values alive? With a weak reference to each: an entry is removed when its value is collected.
// Python's WeakValueDictionary, with the methods of a JavaScript Map.
import { Entry, expectNotices, type Notices } from './entry.ts'

type Entries<K, V extends WeakKey> = Map<K, MapEntry<K, V>>

class MapEntry<K, V extends WeakKey> extends Entry<V> {
  readonly #key: K
  readonly #entries: Entries<K, V>

  constructor(key: K, value: V, entries: Entries<K, V>, notices: Notices) {
    super(value, notices)
    this.#key = key
    this.#entries = entries
  }

  leave(): void {
    this.unregister()
    // The key may have been set again since. Then its entry is another one, which stays.
    if (this.#entries.get(this.#key) === this) this.#entries.delete(this.#key)
  }
}

/**
 * Keys are anything, compared as in a Map; values are what a WeakRef accepts: objects, functions, unique symbols.
 * Keys are referenced strongly, so a key that references its value keeps it alive.
 *
 * A method that returns or counts values keeps them alive until the job ends, as every `deref()` does.
 */
export class WeakValueMap<K, V extends WeakKey> implements Iterable<[K, V]> {
  readonly #entries: Entries<K, V> = new Map()
  readonly #notices = expectNotices(this)

  /** @param entries copied one by one; another WeakValueMap copies the ones that are alive */
  constructor(entries: Iterable<readonly [K, V]> = []) {
    for (const [key, value] of entries) this.set(key, value)
  }

  /** Entries whose values are alive, counted one by one. */
  get size(): number {
    let alive = 0
    for (const entry of this.#entries.values()) if (entry.deref() !== undefined) alive++
    return alive
  }

  /** All entries, including those whose values are collected and whose callbacks are pending. Keeps no value alive. */
  get rawSize(): number {
    return this.#entries.size
  }

  get(key: K): V | undefined {
    return this.#entries.get(key)?.deref()
  }

  has(key: K): boolean {
    return this.get(key) !== undefined
  }

  /**
   * A key whose value is alive keeps its place in the order. A key whose value was collected comes last, like a new one,
   * whether its callback has run or not.
   * @throws TypeError when the value is a primitive or a registered symbol; the map is unchanged
   */
  set(key: K, value: V): this {
    const current = this.get(key)
    if (current !== undefined && current === value) return this
    const entry = new MapEntry(key, value, this.#entries, this.#notices)
    if (current === undefined) this.delete(key)
    else this.#entries.get(key)!.unregister()
    this.#entries.set(key, entry)
    return this
  }

  /** The value of the key; if there is none, sets the given value; never undefined. Python's `setdefault`. */
  getOrInsert(key: K, value: V): V {
    return this.getOrInsertComputed(key, () => value)
  }

  /** The same, with a value that is computed only if it is needed. */
  getOrInsertComputed(key: K, compute: (key: K) => V): V {
    const current = this.get(key)
    if (current !== undefined) return current
    // This variable keeps the value alive until it is returned.
    const value = compute(key)
    this.set(key, value)
    return value
  }

  /** @returns true when the key had a value that was alive */
  delete(key: K): boolean {
    return this.take(key) !== undefined
  }

  /** Removes the entry, and returns its value if that was alive. Python's `pop`. */
  take(key: K): V | undefined {
    const entry = this.#entries.get(key)
    entry?.leave()
    return entry?.deref()
  }

  clear(): void {
    for (const entry of this.#entries.values()) entry.leave()
  }

  /** Entries may be collected, added and removed meanwhile, as in a Map. Between two steps of the iteration at most one value is kept alive. */
  *entries(): IterableIterator<[K, V]> {
    for (const [key, entry] of this.#entries) {
      const value = entry.deref()
      if (value !== undefined) yield [key, value]
    }
  }

  *keys(): IterableIterator<K> {
    for (const [key] of this.entries()) yield key
  }

  *values(): IterableIterator<V> {
    for (const [, value] of this.entries()) yield value
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries()
  }
}
