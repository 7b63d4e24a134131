// The kernel's memory: where it reads bytes, and where it writes columns. All sections share it, one after the other.

/** How many bytes one call reads. The bytes after them may be loaded, but do not become rows. */
export const WINDOW: i32 = 1 << 18
const PADDING: i32 = 256

export const input: usize = memory.data(WINDOW + PADDING)

/** A buffer into which a file is read piece by piece, so that its bytes need not be copied. */
export const PIECE: i32 = WINDOW + 4096
export const piece: usize = memory.data(PIECE + PADDING)

/** A row takes at least six bytes ("0,0,0,"). */
const MAX_ROWS: i32 = PIECE / 6

/** By the snapshot's code of an edge type (a digit): leaklab's code, or UNKNOWN_TYPE. Written before a call. */
export const edgeTypeCodes: usize = memory.data(16)

/** The results: columns of one word a row, or rows of four words. */
export const columns: usize = memory.data(4 * 4 * MAX_ROWS)
/** The distance from one column to the next, in bytes. */
export const COLUMN: i32 = 4 * MAX_ROWS
/** Two more columns, of one byte a row. */
export const smallColumns: usize = memory.data(2 * MAX_ROWS)
export const SMALL_COLUMN: i32 = MAX_ROWS
