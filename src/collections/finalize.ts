// A callback for the end of an object, at most once, that can be called earlier or called off. Python's finalize.

/** Holds finalizers until their callbacks have come: nobody else need. */
const registry = new FinalizationRegistry<Finalizer<unknown>>(finalizer => finalizer.call())

/** What `finalize` answers with. */
export class Finalizer<R> {
  #callback: (() => R) | undefined

  /** Use `finalize`. */
  constructor(object: WeakKey, callback: () => R) {
    registry.register(object, this, this)
    this.#callback = callback
  }

  /** True until it is called, by the collector or by hand, or detached. */
  get alive(): boolean {
    return this.#callback !== undefined
  }

  /** Calls back now, unless that was done or called off before. */
  call(): R | undefined {
    const callback = this.#callback
    this.detach()
    return callback?.()
  }

  /** Calls it off, and lets go of the callback. @returns true when it was alive */
  detach(): boolean {
    const wasAlive = this.alive
    this.#callback = undefined
    registry.unregister(this)
    return wasAlive
  }
}

/**
 * Calls back once the object is collected, some time after a collection, in a task of its own. No engine promises that:
 * not at exit, and not soon. So it is a net below a deterministic clean-up, `call()`, not the clean-up itself.
 *
 * A callback that references the object keeps it alive for ever; hand over what it needs as arguments.
 * One that throws is an uncaught exception.
 * @throws TypeError when the object is a primitive or a registered symbol, or when it is an argument or the callback itself
 */
export function finalize<A extends unknown[], R>(
  object: WeakKey,
  callback: (...args: A) => R,
  ...args: A
): Finalizer<R> {
  if (typeof callback !== 'function') throw new TypeError('finalize takes an object and a function')
  if (callback === object || args.includes(object))
    throw new TypeError('finalize is handed the object for its callback, which would keep it alive for ever')
  return new Finalizer(object, () => callback(...args))
}
