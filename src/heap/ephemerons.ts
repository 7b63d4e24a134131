import { EPHEMERON, INTERNAL, TARGET_MASK, TYPE_SHIFT } from './edge-types.ts'
import { allocate } from './growable.ts'
import type { StringTable } from './string-table.ts'

// A WeakMap's value lives as long as its key *and* the map's table do. V8 writes this as two internal edges, from the
// key and from the table, whose names tell that they belong together:
//   "<n> / part of key (Key @k) -> value (Value @v) pair in WeakMap (table @t)"
// (V8Explorer::ExtractEphemeronHashTableReferences, src/profiler/heap-snapshot-generator.cc). Here both get an edge
// type of their own, and each entry a number, its pair.

const TABLE_MARK = ' pair in WeakMap (table @'
const VALUE_MARK = ') -> value ('
const KEY_MARK = ' / part of key ('

export interface Ephemerons {
  /** string index → pair + 1, or 0; empty where there are no WeakMap entries */
  ephemeronPairs: Uint32Array
  /** pair → id of the table */
  ephemeronTables: Uint32Array
}

/** Find the edges of WeakMap entries by their names; gives them the type EPHEMERON in `edges`. O(m + bytes of strings). */
export function markEphemerons(edges: Uint32Array, edgeNames: Uint32Array, strings: StringTable): Ephemerons {
  // table id → key id → pair
  const pairs = new Map<number, Map<number, number>>()
  const tables: number[] = []
  let ofString = new Uint32Array(0)
  const { bytes } = strings
  for (let index = 0; index < strings.count; index++) {
    // A search for the words would cost more a hit than this look at the end of every string.
    const end = strings.end(index)
    if (bytes[end - 1] !== CLOSE || !isDigit(bytes[end - 2]!)) continue
    const name = parseEphemeronName(bytes, strings.start(index), end - 1)
    if (name === undefined) continue
    if (ofString.length === 0) ofString = allocate(Uint32Array, strings.count)
    let ofTable = pairs.get(name.table)
    if (ofTable === undefined) {
      ofTable = new Map()
      pairs.set(name.table, ofTable)
    }
    let pair = ofTable.get(name.key)
    if (pair === undefined) {
      pair = tables.push(name.table) - 1
      ofTable.set(name.key, pair)
    }
    ofString[index] = pair + 1
  }
  if (tables.length > 0) {
    for (let edge = 0; edge < edges.length; edge++) {
      const word = edges[edge]!
      if (word >>> TYPE_SHIFT === INTERNAL && ofString[edgeNames[edge]!] !== 0) {
        edges[edge] = (EPHEMERON << TYPE_SHIFT) | (word & TARGET_MASK)
      }
    }
  }
  return { ephemeronPairs: ofString, ephemeronTables: Uint32Array.from(tables) }
}

/**
 * The ids of key and table in a name, read from its bytes: half a million of them would take seconds as strings.
 * `close`: where the last bracket stands. Undefined for any other name that ends like one.
 */
function parseEphemeronName(
  bytes: Uint8Array,
  start: number,
  close: number,
): { key: number; table: number } | undefined {
  let id = close
  while (isDigit(bytes[id - 1]!)) id--
  const mark = id - TABLE_MARK.length
  const table = parseDigits(bytes, id)
  if (table === undefined || mark < start || !matches(bytes, mark, TABLE_MARK)) return undefined
  const prefix = parseDigits(bytes, start)
  if (prefix === undefined || !matches(bytes, prefix.end, KEY_MARK)) return undefined
  let value = prefix.end
  while (value < mark && (bytes[value] !== CLOSE || !matches(bytes, value, VALUE_MARK))) value++
  if (value === mark) return undefined
  let digits = value
  while (isDigit(bytes[digits - 1]!)) digits--
  const key = bytes[digits - 1] === AT ? parseDigits(bytes, digits) : undefined
  return key === undefined ? undefined : { key: key.number, table: table.number }
}

const CLOSE = 41
const AT = 64

function parseDigits(bytes: Uint8Array, at: number): { number: number; end: number } | undefined {
  let end = at
  let number = 0
  for (; isDigit(bytes[end]!); end++) number = number * 10 + (bytes[end]! - 48)
  return end === at ? undefined : { number, end }
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

function matches(bytes: Uint8Array, at: number, ascii: string): boolean {
  for (let offset = 0; offset < ascii.length; offset++) {
    if (bytes[at + offset] !== ascii.charCodeAt(offset)) return false
  }
  return true
}
