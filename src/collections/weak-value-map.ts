// A Map that does not keep its values alive: an entry goes when its value is collected. Python's
// WeakValueDictionary, with the methods of a JavaScript Map.
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
    // The key may have been set again since: only this very entry is to go.
    if (this.#entries.get(this.#key) === this) this.#entries.delete(this.#key)
  }
}

/**
 * Keys are anything, compared as in a Map; values are what a WeakRef takes: objects, functions, unique symbols.
 * Keys are held strongly, so a key that references its value keeps it alive.
 *
 * Whatever answers with values, or counts them, keeps these alive until the job ends, as every `deref()` does.
 */
export class WeakValueMap<K, V extends WeakKey> implements Iterable<[K, V]> {
  readonly #entries: Entries<K, V> = new Map()
  readonly #notices = expectNotices(this)

  /** @param entries copied one by one; another WeakValueMap gives its living ones */
  constructor(entries: Iterable<readonly [K, V]> = []) {
    for (const [key, value] of entries) this.set(key, value)
  }

  /** Entries whose values are alive, counted one by one. */
  get size(): number {
    let living = 0
    for (const entry of this.#entries.values()) if (entry.deref() !== undefined) living++
    return living
  }

  /** Entries there are, those among them whose values are collected and whose callbacks are yet to come. Asks nobody. */
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
   * A key whose value was alive keeps its place in the order; one whose value was dead comes last, as a new one does,
   * whether its callback has come or not.
   * @throws TypeError when the value is a primitive or a registered symbol; the map is as it was
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

  /** The value of the key, or the given one, which is set; never undefined. Python's `setdefault`. */
  getOrInsert(key: K, value: V): V {
    return this.getOrInsertComputed(key, () => value)
  }

  /** The same, for a value that is only made when it is missing. */
  getOrInsertComputed(key: K, compute: (key: K) => V): V {
    const current = this.get(key)
    if (current !== undefined) return current
    // From here on this variable holds the value: no collection can come between setting and answering.
    const value = compute(key)
    this.set(key, value)
    return value
  }

  /** @returns true when an entry went whose value was alive */
  delete(key: K): boolean {
    return this.take(key) !== undefined
  }

  /** Removes the entry and answers with its value, if that was alive. Python's `pop`. */
  take(key: K): V | undefined {
    const entry = this.#entries.get(key)
    entry?.leave()
    return entry?.deref()
  }

  clear(): void {
    for (const entry of this.#entries.values()) entry.leave()
  }

  /** Entries may die, come and go meanwhile, as in a Map. Between two steps at most one value is kept. */
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
