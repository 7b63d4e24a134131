// Of which class is an object?

/** The class name of an object. A proxy or a getter may throw. */
export function nameOf(object: WeakKey): string {
  if (typeof object === 'symbol') return 'symbol'
  try {
    if (typeof object === 'function') return object.name || 'function'
    const name: unknown = object.constructor?.name
    return typeof name === 'string' && name !== '' ? name : 'Object'
  } catch {
    return 'Object'
  }
}
