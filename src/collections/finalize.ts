// How can code run once after an object is collected? With a callback that can also be called earlier, or canceled. Like
// Python's `finalize`.

/** Keeps finalizers alive until their callbacks have run, so that the caller need not. */
const registry = new FinalizationRegistry<Finalizer<unknown>>(finalizer => finalizer.call())

/** What `finalize` returns. */
export class Finalizer<R> {
  #callback: (() => R) | undefined

  /** Call `finalize` instead. */
  constructor(object: WeakKey, callback: () => R) {
    registry.register(object, this, this)
    this.#callback = callback
  }

  /** True until the callback runs, or is canceled. */
  get alive(): boolean {
    return this.#callback !== undefined
  }

  /** Calls the callback now, unless it has run or was canceled. */
  call(): R | undefined {
    const callback = this.#callback
    this.detach()
    return callback?.()
  }

  /** Cancels the callback, and drops the reference to it. @returns true when it was alive */
  detach(): boolean {
    const wasAlive = this.alive
    this.#callback = undefined
    registry.unregister(this)
    return wasAlive
  }
}

/**
 * Calls back after the object is collected, in a separate task. No engine guarantees that it happens soon, or at exit. So it
 * is a safety net for a deterministic clean-up, `call()`, not the clean-up itself.
 *
 * A callback that references the object keeps it alive forever; pass what it needs as arguments.
 * If the callback throws, that is an uncaught exception.
 * @throws TypeError when the object is a primitive or a registered symbol, or when it is an argument or the callback itself
 */
export function finalize<A extends unknown[], R>(
  object: WeakKey,
  callback: (...args: A) => R,
  ...args: A
): Finalizer<R> {
  if (typeof callback !== 'function') throw new TypeError('finalize takes an object and a function')
  if (callback === object || args.includes(object))
    throw new TypeError(
      'finalize got the object as the callback or an argument, which would keep it alive forever',
    )
  return new Finalizer(object, () => callback(...args))
}
