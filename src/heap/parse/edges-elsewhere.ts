// What does the parser do with the edges if another thread reads them? It says where their section is, and skips its bytes.
import type { Arena } from '../memory/arena.ts'
import type { Cursor } from './cursor.ts'
import type { EdgeColumns } from './edge-rows.ts'
import { CLOSE_BRACKET } from './json-bytes.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** Has another thread read the edges. */
export interface Division {
  /** Starts the other thread, which writes into columns of the arena. Called before the first node is read. */
  readEdges(layout: SnapshotLayout, arena: Arena): EdgesElsewhere
}

export interface EdgesElsewhere extends EdgeColumns {
  /** The highest string index among their names. To be set before the parser finishes. */
  maxName: number
}

/** The bytes of the "edges" section, within its brackets. */
export class SkippedEdges {
  /** Offsets in the file, undefined until they are known: of the first byte after the opening bracket, and of the closing one. */
  start: number | undefined
  end: number | undefined

  /** Skips available bytes. Returns whether the closing bracket was found. */
  skip(cursor: Cursor): boolean {
    this.start ??= cursor.position
    const close = cursor.bytes.indexOf(CLOSE_BRACKET, cursor.at)
    cursor.at = close === -1 ? cursor.bytes.length : close
    if (close !== -1) this.end = cursor.position
    return close !== -1
  }

  /** Between two pieces: how many of the bytes that follow cannot contain the closing bracket, and are not to be pushed. */
  leaveOut(cursor: Cursor, { edgeCount, edgeFields }: SnapshotLayout): number {
    if (this.start === undefined || this.end !== undefined) return 0
    // A number takes at least a digit and a comma.
    return cursor.skipTo(this.start + 2 * edgeCount * edgeFields - 1)
  }
}
