// Where the kernel reads, and where it writes: one place for all sections, which are read one after the other.

/** Bytes of a snapshot that are looked at in one call. What is behind them may be read, but is not taken. */
export const WINDOW: i32 = 1 << 18
const BEHIND: i32 = 256

export const input: usize = memory.data(WINDOW + BEHIND)

/** Where a file may be read into, piece by piece, so that nothing is copied to be looked at. */
export const PIECE: i32 = WINDOW + 4096
export const piece: usize = memory.data(PIECE + BEHIND)

/** No row takes less than six bytes ("0,0,0,"), so there are never more of them in a piece. */
const MOST_ROWS: i32 = PIECE / 6

/** Our code of an edge type by the snapshot's, ten of them: 255 for one that is unknown. */
export const edgeTypeCodes: usize = memory.data(16)

/** Columns of what was read, a word a row, or rows of four words. */
export const columns: usize = memory.data(4 * 4 * MOST_ROWS)
/** From one of them to the next, in bytes. */
export const COLUMN: i32 = 4 * MOST_ROWS
/** Two more of them, a byte a row. */
export const smallColumns: usize = memory.data(2 * MOST_ROWS)
export const SMALL_COLUMN: i32 = MOST_ROWS
