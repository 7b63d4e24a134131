export {
  CONTEXT,
  ELEMENT,
  EPHEMERON,
  HIDDEN,
  INTERNAL,
  PROPERTY,
  SHORTCUT,
  TARGET_MASK,
  TYPE_SHIFT,
  WEAK,
} from './edge-codes.ts'

/** Edge types by code. The last is not V8's: an internal edge that stands for one half of a WeakMap entry. */
export const EDGE_TYPES = [
  'context',
  'element',
  'property',
  'internal',
  'hidden',
  'shortcut',
  'weak',
  'ephemeron',
] as const

export type EdgeType = (typeof EDGE_TYPES)[number]
