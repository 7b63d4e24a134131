// A method of an object that does not keep the object alive. Python's WeakMethod.

/**
 * Object and function are held apart. A method bound to its object would hold it; a WeakRef to the bound method would
 * be empty after the next collection, because nobody else holds that. Here the object is held weakly, and the function for as long as
 * the object lives, even where it is an arrow function that references the object.
 */
export class WeakMethod<A extends unknown[], R, T extends object = object> {
  readonly #object: WeakRef<object>
  /** One ephemeron: the function belongs to its object. */
  readonly #method: WeakMap<object, (...args: A) => R>

  /** @throws TypeError when it is handed no object, or no function */
  constructor(object: T, method: (this: T, ...args: A) => R) {
    if (typeof method !== 'function') throw new TypeError('WeakMethod takes an object and a function')
    this.#object = new WeakRef(object)
    this.#method = new WeakMap([[object, method]])
  }

  /** The method bound to its object, a new function each time, which holds the object; undefined once that is collected. */
  deref(): ((...args: A) => R) | undefined {
    const object = this.#object.deref()
    return object && this.#method.get(object)!.bind(object)
  }

  /** Calls the method if its object is alive. */
  call(...args: A): R | undefined {
    return this.deref()?.(...args)
  }

  /** True when it is this method of this object: how an observer finds itself to unsubscribe. */
  matches(object: T, method: (this: T, ...args: A) => R): boolean {
    return this.#method.get(object) === method
  }
}
