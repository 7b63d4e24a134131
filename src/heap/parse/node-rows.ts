import type { Allocate } from '../graph/typed-arrays.ts'
import type { Kernel, Stretch } from './kernel.ts'
import type { RowReader } from './row-reader.ts'
import { Rows } from './rows.ts'
import type { SnapshotLayout } from './snapshot-meta.ts'

/** Bytes that they take for a node. */
export const BYTES_A_NODE = 17

/** The rows of the "nodes" section → a column for each field that is kept. Its methods throw SnapshotError. */
export class NodeRows extends Rows {
  readonly types: Uint8Array
  readonly names: Uint32Array
  readonly ids: Uint32Array
  /** Sizes in bytes modulo 2³²; what does not fit stands in `largeSizes`. */
  readonly sizes: Uint32Array
  readonly largeSizes = new Map<number, number>()
  detachedness: Uint8Array | undefined
  readonly firstEdge: Uint32Array
  /** Edges that the nodes so far own. */
  edges = 0
  readonly #allocate: Allocate

  constructor(layout: SnapshotLayout, reader: RowReader, allocate: Allocate) {
    const { nodeCount } = layout
    super(layout, reader, nodeCount, layout.nodeFields, isUsualNodeOrder(layout))
    this.#allocate = allocate
    this.types = allocate(Uint8Array, nodeCount)
    this.names = allocate(Uint32Array, nodeCount)
    this.ids = allocate(Uint32Array, nodeCount)
    this.sizes = allocate(Uint32Array, nodeCount)
    this.firstEdge = allocate(Uint32Array, nodeCount + 1)
  }

  protected override readWith(kernel: Kernel, { from, gap, limit, most, separator }: Stretch): number {
    const { count, edges } = this
    const { edgeCount, nodeDetachedness, nodeFields, nodeTypeNames } = this.layout
    const { calls } = kernel
    const stopped = calls.readNodes(
      from,
      limit,
      most,
      separator,
      gap,
      nodeFields,
      nodeDetachedness,
      nodeTypeNames.length,
      edges,
      edgeCount,
    )
    const taken = calls.nodesTaken.value
    this.names.set(kernel.column(0, taken), count)
    this.ids.set(kernel.column(1, taken), count)
    this.sizes.set(kernel.column(2, taken), count)
    this.firstEdge.set(kernel.column(3, taken), count + 1)
    this.types.set(kernel.smallColumn(0, taken), count)
    if (calls.someDetached.value !== 0) this.#takeDetachedness().set(kernel.smallColumn(1, taken), count)
    this.maxName = Math.max(this.maxName, calls.nodesMaxName.value)
    this.edges = calls.nodesEdges.value
    this.count += taken
    return stopped
  }

  protected override store(): void {
    const { refuse, row } = this.reader
    const layout = this.layout
    const node = this.count
    const type = row[layout.nodeType]!
    if (type >= layout.nodeTypeNames.length) throw refuse('range', this.at, `node ${node} has type ${type}`)
    const size = row[layout.nodeSelfSize]!
    if (size > Number.MAX_SAFE_INTEGER) throw refuse('range', this.at, `node ${node} takes ${size} bytes`)
    if (size > 0xffffffff) this.largeSizes.set(node, size)
    this.edges += row[layout.nodeEdgeCount]!
    if (this.edges > layout.edgeCount) {
      throw refuse('range', this.at, `the nodes own more edges than edge_count, ${layout.edgeCount}`)
    }
    if (layout.nodeDetachedness !== -1 && row[layout.nodeDetachedness] !== 0) {
      this.#takeDetachedness()[node] = row[layout.nodeDetachedness]!
    }
    const name = row[layout.nodeName]!
    this.maxName = Math.max(this.maxName, name)
    this.types[node] = type
    this.names[node] = name
    this.ids[node] = row[layout.nodeId]!
    this.sizes[node] = size
    this.count = node + 1
    this.firstEdge[node + 1] = this.edges
  }

  /** Most snapshots of Node have none but zeros. */
  #takeDetachedness(): Uint8Array {
    this.detachedness ??= this.#allocate(Uint8Array, this.layout.nodeCount)
    return this.detachedness
  }
}

function isUsualNodeOrder(layout: SnapshotLayout): boolean {
  return (
    layout.nodeType === 0 &&
    layout.nodeName === 1 &&
    layout.nodeId === 2 &&
    layout.nodeSelfSize === 3 &&
    layout.nodeEdgeCount === 4
  )
}
