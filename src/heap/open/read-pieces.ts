import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { PIECE_BYTES, takePiece } from '../parse/piece-buffer.ts'
import type { Growth } from './growing-file.ts'
import type { ReadOptions } from './read-options.ts'

/** The event loop turns after so many pieces, for progress, Ctrl-C and timers. */
export const PIECES_A_TURN = 64

export interface Input {
  file: FileHandle
  /** And not a pipe. */
  isFile: boolean
  size: number | undefined
  growth: Growth | undefined
}

/**
 * From the file's beginning to its end: `take` answers how many bytes are to be left out
 * behind a piece, Infinity for all.
 */
export async function readPieces(
  { file, isFile, size, growth }: Input,
  { onProgress, signal }: ReadOptions,
  take: (piece: Uint8Array) => number,
): Promise<void> {
  const buffer = isFile ? takePiece() : new Uint8Array(PIECE_BYTES)
  let total = 0
  for (let pieces = 1; ; pieces++) {
    const isWhole = growth?.isOver() ?? true
    // A regular file answers at once, and asking the thread pool costs more than the read; a pipe may have to wait.
    const bytesRead = isFile
      ? readSync(file.fd, buffer, 0, PIECE_BYTES, total)
      : (await file.read(buffer, 0, PIECE_BYTES)).bytesRead
    if (bytesRead === 0) {
      if (isWhole) return
      await growth!.wait()
      continue
    }
    const leftOut = take(buffer.subarray(0, bytesRead))
    if (leftOut === Number.POSITIVE_INFINITY) return
    total += bytesRead + leftOut
    if (pieces % PIECES_A_TURN !== 0) continue
    onProgress?.(total, size)
    await setImmediate()
    signal?.throwIfAborted()
  }
}
