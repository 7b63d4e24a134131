// Which sections does a snapshot have, what must come before what, and how much may each announce? Here their readers are created.
import { SnapshotError } from '../graph/snapshot-error.ts'
import { allocate, allocateShared } from '../graph/typed-arrays.ts'
import { Arena } from '../memory/arena.ts'
import { requireMemory } from '../memory/available-memory.ts'
import type { Cursor } from './cursor.ts'
import { BYTES_PER_EDGE, createEdgeColumns, EdgeRows } from './edge-rows.ts'
import { type Division, type EdgesElsewhere, SkippedEdges } from './edges-elsewhere.ts'
import { LocationRows } from './location-rows.ts'
import { BYTES_PER_NODE, NodeRows } from './node-rows.ts'
import type { CreateError } from './parse-error.ts'
import { MAX_ROW_BYTES, RowReader } from './row-reader.ts'
import { parseSnapshotMeta, type SnapshotLayout } from './snapshot-meta.ts'
import { StringSection } from './string-section.ts'

/** `other` is a section that leaklab does not need. */
export type SectionName = 'snapshot' | 'nodes' | 'edges' | 'locations' | 'strings' | 'other'

/** Expected bytes of strings in a stream of unknown size. */
const STRING_BYTES = 1 << 20

/** What was read so far. A section is undefined until it begins. Its methods throw SnapshotError. */
export class Sections {
  layout: SnapshotLayout | undefined
  arena: Arena | undefined
  nodes: NodeRows | undefined
  edges: EdgeRows | EdgesElsewhere | undefined
  locations: LocationRows | undefined
  strings: StringSection | undefined
  readonly skippedEdges = new SkippedEdges()
  readonly #cursor: Cursor
  readonly #createError: CreateError
  readonly #reader: RowReader
  readonly #size: number | undefined
  readonly #division: Division | undefined

  /** @param size of the whole snapshot in bytes, if it is known */
  constructor(cursor: Cursor, createError: CreateError, size?: number, division?: Division) {
    this.#cursor = cursor
    this.#createError = createError
    this.#reader = new RowReader(createError)
    this.#size = size
    this.#division = division
  }

  /** The parser is at the value of a key: creates its reader. Returns the section to read. */
  begin(key: string): SectionName {
    switch (key) {
      case 'snapshot':
        this.#requireFirst(this.layout === undefined, key)
        return key
      case 'nodes':
        this.#requireFirst(this.nodes === undefined, key)
        this.#beginNodes()
        return key
      case 'edges': {
        const begun = this.#division === undefined ? this.edges : this.skippedEdges.start
        this.#requireFirst(begun === undefined, key)
        this.#beginEdges()
        return key
      }
      case 'locations': {
        this.#requireFirst(this.locations === undefined, key)
        const layout = this.layoutFor(key)
        this.locations = new LocationRows(layout, this.#reader)
        return layout.locationFields > 0 ? key : 'other'
      }
      case 'strings':
        this.#requireFirst(this.strings === undefined, key)
        this.#beginStrings()
        return key
      default:
        return 'other'
    }
  }

  readMeta(json: string): void {
    this.layout = parseSnapshotMeta(json)
  }

  /** The layout, without which a section cannot be read. */
  layoutFor(key: string): SnapshotLayout {
    if (this.layout === undefined) {
      const problem = `"${key}" stands before "snapshot", which describes it`
      throw this.#createError('malformed', this.#cursor.at, problem)
    }
    return this.layout
  }

  /** How far a section was read, for messages: a text that follows its name. */
  describeProgress(section: string): string {
    if (section === 'nodes') return ` after ${this.nodes!.count} of ${this.layout!.nodeCount}`
    if (section === 'edges' && this.edges instanceof EdgeRows)
      return ` after ${this.edges.count} of ${this.layout!.edgeCount}`
    return ''
  }

  #requireFirst(isFirst: boolean, key: string): void {
    if (!isFirst) throw this.#createError('malformed', this.#cursor.at, `a second "${key}"`)
  }

  /** Allocates the arena of the graph, and has the edges read elsewhere if the reading is divided. */
  #beginNodes(): void {
    const layout = this.layoutFor('nodes')
    const { nodeCount, nodeFields, edgeCount, edgeFields } = layout
    this.#requireFit(nodeCount * nodeFields, `${nodeCount} nodes`)
    this.#requireFit(edgeCount * edgeFields, `${edgeCount} edges`)
    requireMemory(
      nodeCount * BYTES_PER_NODE + edgeCount * BYTES_PER_EDGE,
      `Reading ${nodeCount} nodes and ${edgeCount} edges`,
    )
    this.arena = Arena.create(nodeCount, edgeCount)
    this.nodes = new NodeRows(layout, this.#reader, this.arena.allocateZeroed)
    this.edges = this.#division?.readEdges(layout, this.arena)
  }

  /** The nodes say how many edges each has, so they come first, and the sum must be right. */
  #beginEdges(): void {
    const layout = this.layoutFor('edges')
    const { count = 0, edgeSum = 0 } = this.nodes ?? {}
    if (count < layout.nodeCount) {
      throw this.#createError('malformed', this.#cursor.at, '"edges" stand before "nodes"')
    }
    if (edgeSum !== layout.edgeCount) {
      const problem = `the nodes own ${edgeSum} edges, edge_count says ${layout.edgeCount}`
      throw this.#createError('range', this.#cursor.at, problem)
    }
    this.edges ??= new EdgeRows(layout, this.#reader, createEdgeColumns(layout, this.arena!.allocateZeroed))
  }

  #beginStrings(): void {
    const bytes = this.#size === undefined ? STRING_BYTES : this.#size - this.#cursor.position
    requireMemory(bytes, 'Reading the strings')
    // Strings that two threads will use are in shared memory, as the columns are.
    const allocator = this.#division === undefined ? allocate : allocateShared
    // Before the edges have their columns, the arena is still to be allocated from.
    const scratch = this.edges === undefined ? undefined : this.arena?.freeWords()
    this.strings = new StringSection(Math.max(bytes + 2 * MAX_ROW_BYTES, MAX_ROW_BYTES), allocator, scratch)
  }

  /** Counts that the file is too small for are wrong, and are not allocated. */
  #requireFit(numbers: number, what: string): void {
    // A number takes at least a digit and a comma.
    if (this.#size !== undefined && numbers * 2 > this.#size + 1) {
      throw new SnapshotError(
        'truncated',
        `${what} are announced, more than ${this.#size} bytes can hold: the snapshot is cut off, or its counts are wrong.`,
      )
    }
  }
}
