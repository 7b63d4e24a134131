// How is an edge stored in one 32-bit word? The upper three bits are its type, the lower 29 the ordinal of its target.
// The codes are leaklab's: the parser translates those of a snapshot by their names in `meta`, so nothing depends on V8's
// numbering. The file is compiled by AssemblyScript as well, where `number` is a 32-bit word: it may hold constants only.

export const CONTEXT: number = 0
export const ELEMENT: number = 1
export const PROPERTY: number = 2
export const INTERNAL: number = 3
export const HIDDEN: number = 4
export const SHORTCUT: number = 5
export const WEAK: number = 6
export const EPHEMERON: number = 7

/** In a table of codes: the snapshot has no such type. No edge is stored with it. */
export const UNKNOWN_TYPE: number = 255

/** `word >>> TYPE_SHIFT` is the type of an edge, `word & TARGET_MASK` the ordinal of its target. */
export const TYPE_SHIFT: number = 29
export const TARGET_MASK: number = 0x1fffffff
