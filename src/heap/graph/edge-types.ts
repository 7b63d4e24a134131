// Which types of edges are there? Their codes (from edge-codes.ts), and their names by code.
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
  UNKNOWN_TYPE,
  WEAK,
} from './edge-codes.ts'

/**
 * Edge types by code. V8 has all but the last: it writes the two edges to the value of a WeakMap entry, from the key and from
 * the map's table, as internal ones.
 */
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
