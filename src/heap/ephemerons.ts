import { EPHEMERON, INTERNAL, TARGET_MASK, TYPE_SHIFT } from './edge-types.ts'
import { allocate, GrowableUint32 } from './growable.ts'
import type { StringTable } from './string-table.ts'

// A WeakMap's value lives as long as its key *and* the map's table do. V8 writes this as two internal edges, from the
// key and from the table, whose names tell that they belong together:
//   "<n> / part of key (Key @k) -> value (Value @v) pair in WeakMap (table @t)"
// (V8Explorer::ExtractEphemeronHashTableReferences, src/profiler/heap-snapshot-generator.cc). Here both get an edge
// type of their own, and each entry a number, its pair.

const TABLE_MARK = Buffer.from(' pair in WeakMap (table @')
const VALUE_MARK = Buffer.from(') -> value (')
const KEY_MARK = Buffer.from(' / part of key (')

/** Edges that are marked by one call: V8 optimises a function well only when it has seen it return. */
const STRIDE = 1 << 14

export interface Ephemerons {
  /** string index → pair + 1, or 0; empty where there are no WeakMap entries */
  ephemeronPairs: Uint32Array
  /** pair → id of the table */
  ephemeronTables: Uint32Array
}

/** Names of entries' edges, collected while the strings go by: read again later, each would cost a walk to memory. */
export class EntryNames {
  /** Indexes of strings, the ids of key and of table: three numbers a name. */
  readonly #names = new GrowableUint32()
  /** Indexes of strings that came in pieces. */
  readonly #torn = new GrowableUint32(16)
  readonly #ids = { key: 0, table: 0 }

  /** A string is complete: bytes[start] … bytes[end - 1]; a start below 0 lies in a piece before. */
  take(index: number, bytes: Uint8Array, start: number, end: number): void {
    if (start < 0) this.#torn.push(index)
    else if (parseEntryName(bytes, start, end, this.#ids)) {
      this.#names.push(index)
      this.#names.push(this.#ids.key)
      this.#names.push(this.#ids.table)
    }
  }

  /** All of them: index, key and table by turns. */
  finish(strings: StringTable): Uint32Array {
    while (this.#torn.length > 0) {
      const index = this.#torn.pop()
      this.take(index, strings.bytes, strings.start(index), strings.end(index))
    }
    return this.#names.values.subarray(0, this.#names.length)
  }
}

/**
 * Give the edges of WeakMap entries the type EPHEMERON in `edges`, by their names, and each entry a number.
 * O(m + names).
 */
export function markEphemerons(
  edges: Uint32Array,
  edgeNames: Uint32Array,
  stringCount: number,
  names: Uint32Array,
): Ephemerons {
  if (names.length === 0) return { ephemeronPairs: new Uint32Array(0), ephemeronTables: new Uint32Array(0) }
  const pairs = createPairs(names.length / 3)
  const ofString = allocate(Uint32Array, stringCount)
  // A bit a string stays in the cache, where a pair a string does not: the loop over all edges asks here.
  const named = allocate(Uint32Array, (stringCount >>> 5) + 1)
  for (let at = 0; at < names.length; at += 3) {
    const index = names[at]!
    ofString[index] = pairs.number(names[at + 2]!, names[at + 1]!) + 1
    named[index >>> 5]! |= 1 << (index & 31)
  }
  for (let from = 0; from < edges.length; from += STRIDE) {
    markNamed(edges, edgeNames, named, from, Math.min(from + STRIDE, edges.length))
  }
  return { ephemeronPairs: ofString, ephemeronTables: pairs.tables() }
}

function markNamed(
  edges: Uint32Array,
  edgeNames: Uint32Array,
  named: Uint32Array,
  from: number,
  to: number,
): void {
  for (let edge = from; edge < to; edge++) {
    const word = edges[edge]!
    if (word >>> TYPE_SHIFT !== INTERNAL) continue
    const name = edgeNames[edge]!
    if ((named[name >>> 5]! & (1 << (name & 31))) === 0) continue
    edges[edge] = (EPHEMERON << TYPE_SHIFT) | (word & TARGET_MASK)
  }
}

interface Pairs {
  /** The number of a table's entry for a key: a new one when first asked for. */
  number(table: number, key: number): number
  /** pair → id of the table */
  tables(): Uint32Array
}

/** Numbers for pairs of ids, at most `most`: a hash table with open addressing, for a Map of Maps took seconds. */
function createPairs(most: number): Pairs {
  const bits = 33 - Math.clz32(most)
  const slots = allocate(Uint32Array, 2 ** bits)
  const keys = allocate(Uint32Array, most)
  const tables = allocate(Uint32Array, most)
  const mask = slots.length - 1
  let count = 0
  return {
    number(table, key) {
      // Knuth's multiplicative hash: the upper bits are the good ones.
      let slot = Math.imul(Math.imul(table, 0x85ebca6b) ^ key, 0x9e3779b1) >>> (32 - bits)
      for (let pair = slots[slot]!; pair !== 0; pair = slots[slot]!) {
        if (keys[pair - 1] === key && tables[pair - 1] === table) return pair - 1
        slot = (slot + 1) & mask
      }
      keys[count] = key
      tables[count] = table
      slots[slot] = ++count
      return count - 1
    },
    tables: () => tables.slice(0, count),
  }
}

/**
 * The ids of key and table in a name, read from its bytes: half a million of them would take seconds as strings.
 * False for any other name that ends like one.
 */
function parseEntryName(
  bytes: Uint8Array,
  start: number,
  end: number,
  ids: { key: number; table: number },
): boolean {
  if (bytes[end - 1] !== CLOSE || !isDigit(bytes[end - 2]!)) return false
  const table = skipDigitsBack(bytes, end - 1)
  const mark = table - TABLE_MARK.length
  if (mark < start || !matches(bytes, mark, TABLE_MARK)) return false
  let value = start
  while (isDigit(bytes[value]!)) value++
  if (value === start || !matches(bytes, value, KEY_MARK)) return false
  while (value < mark && (bytes[value] !== CLOSE || !matches(bytes, value, VALUE_MARK))) value++
  if (value === mark) return false
  const key = skipDigitsBack(bytes, value)
  if (key === value || bytes[key - 1] !== AT) return false
  ids.key = readNumber(bytes, key, value)
  ids.table = readNumber(bytes, table, end - 1)
  return true
}

const CLOSE = 41
const AT = 64

function skipDigitsBack(bytes: Uint8Array, end: number): number {
  let at = end
  while (isDigit(bytes[at - 1]!)) at--
  return at
}

/** Modulo 2³², like the ids of nodes. */
function readNumber(bytes: Uint8Array, start: number, end: number): number {
  let number = 0
  for (let at = start; at < end; at++) number = (Math.imul(number, 10) + bytes[at]! - 48) | 0
  return number >>> 0
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

function matches(bytes: Uint8Array, at: number, mark: Uint8Array): boolean {
  for (let offset = 0; offset < mark.length; offset++) {
    if (bytes[at + offset] !== mark[offset]) return false
  }
  return true
}
