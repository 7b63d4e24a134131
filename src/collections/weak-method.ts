// How can a method be referenced without keeping its object alive? Python's WeakMethod.

/**
 * References object and function separately. A bound method would keep the object alive, and a WeakRef to it would be empty
 * after the next collection, because nothing else references the bound method. Here the object is referenced weakly, and the
 * function stays alive as long as the object, even if it is an arrow function that references the object.
 */
export class WeakMethod<A extends unknown[], R, T extends object = object> {
  readonly #object: WeakRef<object>
  /** One ephemeron: the function stays alive as long as its object. */
  readonly #method: WeakMap<object, (...args: A) => R>

  /** @throws TypeError when an argument is no object, or no function */
  constructor(object: T, method: (this: T, ...args: A) => R) {
    if (typeof method !== 'function') throw new TypeError('WeakMethod takes an object and a function')
    this.#object = new WeakRef(object)
    this.#method = new WeakMap([[object, method]])
  }

  /** The method bound to its object: a new function each time, which keeps the object alive. Undefined after the object is collected. */
  deref(): ((...args: A) => R) | undefined {
    const object = this.#object.deref()
    return object && this.#method.get(object)!.bind(object)
  }

  /** Calls the method if its object is alive. */
  call(...args: A): R | undefined {
    return this.deref()?.(...args)
  }

  /** Whether it is this method of this object, so that an observer can be found and unsubscribed. */
  matches(object: T, method: (this: T, ...args: A) => R): boolean {
    return this.#method.get(object) === method
  }
}
