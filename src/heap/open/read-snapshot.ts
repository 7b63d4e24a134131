import { setImmediate } from 'node:timers/promises'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { SnapshotError } from '../graph/snapshot-error.ts'
import { createEdgeColumns } from '../parse/edge-rows.ts'
import { createClaims, type EdgeSection, EdgesFromBack } from '../parse/edge-section.ts'
import { type EdgesElsewhere, SnapshotParser } from '../parse/snapshot-parser.ts'
import { openWhenThere, watchGrowth } from './growing-file.ts'
import type { ReadOptions } from './read-options.ts'
import { type Input, PIECES_A_TURN, readPieces } from './read-pieces.ts'
import { SecondThread } from './second-thread.ts'

/** A path, the bytes themselves, or anything that yields bytes (a Node stream, a web stream, a generator). */
export type SnapshotSource = string | URL | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>

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

async function readAlone(input: Input, options: ReadOptions): Promise<HeapGraph> {
  const parser = new SnapshotParser({ size: input.size })
  await readPieces(input, options, piece => {
    parser.push(piece)
    return 0
  })
  return parser.finish()
}

/**
 * The second thread reads the edges, and the first what is left of them when it has read all else. Undefined where anything
 * went wrong: read again, it shows what.
 */
async function readTogether(
  input: Input,
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
      return second.isGone ? Number.POSITIVE_INFINITY : parser.leaveOut()
    })
    const { edgesAt, edgesEnd } = parser
    if (elsewhere === undefined || section === undefined) return undefined
    if (edgesAt === undefined || edgesEnd === undefined) return undefined
    const back = new EdgesFromBack(section, edgesAt, edgesEnd)
    for (let pieces = 1; back.take(); pieces++) {
      if (pieces % PIECES_A_TURN !== 0) continue
      await setImmediate()
      options.signal?.throwIfAborted()
    }
    const front = await reading
    if (front?.at !== edgesAt || front.count !== back.first) return undefined
    elsewhere.maxName = Math.max(front.maxName, back.maxName)
    return parser.finish()
  } catch (error) {
    if (error instanceof SnapshotError) return undefined
    throw error
  }
}
