// What does `leaklab/collections` offer? The weak collections. They have no dependency; in leaklab only scenarios use them.
export { type Finalizer, finalize } from './finalize.ts'
export { IterableWeakMap } from './iterable-weak-map.ts'
export { IterableWeakSet } from './iterable-weak-set.ts'
export { WeakMethod } from './weak-method.ts'
export { WeakValueMap } from './weak-value-map.ts'
