// Edges are held as one 32-bit word: three bits of type, 29 bits of target ordinal. The codes are ours; the
// parser translates a snapshot's own codes by their names in `meta`, so that no pass depends on V8's numbering.

export const CONTEXT: number = 0
export const ELEMENT: number = 1
export const PROPERTY: number = 2
export const INTERNAL: number = 3
export const HIDDEN: number = 4
export const SHORTCUT: number = 5
export const WEAK: number = 6
export const EPHEMERON: number = 7

/** `word >>> TYPE_SHIFT` is an edge's type, `word & TARGET_MASK` the ordinal that it points to. */
export const TYPE_SHIFT: number = 29
export const TARGET_MASK: number = 0x1fffffff
