import { EPHEMERON, INTERNAL, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import { type Allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import { inBatches } from '../memory/batches.ts'
import type { EdgeColumns } from './edge-rows.ts'

// A WeakMap's value lives as long as its key *and* the map's table do. V8 writes this as two internal edges, from the
// key and from the table, whose names tell that they belong together:
//   "<n> / part of key (Key @k) -> value (Value @v) pair in WeakMap (table @t)"
// (V8Explorer::ExtractEphemeronHashTableReferences, src/profiler/heap-snapshot-generator.cc). Here both get an edge
// type of their own, and each entry a number, its pair.

const TABLE_MARK = Buffer.from(' pair in WeakMap (table @')
const VALUE_MARK = Buffer.from(') -> value (')
const KEY_MARK = Buffer.from(' / part of key (')

/** Names of entries' edges, collected while the strings go by: read again later, each would cost a walk to memory. */
export class EntryNames {
  /** Indexes of strings, the ids of key and of table: three numbers a name. */
  readonly #names = new GrowableUint32()
  readonly #ids = { key: 0, table: 0 }

  /** `room`: words that are free until all names are marked. */
  constructor(room: Uint32Array | undefined) {
    if (room !== undefined) this.#names.values = room
  }

  /** A string is complete: bytes[start] … bytes[end - 1]. */
  take(index: number, bytes: Uint8Array, start: number, end: number): void {
    if (!parseEntryName(bytes, start, end, this.#ids)) return
    this.#names.push(index)
    this.#names.push(this.#ids.key)
    this.#names.push(this.#ids.table)
  }

  /** Some that were read already: index, key and table by turns. */
  append(names: Uint32Array): void {
    this.#names.append(names)
  }

  /** All of them. */
  finish(): Uint32Array {
    return this.#names.values.subarray(0, this.#names.length)
  }
}

/**
 * Give the edges of WeakMap entries the type EPHEMERON, by their names, and each entry a number: instead of by its name,
 * such an edge then goes by twice its entry's number, plus one if it comes from the table. Returns the names, two for
 * each entry. Only nodes that a name tells of have such edges, so those of others are not looked at. O(n + names, and
 * the edges of keys and tables). `take`: memory that is needed meanwhile.
 */
export function markEphemerons(
  nodes: Owners,
  edges: EdgeColumns,
  stringCount: number,
  names: Uint32Array,
  take: Allocate,
): Uint32Array {
  if (names.length === 0) return new Uint32Array(0)
  const pairs = createPairs(names.length / 3, take)
  const ofString = take(Uint32Array, stringCount)
  const owners = createIdFilter(names.length, take)
  let pair = -1
  for (let at = 0; at < names.length; at += 3) {
    const key = names[at + 1]!
    const table = names[at + 2]!
    // V8 writes the two names of an entry one after the other.
    if (at === 0 || key !== names[at - 2] || table !== names[at - 1]) {
      pair = pairs.number(table, key)
      owners.add(key)
      owners.add(table)
    }
    ofString[names[at]!] = pair + 1
  }
  const entries = new Entries(ofString, pairs.tables(), take)
  inBatches(0, nodes.ids.length, (from, to) => markOwned(nodes, edges, entries, owners, from, to))
  return entries.names()
}

/** Entries that edges were met of. */
class Entries {
  /** string index → pair + 1, or 0 */
  readonly ofString: Uint32Array
  /** pair → id of the table */
  readonly #tables: Uint32Array
  /** pair → number of the entry + 1, or 0 */
  readonly #numbers: Uint32Array
  readonly #names = new GrowableUint32()

  constructor(ofString: Uint32Array, tables: Uint32Array, take: Allocate) {
    this.ofString = ofString
    this.#tables = tables
    this.#numbers = take(Uint32Array, tables.length)
  }

  /** What an edge goes by, instead of by its name. */
  placeOf(name: number, ownerId: number): number {
    const pair = this.ofString[name]! - 1
    if (this.#numbers[pair] === 0) {
      this.#names.push(name)
      this.#names.push(name)
      this.#numbers[pair] = this.#names.length >>> 1
    }
    const place = (this.#numbers[pair]! - 1) * 2 + (ownerId === this.#tables[pair] ? 1 : 0)
    this.#names.values[place] = name
    return place
  }

  names(): Uint32Array {
    return this.#names.values.slice(0, this.#names.length)
  }
}

/** Which edges a node owns, and V8's id of it. */
interface Owners {
  firstEdge: Uint32Array
  ids: Uint32Array
}

function markOwned(
  { firstEdge, ids }: Owners,
  { names, words }: EdgeColumns,
  entries: Entries,
  owners: IdFilter,
  from: number,
  to: number,
): void {
  for (let node = nextIn(owners, ids, from, to); node < to; node = nextIn(owners, ids, node + 1, to)) {
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      const word = words[edge]!
      if (word >>> TYPE_SHIFT !== INTERNAL || entries.ofString[names[edge]!] === 0) continue
      names[edge] = entries.placeOf(names[edge]!, ids[node]!)
      words[edge] = (EPHEMERON << TYPE_SHIFT) | (word & TARGET_MASK)
    }
  }
}

/** The first node whose id may be in a set, or `to`. */
function nextIn({ bits, shift }: IdFilter, ids: Uint32Array, from: number, to: number): number {
  let node = from
  for (; node < to; node++) {
    const hash = Math.imul(ids[node]!, HASH_FACTOR) >>> shift
    if ((bits[hash >>> 5]! & (1 << (hash & 31))) !== 0) break
  }
  return node
}

/** Knuth's multiplicative hash: the upper bits are the good ones. */
const HASH_FACTOR = 0x9e3779b1

/** A set of ids that may hold some that were never added: a bit an id, by its hash. */
interface IdFilter {
  bits: Uint32Array
  shift: number
  add(id: number): void
}

function createIdFilter(count: number, take: Allocate): IdFilter {
  // Eight bits an id, and no fewer than fill a few cache lines.
  const shift = Math.max(4, Math.min(20, Math.clz32(count) - 3))
  const bits = take(Uint32Array, 2 ** (27 - shift))
  return {
    bits,
    shift,
    add(id) {
      const hash = Math.imul(id, HASH_FACTOR) >>> shift
      bits[hash >>> 5]! |= 1 << (hash & 31)
    },
  }
}

interface Pairs {
  /** The number of a table's entry for a key: a new one when first asked for. */
  number(table: number, key: number): number
  /** pair → id of the table */
  tables(): Uint32Array
}

/** Numbers for pairs of ids, at most `most`: a hash table with open addressing, for a Map of Maps took seconds. */
function createPairs(most: number, take: Allocate): Pairs {
  const bits = 33 - Math.clz32(most)
  const slots = take(Uint32Array, 2 ** bits)
  const keys = take(Uint32Array, most)
  const tables = take(Uint32Array, most)
  const mask = slots.length - 1
  let count = 0
  return {
    number(table, key) {
      let slot = Math.imul(Math.imul(table, 0x85ebca6b) ^ key, HASH_FACTOR) >>> (32 - bits)
      for (let pair = slots[slot]!; pair !== 0; pair = slots[slot]!) {
        if (keys[pair - 1] === key && tables[pair - 1] === table) return pair - 1
        slot = (slot + 1) & mask
      }
      keys[count] = key
      tables[count] = table
      slots[slot] = ++count
      return count - 1
    },
    tables: () => tables.subarray(0, count),
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
