// What a weak collection holds of an object: a weak reference that leaves the collection after the object's death.

/** Handed to the registry, which holds it strongly: it must not hold the entry, and with it keys and collection. */
type Notice = WeakRef<Entry<WeakKey>>

/**
 * One registry for all collections, for ever. In V8 before 14 (Node 20 to 24) a registry that is itself collected between a
 * target's collection and the callback takes every later callback of the whole process with it. With a registry in each
 * collection, that would happen each time one is dropped at a bad moment.
 */
const deaths = new FinalizationRegistry<Notice>(notice => notice.deref()?.leave())

/** A collection that is gone expects no notices. Those of objects that live on would pile up in the registry. */
const ends = new FinalizationRegistry<Set<Notice>>(notices => {
  for (const notice of notices) deaths.unregister(notice)
})

/** The notices that one collection expects. */
export type Notices = Set<Notice>

export function expectNotices(collection: WeakKey): Notices {
  const notices: Notices = new Set()
  ends.register(collection, notices)
  return notices
}

export abstract class Entry<T extends WeakKey> extends WeakRef<T> {
  readonly #notices: Notices
  readonly #notice: Notice = new WeakRef(this)

  /** @throws TypeError when the target is a primitive or a registered symbol */
  constructor(target: T, notices: Notices) {
    super(target)
    this.#notices = notices
    notices.add(this.#notice)
    deaths.register(target, this.#notice, this.#notice)
  }

  /** Takes the entry out of its collection; called after the target's death. */
  abstract leave(): void

  /** Expects no notice any more: the entry has left. */
  unregister(): void {
    this.#notices.delete(this.#notice)
    deaths.unregister(this.#notice)
  }
}
