// Edges are held as one 32-bit word: three bits of type, 29 bits of target ordinal. The codes are ours; the
// parser translates a snapshot's own codes by their names in `meta`, so that no pass depends on V8's numbering.

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

export const CONTEXT = 0
export const ELEMENT = 1
export const PROPERTY = 2
export const INTERNAL = 3
export const HIDDEN = 4
export const SHORTCUT = 5
export const WEAK = 6
export const EPHEMERON = 7

/** `word >>> TYPE_SHIFT` is an edge's type, `word & TARGET_MASK` the ordinal that it points to. */
export const TYPE_SHIFT = 29
export const TARGET_MASK = 0x1fffffff
