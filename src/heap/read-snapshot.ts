import { readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { HeapGraph } from './heap-graph.ts'
import { SnapshotError } from './snapshot-error.ts'
import { SnapshotParser } from './snapshot-parser.ts'

/** A path, the bytes themselves, or anything that yields bytes (a Node stream, a web stream, a generator). */
export type SnapshotSource = string | URL | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface ReadOptions {
  /** Called after each piece with the bytes read so far and the size, undefined where it is not known (a pipe). */
  onProgress?: ((bytesRead: number, size: number | undefined) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Fits the second-level cache; larger pieces made the parser slower. */
const CHUNK_BYTES = 256 * 1024

/** The event loop turns after so many pieces, for progress, Ctrl-C and timers. */
const PIECES_A_TURN = 64

/**
 * Read a heap snapshot of any size. Throws SnapshotError, or the signal's reason.
 * A path may be a FIFO: the parse then runs beside the writing.
 */
export async function readSnapshot(source: SnapshotSource, options: ReadOptions = {}): Promise<HeapGraph> {
  options.signal?.throwIfAborted()
  if (typeof source === 'string' || source instanceof URL) return readFile(source, options)
  const size = source instanceof Uint8Array ? source.length : undefined
  const pieces = source instanceof Uint8Array ? [source] : source
  const parser = new SnapshotParser({ size })
  let bytesRead = 0
  for await (const piece of pieces) {
    if (!(piece instanceof Uint8Array)) {
      throw new SnapshotError('unreadable', 'The stream yields text: leave its encoding unset, to get bytes.')
    }
    options.signal?.throwIfAborted()
    parser.push(piece)
    bytesRead += piece.length
    options.onProgress?.(bytesRead, size)
  }
  return parser.finish()
}

async function readFile(path: string | URL, options: ReadOptions): Promise<HeapGraph> {
  const file = await open(path, 'r').catch((cause: Error) => {
    throw new SnapshotError('unreadable', `Cannot open ${path}: ${cause.message}`, { cause })
  })
  try {
    const stat = await file.stat()
    const size = stat.isFile() ? stat.size : undefined
    const parser = new SnapshotParser({ size })
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    let total = 0
    for (let pieces = 1; ; pieces++) {
      // A regular file answers at once, and asking the thread pool costs more than the read; a pipe may have to wait.
      const bytesRead =
        size === undefined ? (await file.read(buffer, 0, CHUNK_BYTES)).bytesRead : readSync(file.fd, buffer)
      if (bytesRead === 0) return parser.finish()
      parser.push(buffer.subarray(0, bytesRead))
      total += bytesRead
      if (pieces % PIECES_A_TURN !== 0) continue
      options.onProgress?.(total, size)
      await setImmediate()
      options.signal?.throwIfAborted()
    }
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) {
      throw new SnapshotError('unreadable', `Cannot read ${path}: ${cause.message}`, { cause })
    }
    throw cause
  } finally {
    await file.close()
  }
}
