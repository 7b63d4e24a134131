import type { Allocate } from './growable.ts'
import { COMMA_CODE, NEWLINE_CODE } from './json-bytes.ts'
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

  protected override readFast(bytes: Uint8Array, limit: number): void {
    // What is imported is fetched at each use; these stay in registers.
    const comma = COMMA_CODE
    const newline = NEWLINE_CODE
    const layout = this.layout
    const { nodeCount, nodeFields, nodeDetachedness } = layout
    const typeCount = layout.nodeTypeNames.length
    const types = this.types
    const names = this.names
    const ids = this.ids
    const sizes = this.sizes
    const firstEdge = this.firstEdge
    let maxName = this.maxName
    let claimed = this.edges
    let node = this.count
    let row = this.at
    while (node < nodeCount && row <= limit) {
      let at = row
      let code = bytes[at++]! ^ 48
      while (code === newline || code === comma) code = bytes[at++]! ^ 48
      if (code >= 10) break
      let type = code
      code = bytes[at++]! ^ 48
      while (code < 10) {
        type = (Math.imul(type, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      // A number that could leave 32 bits is the careful reader's.
      if (code !== comma || type >= typeCount || at - row > 9) break

      let digits = at
      let name = bytes[at++]! ^ 48
      if (name >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        name = (Math.imul(name, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (code !== comma || at - digits > 10) break

      let id = bytes[at++]! ^ 48
      if (id >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        id = (Math.imul(id, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (code !== comma) break

      digits = at
      let size = bytes[at++]! ^ 48
      if (size >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        size = (Math.imul(size, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (code !== comma || at - digits > 10) break

      digits = at
      let count = bytes[at++]! ^ 48
      if (count >= 10) break
      code = bytes[at++]! ^ 48
      while (code < 10) {
        count = (Math.imul(count, 10) + code) | 0
        code = bytes[at++]! ^ 48
      }
      if (at - digits > 10) break

      let detached = 0
      let field = 5
      for (; field < nodeFields && code === comma; field++) {
        digits = at
        let value = bytes[at++]! ^ 48
        if (value >= 10) break
        code = bytes[at++]! ^ 48
        while (code < 10) {
          value = (Math.imul(value, 10) + code) | 0
          code = bytes[at++]! ^ 48
        }
        if (at - digits > 10) break
        if (field === nodeDetachedness) detached = value
      }
      if (field < nodeFields || detached !== 0) break

      claimed += count
      if (claimed > layout.edgeCount) {
        claimed -= count
        break
      }
      if (name > maxName) maxName = name
      types[node] = type
      names[node] = name
      ids[node] = id
      sizes[node] = size
      firstEdge[++node] = claimed
      // The terminator of the last number may be the bracket: leave it.
      row = at - 1
    }
    this.maxName = maxName
    this.edges = claimed
    this.count = node
    this.at = row
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
      this.detachedness ??= this.#allocate(Uint8Array, layout.nodeCount)
      this.detachedness[node] = row[layout.nodeDetachedness]!
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
