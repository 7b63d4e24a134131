// The memory that a piece of a file is read into.
import { Kernel } from './kernel.ts'
import { GUARD } from './row-reader.ts'

/** Fits the second-level cache; larger pieces made the parser slower. */
export const PIECE_BYTES = 256 * 1024

/** Room for a piece and what was left of the one before: for who has done with it before he waits for anything. */
export function takePiece(): Uint8Array {
  return Kernel.get()?.piece ?? new Uint8Array(PIECE_BYTES + 4 * GUARD)
}
