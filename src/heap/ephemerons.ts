import { EPHEMERON, INTERNAL, TARGET_MASK, TYPE_SHIFT } from './edge-types.ts'
import { allocate } from './growable.ts'
import type { StringTable } from './string-table.ts'

// A WeakMap's value lives as long as its key *and* the map's table do. V8 writes this as two internal edges, from the
// key and from the table, whose names tell that they belong together:
//   "<n> / part of key (Key @k) -> value (Value @v) pair in WeakMap (table @t)"
// (V8Explorer::ExtractEphemeronHashTableReferences, src/profiler/heap-snapshot-generator.cc). Here both get an edge
// type of their own, and each entry a number, its pair.

const MARK = ' pair in WeakMap (table @'

export interface Ephemerons {
  /** string index → pair + 1, or 0; empty where there are no WeakMap entries */
  ephemeronPairs: Uint32Array
  /** pair → id of the table */
  ephemeronTables: Uint32Array
}

/** Find the edges of WeakMap entries by their names; gives them the type EPHEMERON in `edges`. O(m + bytes of strings). */
export function markEphemerons(edges: Uint32Array, edgeNames: Uint32Array, strings: StringTable): Ephemerons {
  const pairs = new Map<string, number>()
  const tables: number[] = []
  let ofString = new Uint32Array(0)
  for (const index of strings.containing(MARK)) {
    const name = parseEphemeronName(strings, index)
    if (name === undefined) continue
    if (ofString.length === 0) ofString = allocate(Uint32Array, strings.count)
    const entry = `${name.key} ${name.table}`
    let pair = pairs.get(entry)
    if (pair === undefined) {
      pair = tables.push(name.table) - 1
      pairs.set(entry, pair)
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

const NAME = /^\d+ \/ part of key \(.*? @(\d+)\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\)$/

function parseEphemeronName(strings: StringTable, index: number): { key: number; table: number } | undefined {
  const match = NAME.exec(strings.text(index))
  return match === null ? undefined : { key: Number(match[1]), table: Number(match[2]) }
}
