// How can a WeakSet be iterated and counted? With a weak reference to each member, which is removed when it is collected.
// Python's WeakSet, with the methods of a JavaScript Set.
import { Entry, expectNotices, type Notices } from './entry.ts'

class SetEntry<T extends WeakKey> extends Entry<T> {
  readonly #entries: Set<SetEntry<T>>

  constructor(member: T, entries: Set<SetEntry<T>>, notices: Notices) {
    super(member, notices)
    this.#entries = entries
  }

  leave(): void {
    this.unregister()
    this.#entries.delete(this)
  }
}

/**
 * Members are what a WeakRef accepts: objects, functions, unique symbols. They are iterated in the order of insertion.
 *
 * A method that returns or counts members keeps them alive until the job ends, as every `deref()` does; `has` does not.
 */
export class IterableWeakSet<T extends WeakKey> implements Iterable<T> {
  /** In the order of insertion. */
  readonly #entries = new Set<SetEntry<T>>()
  readonly #notices = expectNotices(this)
  #entryOf = new WeakMap<T, SetEntry<T>>()

  /** @param members added one by one; another IterableWeakSet copies the ones that are alive */
  constructor(members: Iterable<T> = []) {
    for (const member of members) this.add(member)
  }

  /** Members that are alive, counted one by one. */
  get size(): number {
    let alive = 0
    for (const entry of this.#entries) if (entry.deref() !== undefined) alive++
    return alive
  }

  /** All entries, including those whose members are collected and whose callbacks are pending. Keeps no member alive. */
  get rawSize(): number {
    return this.#entries.size
  }

  has(member: T): boolean {
    return this.#entryOf.has(member)
  }

  /** @throws TypeError when the member is a primitive or a registered symbol; the set is unchanged */
  add(member: T): this {
    if (this.has(member)) return this
    const entry = new SetEntry(member, this.#entries, this.#notices)
    this.#entryOf.set(member, entry)
    this.#entries.add(entry)
    return this
  }

  /** @returns true when it was a member */
  delete(member: T): boolean {
    this.#entryOf.get(member)?.leave()
    return this.#entryOf.delete(member)
  }

  clear(): void {
    for (const entry of this.#entries) entry.leave()
    this.#entryOf = new WeakMap()
  }

  /** Members may be collected, added and removed meanwhile, as in a Set. Between two steps of the iteration at most one member is kept alive. */
  *values(): IterableIterator<T> {
    for (const entry of this.#entries) {
      const member = entry.deref()
      if (member !== undefined) yield member
    }
  }

  /** The same as `values`, as in a Set. */
  keys(): IterableIterator<T> {
    return this.values()
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.values()
  }
}
