// Hash tables of node ids in typed arrays: a filter for ids, and numbers for pairs of them.
import type { Allocate } from '../graph/typed-arrays.ts'

/** Knuth's multiplicative hash. The upper bits of the product are the best distributed. */
const HASH_FACTOR = 0x9e3779b1

/** A Bloom filter with one hash function: it contains every id that was added, and a few others. */
export interface IdFilter {
  bits: Uint32Array
  shift: number
  add(id: number): void
}

export function createIdFilter(count: number, allocateScratch: Allocate): IdFilter {
  // Eight bits or more for each id, and at least as many as fill a few cache lines.
  const shift = Math.max(4, Math.min(20, Math.clz32(count) - 3))
  const bits = allocateScratch(Uint32Array, 2 ** (27 - shift))
  return {
    bits,
    shift,
    add(id) {
      const hash = Math.imul(id, HASH_FACTOR) >>> shift
      bits[hash >>> 5]! |= 1 << (hash & 31)
    },
  }
}

/** The first index from `from` on whose id may be in the filter, or `to`. */
export function findPossible({ bits, shift }: IdFilter, ids: Uint32Array, from: number, to: number): number {
  let index = from
  for (; index < to; index++) {
    const hash = Math.imul(ids[index]!, HASH_FACTOR) >>> shift
    if ((bits[hash >>> 5]! & (1 << (hash & 31))) !== 0) break
  }
  return index
}

/** Numbers pairs of a table's and a key's id, from 0 on. */
export interface Pairs {
  /** The number of a pair. A pair that was not asked for before gets the next one. */
  numberOf(table: number, key: number): number
  /** pair → id of its table */
  tables(): Uint32Array
}

/** For at most `maxPairs`. A hash table with open addressing, because a Map of Maps took seconds. */
export function createPairs(maxPairs: number, allocateScratch: Allocate): Pairs {
  const bits = 33 - Math.clz32(maxPairs)
  const slots = allocateScratch(Uint32Array, 2 ** bits)
  const keys = allocateScratch(Uint32Array, maxPairs)
  const tables = allocateScratch(Uint32Array, maxPairs)
  const mask = slots.length - 1
  let count = 0
  return {
    numberOf(table, key) {
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
