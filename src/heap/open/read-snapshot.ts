// From a path, bytes or a stream to a graph.
import { setImmediate } from 'node:timers/promises'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { SnapshotError } from '../graph/snapshot-error.ts'
import { createEdgeColumns } from '../parse/edge-rows.ts'
import { createClaims, type EdgeSection, EdgesFromBack } from '../parse/edge-section.ts'
import { type EdgesElsewhere, SnapshotParser } from '../parse/snapshot-parser.ts'
import { openWhenThere, watchGrowth } from './growing-file.ts'
import type { ReadOptions } from './read-options.ts'
import { type OpenedFile, PIECES_PER_TURN, readPieces } from './read-pieces.ts'
import { SecondThread } from './second-thread.ts'

/** A path, the bytes themselves, or anything that yields bytes (a Node stream, a web stream, a generator). */
export type SnapshotSource = string | URL | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/**
 * Reads a heap snapshot of any size, a large file by two threads. Throws SnapshotError, or the signal's reason.
 * A path may be a FIFO: then the snapshot is parsed while it is written.
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

/** With a second thread, the graph's columns are in shared memory, so that both threads can analyze them. */
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
    if (shared !== undefined) return shared
    await second?.end()
    return await readAlone(input, options)
  } catch (cause) {
    await second?.end()
    if (cause instanceof Error && 'syscall' in cause) {
      throw new SnapshotError('unreadable', `Cannot read ${path}: ${cause.message}`, { cause })
    }
    throw cause
  } finally {
    await file.close()
  }
}

async function readAlone(input: OpenedFile, options: ReadOptions): Promise<HeapGraph> {
  const parser = new SnapshotParser({ size: input.size })
  await readPieces(input, options, piece => {
    parser.push(piece)
    return 0
  })
  return parser.finish()
}

/**
 * The second thread reads the edges from the front. This one reads everything else, and then edges from the back until both
 * meet. Undefined if anything goes wrong: reading the file again by one thread shows what.
 */
async function readTogether(
  input: OpenedFile,
  size: number,
  options: ReadOptions,
  second: SecondThread,
): Promise<HeapGraph | undefined> {
  let elsewhere: EdgesElsewhere | undefined
  let section: EdgeSection | undefined
  let reading: ReturnType<SecondThread['readEdges']> | undefined
  const parser = new SnapshotParser(
    { size },
    {
      readEdges(layout, arena) {
        const columns = createEdgeColumns(layout, arena.allocateZeroed)
        section = { file: input.file.fd, layout, columns, claims: createClaims() }
        reading = second.readEdges(section)
        elsewhere = { ...columns, maxName: -1 }
        return elsewhere
      },
    },
  )
  try {
    await readPieces(input, options, piece => {
      parser.push(piece)
      return second.isGone ? Number.POSITIVE_INFINITY : parser.skipEdges()
    })
    const { edgesStart, edgesEnd } = parser
    if (elsewhere === undefined || section === undefined) return undefined
    if (edgesStart === undefined || edgesEnd === undefined) return undefined
    const back = new EdgesFromBack(section, edgesStart, edgesEnd)
    for (let pieces = 1; back.take(); pieces++) {
      if (pieces % PIECES_PER_TURN !== 0) continue
      await setImmediate()
      options.signal?.throwIfAborted()
    }
    const front = await reading
    if (front?.at !== edgesStart || front.count !== back.first) return undefined
    elsewhere.maxName = Math.max(front.maxName, back.maxName)
    return parser.finish()
  } catch (error) {
    if (error instanceof SnapshotError) return undefined
    throw error
  }
}
