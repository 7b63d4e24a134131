// The door of the weak collections: they need nothing, and nothing of leaklab but scenarios needs them.

export { type Finalizer, finalize } from './finalize.ts'
export { IterableWeakMap } from './iterable-weak-map.ts'
export { IterableWeakSet } from './iterable-weak-set.ts'
export { WeakMethod } from './weak-method.ts'
export { WeakValueMap } from './weak-value-map.ts'
