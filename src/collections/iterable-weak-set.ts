// A WeakSet that can be walked and counted: a member goes when it is collected. Python's WeakSet, with the methods
// of a JavaScript Set.
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
 * Members are what a WeakRef takes: objects, functions, unique symbols. They are walked in the order of adding.
 *
 * Whatever answers with members, or counts them, keeps these alive until the job ends, as every `deref()` does;
 * `has` does not.
 */
export class IterableWeakSet<T extends WeakKey> implements Iterable<T> {
  /** In the order of adding. */
  readonly #entries = new Set<SetEntry<T>>()
  readonly #notices = expectNotices(this)
  #entryOf = new WeakMap<T, SetEntry<T>>()

  /** @param members added one by one; another IterableWeakSet gives its living ones */
  constructor(members: Iterable<T> = []) {
    for (const member of members) this.add(member)
  }

  /** Members that are alive, counted one by one. */
  get size(): number {
    let living = 0
    for (const entry of this.#entries) if (entry.deref() !== undefined) living++
    return living
  }

  /** Members there are, those among them that are collected and whose callbacks are yet to come. Asks nobody. */
  get rawSize(): number {
    return this.#entries.size
  }

  has(member: T): boolean {
    return this.#entryOf.has(member)
  }

  /** @throws TypeError when it is handed a primitive or a registered symbol; the set is as it was */
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

  /** Members may die, come and go meanwhile, as in a Set. Between two steps at most one member is kept. */
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
