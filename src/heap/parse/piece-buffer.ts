// The buffer into which a file is read, piece by piece.
import { Kernel } from './kernel.ts'
import { MAX_ROW_BYTES } from './row-reader.ts'

/** How much is read at once. It fits into the second-level cache; the parser was slower with larger pieces. */
export const PIECE_BYTES = 256 * 1024

/**
 * A buffer with room for a piece and for the rest of the one before. All callers in a thread share the kernel's: use its bytes before
 * you await anything.
 */
export function getPieceBuffer(): Uint8Array {
  return Kernel.get()?.piece ?? new Uint8Array(PIECE_BYTES + 4 * MAX_ROW_BYTES)
}
