// Which node has this id? One scan for one id is HeapGraph.findById; for many, this hash table.
import type { HeapGraph } from './heap-graph.ts'
import { allocate } from './typed-arrays.ts'

export interface IdIndex {
  /** The node with an id, or -1. O(1). */
  find(id: number): number
}

/**
 * Indexes a graph by V8's ids: a hash table of ordinals with open addressing, 8 to 16 bytes a node. An array indexed by id would
 * be too large, because the ids of native objects reach 2³¹ and more. O(n).
 */
export function indexIds({ nodeCount, nodeIds }: HeapGraph): IdIndex {
  let bits = 4
  while (2 ** bits < nodeCount * 2) bits++
  const mask = 2 ** bits - 1
  // ordinal + 1, or 0 for an empty slot
  const slots = allocate(Uint32Array, mask + 1)
  // Fibonacci hashing: ids are consecutive odd or even numbers, so their low bits alone would collide.
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
