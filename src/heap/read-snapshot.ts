import { readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { createEdgeColumns } from './edge-rows.ts'
import { allocateShared } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'
import { SecondThread } from './second-thread.ts'
import { SnapshotError } from './snapshot-error.ts'
import { type EdgesElsewhere, SnapshotParser } from './snapshot-parser.ts'

/** A path, the bytes themselves, or anything that yields bytes (a Node stream, a web stream, a generator). */
export type SnapshotSource = string | URL | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface ReadOptions {
  /** Called after each piece with the bytes read so far and the size, undefined where it is not known (a pipe). */
  onProgress?: ((bytesRead: number, size: number | undefined) => void) | undefined
  signal?: AbortSignal | undefined
  /** For a path at which the snapshot is being written just now: settles, either way, when no more will come. */
  written?: Promise<unknown> | undefined
}

/** Fits the second-level cache; larger pieces made the parser slower. */
const CHUNK_BYTES = 256 * 1024

/** The event loop turns after so many pieces, for progress, Ctrl-C and timers. */
const PIECES_A_TURN = 64

/** How long to wait for a file to grow: no system tells of it everywhere, and on time. */
const GROWTH_MS = 5

/**
 * Read a heap snapshot of any size. Throws SnapshotError, or the signal's reason.
 * A path may be a FIFO: the parse then runs beside the writing. A large file is read by two threads.
 */
export async function readSnapshot(source: SnapshotSource, options: ReadOptions = {}): Promise<HeapGraph> {
  options.signal?.throwIfAborted()
  if (isPath(source)) {
    const second = SecondThread.startFor(source)
    try {
      return await readFile(source, options, second)
    } finally {
      await second?.end()
    }
  }
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

export function isPath(source: SnapshotSource): source is string | URL {
  return typeof source === 'string' || source instanceof URL
}

/** With a second thread the graph's columns are shared, so that both can go on with them. */
export async function readFile(
  path: string | URL,
  options: ReadOptions,
  second: SecondThread | undefined,
): Promise<HeapGraph> {
  const growth = watchGrowth(options)
  const file = await openWhenThere(path, growth)
  try {
    const stat = await file.stat()
    const isFile = stat.isFile()
    const size = isFile && growth === undefined ? stat.size : undefined
    const input = { file, isFile, size, growth }
    const shared = second && size !== undefined ? await readTogether(input, size, options, second) : undefined
    return shared ?? (await readAlone(input, options))
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) {
      throw new SnapshotError('unreadable', `Cannot read ${path}: ${cause.message}`, { cause })
    }
    throw cause
  } finally {
    await file.close()
  }
}

interface Input {
  file: FileHandle
  /** And not a pipe. */
  isFile: boolean
  size: number | undefined
  growth: Growth | undefined
}

async function readAlone(input: Input, options: ReadOptions): Promise<HeapGraph> {
  const parser = new SnapshotParser({ size: input.size })
  await readPieces(input, options, piece => {
    parser.push(piece)
    return true
  })
  return parser.finish()
}

/** The second thread reads the edges. Undefined where anything went wrong: read again, it shows what. */
async function readTogether(
  input: Input,
  size: number,
  options: ReadOptions,
  second: SecondThread,
): Promise<HeapGraph | undefined> {
  let columns: EdgesElsewhere | undefined
  let reading: ReturnType<SecondThread['readEdges']> | undefined
  const parser = new SnapshotParser(
    { size },
    {
      allocate: allocateShared,
      readEdges(layout) {
        columns = { ...createEdgeColumns(layout, allocateShared), maxName: -1 }
        reading = second.readEdges({ file: input.file.fd, layout, columns })
        return columns
      },
    },
  )
  try {
    await readPieces(input, options, piece => {
      parser.push(piece)
      return !second.isGone
    })
    const read = await reading
    if (columns === undefined || read === undefined || read.at !== parser.edgesAt) return undefined
    columns.maxName = read.maxName
    return parser.finish()
  } catch (error) {
    if (error instanceof SnapshotError) return undefined
    throw error
  }
}

/** From the file's beginning to its end, or until no more is wanted. */
async function readPieces(
  { file, isFile, size, growth }: Input,
  { onProgress, signal }: ReadOptions,
  take: (piece: Uint8Array) => boolean,
): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  let total = 0
  for (let pieces = 1; ; pieces++) {
    const isWhole = growth?.isOver() ?? true
    // A regular file answers at once, and asking the thread pool costs more than the read; a pipe may have to wait.
    const bytesRead = isFile
      ? readSync(file.fd, buffer, 0, CHUNK_BYTES, total)
      : (await file.read(buffer, 0, CHUNK_BYTES)).bytesRead
    if (bytesRead === 0) {
      if (isWhole) return
      await growth!.wait()
      continue
    }
    if (!take(buffer.subarray(0, bytesRead))) return
    total += bytesRead
    if (pieces % PIECES_A_TURN !== 0) continue
    onProgress?.(total, size)
    await setImmediate()
    signal?.throwIfAborted()
  }
}

/** A file that is being written. */
interface Growth {
  isOver(): boolean
  /** For a little more of it, or the end. Throws the signal's reason. */
  wait(): Promise<void>
}

function watchGrowth({ signal, written }: ReadOptions): Growth | undefined {
  if (written === undefined) return undefined
  let isOver = false
  const over = () => {
    isOver = true
  }
  const end = written.then(over, over)
  return {
    isOver: () => isOver,
    async wait() {
      await Promise.race([end, setTimeout(GROWTH_MS)])
      signal?.throwIfAborted()
    },
  }
}

async function openWhenThere(path: string | URL, growth: Growth | undefined): Promise<FileHandle> {
  for (;;) {
    const isWhole = growth?.isOver() ?? true
    try {
      return await open(path, 'r')
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException
      if (isWhole || code !== 'ENOENT')
        throw new SnapshotError('unreadable', `Cannot open ${path}: ${message}`, { cause })
    }
    await growth!.wait()
  }
}
