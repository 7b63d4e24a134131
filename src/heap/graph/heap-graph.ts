// What is a heap snapshot once it is parsed? Typed arrays of nodes and edges, and methods that answer for one of them.
import {
  EDGE_TYPES,
  type EdgeType,
  ELEMENT,
  EPHEMERON,
  HIDDEN,
  TARGET_MASK,
  TYPE_SHIFT,
} from './edge-types.ts'
import type { StringTable } from './string-table.ts'
import { allocate } from './typed-arrays.ts'

/** A place in a script. Lines and columns count from zero, as V8 writes them. */
export interface Location {
  scriptId: number
  line: number
  column: number
}

/**
 * The columns of a parsed snapshot: arrays with one entry for each of `n` nodes or `m` edges. The edges that start at node i
 * are firstEdge[i] … firstEdge[i + 1] - 1.
 */
export interface HeapColumns {
  nodeCount: number
  edgeCount: number
  rootOrdinal: number
  /** n codes into `nodeTypeNames` */
  nodeTypes: Uint8Array
  nodeTypeNames: readonly string[]
  /** n indexes into `strings` */
  nodeNames: Uint32Array
  /** n ids, assigned by V8: an object has the same id in all snapshots of one process */
  nodeIds: Uint32Array
  /** n sizes in bytes modulo 2³² */
  selfSizes: Uint32Array
  /** ordinal → size in bytes, of nodes of 4 GiB or more */
  largeSizes: ReadonlyMap<number, number>
  /** n states of DOM nodes (0 unknown, 1 attached, 2 detached), or undefined if all are 0 */
  detachedness: Uint8Array | undefined
  /** n + 1 edge numbers */
  firstEdge: Uint32Array
  /** m words: type << 29 | target ordinal */
  edges: Uint32Array
  /** m string indexes; for element and hidden edges numbers; for ephemerons indexes into `entryNames` */
  edgeNames: Uint32Array
  strings: StringTable
  /** four numbers a location (ordinal, script id, line, column), in any order of nodes */
  locations: Uint32Array
  /** two string indexes for each WeakMap entry: the names of the edges to its value from its key and from the map's table */
  entryNames: Uint32Array
}

/**
 * A heap as a graph. Loops over all nodes or edges use the typed arrays; the methods look up one. A node is named by its ordinal,
 * 0 … n - 1, an edge by its number, 0 … m - 1.
 */
export class HeapGraph {
  readonly nodeCount: number
  readonly edgeCount: number
  readonly rootOrdinal: number
  readonly nodeTypes: Uint8Array
  readonly nodeTypeNames: readonly string[]
  readonly nodeNames: Uint32Array
  readonly nodeIds: Uint32Array
  readonly selfSizes: Uint32Array
  readonly largeSizes: ReadonlyMap<number, number>
  readonly detachedness: Uint8Array | undefined
  readonly firstEdge: Uint32Array
  readonly edges: Uint32Array
  readonly edgeNames: Uint32Array
  readonly strings: StringTable
  readonly entryNames: Uint32Array
  readonly #locations: Uint32Array
  #locationRows: Uint32Array | undefined

  constructor(columns: HeapColumns) {
    this.nodeCount = columns.nodeCount
    this.edgeCount = columns.edgeCount
    this.rootOrdinal = columns.rootOrdinal
    this.nodeTypes = columns.nodeTypes
    this.nodeTypeNames = columns.nodeTypeNames
    this.nodeNames = columns.nodeNames
    this.nodeIds = columns.nodeIds
    this.selfSizes = columns.selfSizes
    this.largeSizes = columns.largeSizes
    this.detachedness = columns.detachedness
    this.firstEdge = columns.firstEdge
    this.edges = columns.edges
    this.edgeNames = columns.edgeNames
    this.strings = columns.strings
    this.entryNames = columns.entryNames
    this.#locations = columns.locations
  }

  get hasLocations(): boolean {
    return this.#locations.length > 0
  }

  /** The code of a node type, or -1 if the snapshot does not list that type. */
  typeCode(name: string): number {
    return this.nodeTypeNames.indexOf(name)
  }

  /** V8's id of a node. */
  id(ordinal: number): number {
    return this.nodeIds[ordinal]!
  }

  type(ordinal: number): string {
    return this.nodeTypeNames[this.nodeTypes[ordinal]!]!
  }

  /**
   * The name of a node: an object's constructor, a function's name, the first `maxBytes` bytes of a string. A native node that
   * the snapshot marks as detached begins with `Detached `.
   */
  name(ordinal: number, maxBytes = 4096): string {
    const name = this.strings.text(this.nodeNames[ordinal]!, maxBytes)
    const detached = this.detachedness?.[ordinal] === 2 && this.type(ordinal) === 'native'
    return detached ? `Detached ${name}` : name
  }

  /** The node's own size in bytes, as the snapshot states it. Shallow sizes add to an owner what it alone owns. */
  selfSize(ordinal: number): number {
    return this.largeSizes.get(ordinal) ?? this.selfSizes[ordinal]!
  }

  edgeType(edge: number): EdgeType {
    return EDGE_TYPES[this.edges[edge]! >>> TYPE_SHIFT]!
  }

  /** The name of an edge, or its number for elements and hidden edges. */
  edgeName(edge: number): string | number {
    const index = this.edgeNameIndex(edge)
    return index === -1 ? this.edgeNames[edge]! : this.strings.text(index, 4096)
  }

  /** The index of the string that names an edge, or -1 for element and hidden edges, which have numbers. */
  edgeNameIndex(edge: number): number {
    const type = this.edges[edge]! >>> TYPE_SHIFT
    if (type === ELEMENT || type === HIDDEN) return -1
    const name = this.edgeNames[edge]!
    return type === EPHEMERON ? this.entryNames[name]! : name
  }

  edgeTarget(edge: number): number {
    return this.edges[edge]! & TARGET_MASK
  }

  /** The node at which an edge starts. O(log n). */
  edgeSource(edge: number): number {
    let low = 0
    let high = this.nodeCount
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.firstEdge[middle + 1]! <= edge) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The node with an id of V8's, or undefined. O(n). */
  findById(id: number): number | undefined {
    const ordinal = this.nodeIds.indexOf(id)
    return ordinal === -1 ? undefined : ordinal
  }

  /** Where a function, or the constructor of an object, is written in its script; undefined if the snapshot does not say. */
  findLocation(ordinal: number): Location | undefined {
    const rows = this.#locations
    this.#locationRows ??= indexLocations(rows, this.nodeCount)
    const row = this.#locationRows[ordinal]!
    if (row === 0) return undefined
    const at = (row - 1) * 4
    return { scriptId: rows[at + 1]!, line: rows[at + 2]!, column: rows[at + 3]! }
  }
}

/** ordinal → row of `locations` + 1, or 0 for none */
function indexLocations(rows: Uint32Array, nodeCount: number): Uint32Array {
  const index = allocate(Uint32Array, nodeCount)
  for (let row = 0; row * 4 < rows.length; row++) index[rows[row * 4]!] = row + 1
  return index
}
