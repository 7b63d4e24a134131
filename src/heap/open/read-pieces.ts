// Reads a file or a pipe piece by piece.
import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { getPieceBuffer, PIECE_BYTES } from '../parse/piece-buffer.ts'
import type { FileGrowth } from './growing-file.ts'
import type { ReadOptions } from './read-options.ts'

/** After this many pieces the event loop turns once, for progress, Ctrl-C and timers. */
export const PIECES_PER_TURN = 64

export interface OpenedFile {
  file: FileHandle
  /** False for a pipe. */
  isFile: boolean
  /** In bytes; undefined where it is not known. */
  size: number | undefined
  /** For a file that is being written. */
  growth: FileGrowth | undefined
}

/**
 * Reads from the beginning of the file to its end. Throws the signal's reason.
 * @param take returns the number of bytes to be left out after a piece; Infinity to stop
 */
export async function readPieces(
  { file, isFile, size, growth }: OpenedFile,
  { onProgress, signal }: ReadOptions,
  take: (piece: Uint8Array) => number,
): Promise<void> {
  const buffer = isFile ? getPieceBuffer() : new Uint8Array(PIECE_BYTES)
  let total = 0
  for (let pieces = 1; ; pieces++) {
    const isWhole = growth?.isOver() ?? true
    // A file is read synchronously, because the thread pool costs more than the read. A pipe may have to wait.
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
    if (pieces % PIECES_PER_TURN !== 0) continue
    onProgress?.(total, size)
    await setImmediate()
    signal?.throwIfAborted()
  }
}
