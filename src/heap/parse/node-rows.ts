// Reads the rows of the "nodes" section into columns.
import type { Allocate } from '../graph/typed-arrays.ts'
import type { Batch, Kernel } from './kernel.ts'
import type { RowReader } from './row-reader.ts'
import { Rows } from './rows.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** How many bytes the columns take for a node. */
export const BYTES_PER_NODE = 17

/** Its methods throw SnapshotError. */
export class NodeRows extends Rows {
  readonly types: Uint8Array
  readonly names: Uint32Array
  readonly ids: Uint32Array
  /** sizes in bytes modulo 2³² */
  readonly sizes: Uint32Array
  /** ordinal → size in bytes, of nodes of 4 GiB or more */
  readonly largeSizes = new Map<number, number>()
  detachedness: Uint8Array | undefined
  readonly firstEdge: Uint32Array
  /** The sum of the nodes' edge counts so far. */
  edgeSum = 0
  readonly #allocate: Allocate

  constructor(layout: SnapshotLayout, reader: RowReader, allocate: Allocate) {
    const { nodeCount } = layout
    super(layout, reader, nodeCount, layout.nodeFields, isV8NodeOrder(layout))
    this.#allocate = allocate
    this.types = allocate(Uint8Array, nodeCount)
    this.names = allocate(Uint32Array, nodeCount)
    this.ids = allocate(Uint32Array, nodeCount)
    this.sizes = allocate(Uint32Array, nodeCount)
    this.firstEdge = allocate(Uint32Array, nodeCount + 1)
  }

  protected override readBatch(kernel: Kernel, { from, gap, lastStart, maxRows, separator }: Batch): number {
    const { count, edgeSum } = this
    const { edgeCount, nodeDetachedness, nodeFields, nodeTypeNames } = this.layout
    const { calls } = kernel
    const stopped = calls.readNodes(
      from,
      lastStart,
      maxRows,
      separator,
      gap,
      nodeFields,
      nodeDetachedness,
      nodeTypeNames.length,
      edgeSum,
      edgeCount,
    )
    const read = calls.nodesTaken.value
    this.names.set(kernel.column(0, read), count)
    this.ids.set(kernel.column(1, read), count)
    this.sizes.set(kernel.column(2, read), count)
    this.firstEdge.set(kernel.column(3, read), count + 1)
    this.types.set(kernel.smallColumn(0, read), count)
    if (calls.someDetached.value !== 0) this.#ensureDetachedness().set(kernel.smallColumn(1, read), count)
    this.maxName = Math.max(this.maxName, calls.nodesMaxName.value)
    this.edgeSum = calls.nodesEdges.value
    this.count += read
    return stopped
  }

  protected override storeRow(): void {
    const { createError, row } = this.reader
    const layout = this.layout
    const node = this.count
    const type = row[layout.nodeType]!
    if (type >= layout.nodeTypeNames.length)
      throw createError('range', this.at, `node ${node} has type ${type}`)
    const size = row[layout.nodeSelfSize]!
    if (size > Number.MAX_SAFE_INTEGER)
      throw createError('range', this.at, `node ${node} takes ${size} bytes`)
    if (size > 0xffffffff) this.largeSizes.set(node, size)
    this.edgeSum += row[layout.nodeEdgeCount]!
    if (this.edgeSum > layout.edgeCount) {
      throw createError('range', this.at, `the nodes own more edges than edge_count, ${layout.edgeCount}`)
    }
    if (layout.nodeDetachedness !== -1 && row[layout.nodeDetachedness] !== 0) {
      this.#ensureDetachedness()[node] = row[layout.nodeDetachedness]!
    }
    const name = row[layout.nodeName]!
    this.maxName = Math.max(this.maxName, name)
    this.types[node] = type
    this.names[node] = name
    this.ids[node] = row[layout.nodeId]!
    this.sizes[node] = size
    this.count = node + 1
    this.firstEdge[node + 1] = this.edgeSum
  }

  /** The column is created for the first value that is not 0: most snapshots of Node have none. */
  #ensureDetachedness(): Uint8Array {
    this.detachedness ??= this.#allocate(Uint8Array, this.layout.nodeCount)
    return this.detachedness
  }
}

function isV8NodeOrder(layout: SnapshotLayout): boolean {
  return (
    layout.nodeType === 0 &&
    layout.nodeName === 1 &&
    layout.nodeId === 2 &&
    layout.nodeSelfSize === 3 &&
    layout.nodeEdgeCount === 4
  )
}
