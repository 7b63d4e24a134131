import type { HeapGraph } from '../graph/heap-graph.ts'
import { SnapshotError } from '../graph/snapshot-error.ts'
import { type Allocate, allocate, type Kind } from '../graph/typed-arrays.ts'
import { compilePasses, type Passes, usePortablePasses } from './compiled-passes.ts'
import * as slots from './passes/slots.ts'
import { createMemory, type SharedMemory } from './web-assembly.ts'

// One memory for a graph: its columns, what the passes find, and what they need meanwhile, which the next one takes over.
// Memory that was never used is dear to come by, a millisecond a megabyte on some machines, and this way it is little.

/** As it goes to another thread. */
export interface PackedArena {
  memory: SharedMemory | undefined
  slots: Uint32Array
  /** The first byte that is that thread's. */
  from: number
}

/** The columns, what passes keep, and what the one that needs most needs meanwhile. Most of it is never used. */
const BYTES_A_NODE = 18 + 45 + 26
const BYTES_AN_EDGE = 8 + 8
/** What another thread needs to measure. */
export const BYTES_A_NODE_BESIDE = 28
const BYTES_AN_EDGE_BESIDE = 1
/** For the slots, and for arrays that begin where a line of the processor's cache does. */
const SOME_BYTES = 8192
const LINE = 64
/** A slot holds the place of a word. */
const MOST_BYTES = 4 * 2 ** 32

/** By a graph's buffer, or by the graph, if its columns are elsewhere. */
const arenas = new WeakMap<ArrayBufferLike | HeapGraph, Arena>()

export class Arena {
  /**
   * V8 does not count shared memory as what hangs on an object, and would collect as if graphs were small. Of an array that is
   * never used, and so takes nothing, it thinks as if it did: half of the memory is about what an analysis uses.
   */
  readonly externalMemoryHint: ArrayBuffer | undefined
  readonly #buffer: ArrayBufferLike
  readonly #memory: SharedMemory | undefined
  readonly #slots: Uint32Array
  readonly #kept = new Map<string, unknown>()
  #compiled: Passes | undefined
  /** The first byte that is free, the first that was never used, and the first that is not ours. */
  #top: number
  #high: number
  readonly #end: number

  private constructor(buffer: ArrayBufferLike, memory: SharedMemory | undefined, from: number, end: number) {
    this.externalMemoryHint = takeBallast((end - from) / 2)
    this.#buffer = buffer
    this.#memory = memory
    this.#slots = new Uint32Array(buffer, 0, slots.SLOTS)
    this.#top = from
    this.#high = from
    this.#end = end
  }

  /** For a graph of so many nodes and edges. Throws SnapshotError `too-large`. */
  static create(nodeCount: number, edgeCount: number, isPortable = false): Arena {
    const own = alignUp(nodeCount * BYTES_A_NODE + edgeCount * BYTES_AN_EDGE + SOME_BYTES)
    const beside = nodeCount * BYTES_A_NODE_BESIDE + edgeCount * BYTES_AN_EDGE_BESIDE + SOME_BYTES
    const bytes = alignUp(own + beside)
    if (bytes > MOST_BYTES) throw new SnapshotError('too-large', 'A graph may take 16 GiB with its analysis.')
    const memory = isPortable ? undefined : createMemory(bytes)
    return new Arena(memory?.buffer ?? takeBuffer(bytes), memory, slots.SLOTS * 4, own)
  }

  /** That of a graph. A graph that was not read, but made of arrays, is copied into one. */
  static of(graph: HeapGraph): Arena {
    return arenas.get(graph) ?? arenas.get(graph.edges.buffer) ?? Arena.createFor(graph)
  }

  /** A new one for a graph, and from now on its own. */
  static createFor(graph: HeapGraph, isPortable = false): Arena {
    const arena = Arena.create(graph.nodeCount, graph.edgeCount, isPortable)
    arena.bindGraph(graph)
    arenas.set(graph, arena)
    return arena
  }

  /** A part of another thread's, for a graph that came from there. */
  static attach(graph: HeapGraph, { from, memory, slots: { buffer } }: PackedArena): void {
    arenas.set(graph, new Arena(buffer, memory, from, buffer.byteLength))
  }

  /** For one other thread. */
  pack(): PackedArena {
    return { memory: this.#memory, slots: this.#slots, from: this.#end }
  }

  /** Shows a graph to the passes. */
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
    for (const [slot, column] of columns) this.bindArray(slot, this.#own(column, Uint32Array))
    this.bindArray(slots.NODE_TYPES, this.#own(graph.nodeTypes, Uint8Array))
    if (this.contains(graph.edges)) arenas.set(this.#buffer, this)
  }

  #own<T extends Uint8Array | Uint32Array>(column: T, kind: Kind<T>): T {
    if (this.contains(column)) return column
    const copy = this.allocateUninitialized(kind, column.length)
    copy.set(column)
    return copy
  }

  /** The passes, to be called at once: those in JavaScript work on one arena at a time. */
  get passes(): Passes {
    if (this.#memory !== undefined) this.#compiled ??= compilePasses(this.#memory)
    return this.#compiled ?? usePortablePasses(this.#buffer)
  }

  /** An array that is kept, full of zeros. Throws SnapshotError `too-large`. */
  readonly allocateZeroed: Allocate = (kind, length) => {
    const from = this.#top
    const high = this.#high
    const array = this.allocateUninitialized(kind, length)
    if (from < high) new Uint8Array(this.#buffer, from, Math.min(this.#top, high) - from).fill(0)
    return array
  }

  /** The same, with anything in it. */
  allocateUninitialized<T>(kind: Kind<T>, length: number): T {
    const from = this.#top
    const top = alignUp(from + length * kind.BYTES_PER_ELEMENT)
    if (top > this.#end) throw new SnapshotError('too-large', `No memory for an array of ${length} entries.`)
    this.#top = top
    this.#high = Math.max(this.#high, top)
    return new kind(this.#buffer, from, length)
  }

  /** An array that is not kept, full of zeros: from here, if there is room. */
  readonly allocateScratch: Allocate = (kind, length) => {
    const hasRoom = this.#top + length * kind.BYTES_PER_ELEMENT <= this.#end - LINE
    return hasRoom ? this.allocateZeroed(kind, length) : allocate(kind, length)
  }

  /** All that is free, with anything in it, until something is taken. */
  freeWords(): Uint32Array {
    return new Uint32Array(this.#buffer, this.#top, (this.#end - this.#top) / 4)
  }

  /** What is taken meanwhile is given back. */
  withScratch<T>(use: () => T): T {
    const top = this.#top
    try {
      return use()
    } finally {
      this.#top = top
    }
  }

  /** What was found already, or what `find` finds: there is room for each result once. */
  computeOnce<T>(name: string, find: () => T): T {
    if (!this.#kept.has(name)) this.#kept.set(name, find())
    return this.#kept.get(name) as T
  }

  /** An array in another thread's part, by its first byte. */
  viewAt<T>(kind: Kind<T>, from: number, length: number): T {
    return new kind(this.#buffer, from, length)
  }

  contains(array: ArrayBufferView): boolean {
    return array.buffer === this.#buffer
  }

  /** Tells the passes where an array begins. Returns it. */
  bindArray<T extends ArrayBufferView>(getSlot: number, array: T): T {
    this.setSlot(getSlot, array.byteOffset / 4)
    return array
  }

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
  return Math.ceil(byte / LINE) * LINE
}

function takeBuffer(bytes: number): ArrayBufferLike {
  try {
    return new SharedArrayBuffer(bytes)
  } catch (cause) {
    throw new SnapshotError('too-large', `No memory of ${bytes} bytes for a graph.`, { cause })
  }
}

function takeBallast(bytes: number): ArrayBuffer | undefined {
  try {
    return new ArrayBuffer(bytes)
  } catch {
    return undefined
  }
}
