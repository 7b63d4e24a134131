import type { HeapGraph } from './heap-graph.ts'
import { allocate } from './typed-arrays.ts'

/** Finds nodes by V8's id, for those who ask for many. */
export interface IdIndex {
  /** The node with an id, or -1. O(1). */
  find(id: number): number
}

/**
 * Index a graph by id: an open hash table of ordinals, 8 to 16 bytes a node. Ids of native objects reach 2³¹ and
 * more, so there can be no table by id. O(n).
 */
export function indexIds({ nodeCount, nodeIds }: HeapGraph): IdIndex {
  let bits = 4
  while (2 ** bits < nodeCount * 2) bits++
  const mask = 2 ** bits - 1
  // ordinal + 1, or 0 where nothing stands
  const slots = allocate(Uint32Array, mask + 1)
  // Fibonacci hashing: ids are odd or even numbers in a row, and their low bits tell little.
  const slotOf = (id: number) => Math.imul(id, 0x9e3779b1) >>> (32 - bits)
  for (let node = 0; node < nodeCount; node++) {
    let slot = slotOf(nodeIds[node]!)
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = node + 1
  }
  return {
    find(id) {
      for (let slot = slotOf(id); slots[slot] !== 0; slot = (slot + 1) & mask) {
        const node = slots[slot]! - 1
        if (nodeIds[node] === id) return node
      }
      return -1
    },
  }
}
