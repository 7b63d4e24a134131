// Which edges lead to the value of a WeakMap entry? The value stays alive as long as its key *and* the map's table do, so its two edges
// get a type of their own, and a number that says which two belong together.
import { EPHEMERON, INTERNAL, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import { type Allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import { inBatches } from '../memory/batches.ts'
import type { EdgeColumns } from './edge-rows.ts'
import { createIdFilter, createPairs, findPossible, type IdFilter } from './id-tables.ts'

/**
 * Finds the edges of WeakMap entries by their names, gives them the type EPHEMERON, and numbers the entries: the name of such an edge
 * becomes twice the number of its entry, plus one for the edge from the table. Returns the string indexes of the names, two for each
 * entry. Only the edges of nodes whose id is in some name are read. O(n + names + edges of keys and tables).
 * @param names three numbers a name: string index, id of the key, id of the table
 * @param allocateScratch for memory that is not needed afterwards
 */
export function markEphemerons(
  nodes: NodeColumns,
  edges: EdgeColumns,
  stringCount: number,
  names: Uint32Array,
  allocateScratch: Allocate,
): Uint32Array {
  if (names.length === 0) return new Uint32Array(0)
  const pairs = createPairs(names.length / 3, allocateScratch)
  const ofString = allocateScratch(Uint32Array, stringCount)
  // ids of the keys and tables, which are the sources of all edges of entries
  const owners = createIdFilter(names.length, allocateScratch)
  let pair = -1
  for (let at = 0; at < names.length; at += 3) {
    const key = names[at + 1]!
    const table = names[at + 2]!
    // V8 writes the two names of an entry one after the other.
    if (at === 0 || key !== names[at - 2] || table !== names[at - 1]) {
      pair = pairs.numberOf(table, key)
      owners.add(key)
      owners.add(table)
    }
    ofString[names[at]!] = pair + 1
  }
  const entries = new Entries(ofString, pairs.tables(), allocateScratch)
  inBatches(0, nodes.ids.length, (from, to) => markEdgesOf(nodes, edges, entries, owners, from, to))
  return entries.names()
}

/** The entries for which at least one edge was found. */
class Entries {
  /** string index → pair + 1, or 0 if it is not the name of an entry */
  readonly ofString: Uint32Array
  /** pair → id of the table */
  readonly #tables: Uint32Array
  /** pair → number of the entry + 1, or 0 */
  readonly #numbers: Uint32Array
  readonly #names = new GrowableUint32()

  constructor(ofString: Uint32Array, tables: Uint32Array, allocateScratch: Allocate) {
    this.ofString = ofString
    this.#tables = tables
    this.#numbers = allocateScratch(Uint32Array, tables.length)
  }

  /** The new name of an edge: its index in `entryNames`. */
  indexOf(name: number, sourceId: number): number {
    const pair = this.ofString[name]! - 1
    if (this.#numbers[pair] === 0) {
      this.#names.push(name)
      this.#names.push(name)
      this.#numbers[pair] = this.#names.length >>> 1
    }
    const index = (this.#numbers[pair]! - 1) * 2 + (sourceId === this.#tables[pair] ? 1 : 0)
    this.#names.values[index] = name
    return index
  }

  names(): Uint32Array {
    return this.#names.values.slice(0, this.#names.length)
  }
}

/** The columns of nodes that are needed: where the edges of each begin, and its id. */
interface NodeColumns {
  firstEdge: Uint32Array
  ids: Uint32Array
}

function markEdgesOf(
  { firstEdge, ids }: NodeColumns,
  { names, words }: EdgeColumns,
  entries: Entries,
  owners: IdFilter,
  from: number,
  to: number,
): void {
  for (
    let node = findPossible(owners, ids, from, to);
    node < to;
    node = findPossible(owners, ids, node + 1, to)
  ) {
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      const word = words[edge]!
      if (word >>> TYPE_SHIFT !== INTERNAL || entries.ofString[names[edge]!] === 0) continue
      names[edge] = entries.indexOf(names[edge]!, ids[node]!)
      words[edge] = (EPHEMERON << TYPE_SHIFT) | (word & TARGET_MASK)
    }
  }
}
