// How does a weak collection reference an object? With an entry that leaves the collection after the object is collected.

/** The registry references its holdings strongly. A weak reference to the entry does not keep keys and collection alive. */
type Notice = WeakRef<Entry<WeakKey>>

/**
 * One registry for all collections, as long as the module is loaded. In V8 before 14 (Node 20 to 24), if a registry is
 * collected between a target's collection and its callback, the whole process gets no more callbacks. With a registry in
 * each collection, this would happen each time one is dropped at the wrong moment.
 */
const collectedTargets = new FinalizationRegistry<Notice>(notice => notice.deref()?.leave())

/** Unregisters the notices of a collection that is collected. Otherwise they would pile up while its objects are alive. */
const collectedCollections = new FinalizationRegistry<Set<Notice>>(notices => {
  for (const notice of notices) collectedTargets.unregister(notice)
})

/** The registered notices of one collection. */
export type Notices = Set<Notice>

export function expectNotices(collection: WeakKey): Notices {
  const notices: Notices = new Set()
  collectedCollections.register(collection, notices)
  return notices
}

/** A weak reference to an object of a collection. */
export abstract class Entry<T extends WeakKey> extends WeakRef<T> {
  readonly #notices: Notices
  readonly #notice: Notice = new WeakRef(this)

  /** @throws TypeError when the target is a primitive or a registered symbol */
  constructor(target: T, notices: Notices) {
    super(target)
    this.#notices = notices
    notices.add(this.#notice)
    collectedTargets.register(target, this.#notice, this.#notice)
  }

  /** Removes the entry from its collection. Called after the target is collected. */
  abstract leave(): void

  /** Cancels the notice, because the entry has left. */
  unregister(): void {
    this.#notices.delete(this.#notice)
    collectedTargets.unregister(this.#notice)
  }
}
