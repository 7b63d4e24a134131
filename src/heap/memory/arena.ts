// Where do the arrays of one graph live? In one shared memory: its columns, the results of its analysis, and the scratch space
// that one pass after the other uses. Memory that was never used before is slow to get (a millisecond a megabyte on some
// machines), and reuse keeps it small. Another thread can work on the same memory.
import type { HeapGraph } from '../graph/heap-graph.ts'
import { SnapshotError } from '../graph/snapshot-error.ts'
import { type Allocate, allocate, type TypedArrayConstructor } from '../graph/typed-arrays.ts'
import { compilePasses, type Passes, usePortablePasses } from './compiled-passes.ts'
import * as slots from './passes/slots.ts'
import { createMemory, type SharedMemory } from './web-assembly.ts'

/** An arena as it is sent to another thread. */
export interface PackedArena {
  memory: SharedMemory | undefined
  slots: Uint32Array
  /** The first byte of the part that the other thread allocates from. */
  from: number
}

/** The columns (18 a node, 8 an edge), the results, and the scratch space of the pass that needs most. Most of it is never used. */
const BYTES_PER_NODE = 18 + 45 + 26
const BYTES_PER_EDGE = 8 + 8
/** What the second thread needs for distances and shallow sizes. */
export const SECOND_THREAD_BYTES_PER_NODE = 28
const SECOND_THREAD_BYTES_PER_EDGE = 1
/** For the slots, and for aligning each array to a cache line. */
const EXTRA_BYTES = 8192
const CACHE_LINE = 64
/** A slot is 32 bits, and contains the index of a 4-byte word. */
const MAX_BYTES = 4 * 2 ** 32

/** By the buffer of a graph's columns, or by the graph itself if its columns are not in an arena. */
const arenas = new WeakMap<ArrayBufferLike | HeapGraph, Arena>()

export class Arena {
  /**
   * Never read or written, so it takes no physical memory, but V8 counts it as external memory and collects garbage accordingly.
   * V8 does not count shared memory, and would treat graphs as small objects. Half of the arena is about what an analysis uses.
   */
  readonly externalMemoryHint: ArrayBuffer | undefined
  readonly #buffer: ArrayBufferLike
  readonly #memory: SharedMemory | undefined
  readonly #slots: Uint32Array
  readonly #results = new Map<string, unknown>()
  #compiled: Passes | undefined
  /** Offsets of the first free byte, of the first that was never used, and of the end of this arena's part. */
  #top: number
  #highest: number
  readonly #end: number

  private constructor(buffer: ArrayBufferLike, memory: SharedMemory | undefined, from: number, end: number) {
    this.externalMemoryHint = reserveExternalMemory((end - from) / 2)
    this.#buffer = buffer
    this.#memory = memory
    this.#slots = new Uint32Array(buffer, 0, slots.SLOTS)
    this.#top = from
    this.#highest = from
    this.#end = end
  }

  /**
   * An empty arena for a graph of so many nodes and edges. Throws SnapshotError `too-large`.
   * @param isPortable run the passes as JavaScript, even where WebAssembly is available
   */
  static create(nodeCount: number, edgeCount: number, isPortable = false): Arena {
    const own = alignUp(nodeCount * BYTES_PER_NODE + edgeCount * BYTES_PER_EDGE + EXTRA_BYTES)
    const secondThread =
      nodeCount * SECOND_THREAD_BYTES_PER_NODE + edgeCount * SECOND_THREAD_BYTES_PER_EDGE + EXTRA_BYTES
    const bytes = alignUp(own + secondThread)
    if (bytes > MAX_BYTES) throw new SnapshotError('too-large', 'A graph may take 16 GiB with its analysis.')
    const memory = isPortable ? undefined : createMemory(bytes)
    return new Arena(memory?.buffer ?? createBuffer(bytes), memory, slots.SLOTS * 4, own)
  }

  /** The arena of a graph. A graph whose columns are in other memory (not parsed here) is copied into a new one first. */
  static of(graph: HeapGraph): Arena {
    return arenas.get(graph) ?? arenas.get(graph.edges.buffer) ?? Arena.createFor(graph)
  }

  /** Makes a new arena for a graph, and registers it as the graph's own. */
  static createFor(graph: HeapGraph, isPortable = false): Arena {
    const arena = Arena.create(graph.nodeCount, graph.edgeCount, isPortable)
    arena.bindGraph(graph)
    arenas.set(graph, arena)
    return arena
  }

  /** Registers, for a graph received from another thread, the part of that thread's arena that this thread may allocate from. */
  static attach(graph: HeapGraph, { from, memory, slots: { buffer } }: PackedArena): void {
    arenas.set(graph, new Arena(buffer, memory, from, buffer.byteLength))
  }

  /** The arena as it is sent to a second thread: no more than one, which gets the part behind this arena's end. */
  pack(): PackedArena {
    return { memory: this.#memory, slots: this.#slots, from: this.#end }
  }

  /** Tells the passes, through the slots, where the columns of a graph are. */
  bindGraph(graph: HeapGraph): void {
    this.setSlot(slots.NODE_COUNT, graph.nodeCount)
    this.setSlot(slots.ROOT, graph.rootOrdinal)
    const columns = [
      [slots.FIRST_EDGE, graph.firstEdge],
      [slots.EDGES, graph.edges],
      [slots.EDGE_NAMES, graph.edgeNames],
      [slots.NODE_NAMES, graph.nodeNames],
      [slots.SELF_SIZES, graph.selfSizes],
    ] as const
    for (const [slot, column] of columns) this.bindArray(slot, this.#ensureInside(column, Uint32Array))
    this.bindArray(slots.NODE_TYPES, this.#ensureInside(graph.nodeTypes, Uint8Array))
    if (this.contains(graph.edges)) arenas.set(this.#buffer, this)
  }

  /** The column itself if it is in this arena, else a copy that is. */
  #ensureInside<T extends Uint8Array | Uint32Array>(column: T, kind: TypedArrayConstructor<T>): T {
    if (this.contains(column)) return column
    const copy = this.allocateUninitialized(kind, column.length)
    copy.set(column)
    return copy
  }

  /**
   * The passes, working on this arena. Read this property again for every call: those in JavaScript work on the arena for which it
   * was read last.
   */
  get passes(): Passes {
    if (this.#memory !== undefined) this.#compiled ??= compilePasses(this.#memory)
    return this.#compiled ?? usePortablePasses(this.#buffer)
  }

  /** An array of zeros in the arena. Throws SnapshotError `too-large`. */
  readonly allocateZeroed: Allocate = (kind, length) => {
    const from = this.#top
    const highest = this.#highest
    const array = this.allocateUninitialized(kind, length)
    if (from < highest) new Uint8Array(this.#buffer, from, Math.min(this.#top, highest) - from).fill(0)
    return array
  }

  /** An array in the arena with unspecified contents. Throws SnapshotError `too-large`. */
  allocateUninitialized<T>(kind: TypedArrayConstructor<T>, length: number): T {
    const from = this.#top
    const top = alignUp(from + length * kind.BYTES_PER_ELEMENT)
    if (top > this.#end) throw new SnapshotError('too-large', `No memory for an array of ${length} entries.`)
    this.#top = top
    this.#highest = Math.max(this.#highest, top)
    return new kind(this.#buffer, from, length)
  }

  /** An array of zeros for temporary use, in the arena if there is room, else outside. To be called within `withScratch`. */
  readonly allocateScratch: Allocate = (kind, length) => {
    const hasRoom = this.#top + length * kind.BYTES_PER_ELEMENT <= this.#end - CACHE_LINE
    return hasRoom ? this.allocateZeroed(kind, length) : allocate(kind, length)
  }

  /** All free memory, with unspecified contents. The next allocation overlaps it. */
  freeWords(): Uint32Array {
    return new Uint32Array(this.#buffer, this.#top, (this.#end - this.#top) / 4)
  }

  /** Calls `use`, and frees what it allocated in the arena. */
  withScratch<T>(use: () => T): T {
    const top = this.#top
    try {
      return use()
    } finally {
      this.#top = top
    }
  }

  /** The result that was stored under `name`, or else that of `compute`. The arena has room for each result only once. */
  computeOnce<T>(name: string, compute: () => T): T {
    if (!this.#results.has(name)) this.#results.set(name, compute())
    return this.#results.get(name) as T
  }

  /** An array that another thread allocated, by its offset in bytes. */
  viewAt<T>(kind: TypedArrayConstructor<T>, from: number, length: number): T {
    return new kind(this.#buffer, from, length)
  }

  contains(array: ArrayBufferView): boolean {
    return array.buffer === this.#buffer
  }

  /** Writes the offset of an array, in words, into a slot. Returns the array. */
  bindArray<T extends ArrayBufferView>(getSlot: number, array: T): T {
    this.setSlot(getSlot, array.byteOffset / 4)
    return array
  }

  /** Whether a slot contains the offset of this array. */
  isBound(slot: number, array: ArrayBufferView): boolean {
    return this.#slots[slot] === array.byteOffset / 4
  }

  setSlot(slot: number, value: number): void {
    this.#slots[slot] = value
  }

  slot(slot: number): number {
    return this.#slots[slot]!
  }
}

function alignUp(byte: number): number {
  return Math.ceil(byte / CACHE_LINE) * CACHE_LINE
}

function createBuffer(bytes: number): ArrayBufferLike {
  try {
    return new SharedArrayBuffer(bytes)
  } catch (cause) {
    throw new SnapshotError('too-large', `No memory of ${bytes} bytes for a graph.`, { cause })
  }
}

function reserveExternalMemory(bytes: number): ArrayBuffer | undefined {
  try {
    return new ArrayBuffer(bytes)
  } catch {
    return undefined
  }
}
