import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { Growth } from './growing-file.ts'
import { Kernel } from './kernel.ts'
import { GUARD } from './row-reader.ts'

export interface ReadOptions {
  /** Called after each piece with the bytes read so far and the size, undefined where it is not known (a pipe). */
  onProgress?: ((bytesRead: number, size: number | undefined) => void) | undefined
  signal?: AbortSignal | undefined
  /** For a path at which the snapshot is being written just now: settles, either way, when no more will come. */
  written?: Promise<unknown> | undefined
}

/** Fits the second-level cache; larger pieces made the parser slower. */
export const PIECE_BYTES = 256 * 1024

/** Room for a piece and what was left of the one before: for who has done with it before he waits for anything. */
export function takePiece(): Uint8Array {
  return Kernel.get()?.piece ?? new Uint8Array(PIECE_BYTES + 4 * GUARD)
}

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
