// Where a pass finds what it works on: the first words of the memory tell, one slot each. An array's slot holds the word
// that it begins at. Two threads work on one memory, so no two passes write to one slot.

import { get } from './words.ts'

/** What a slot holds. */
export function at(slot: number): number {
  return get(0, slot)
}

/** The graph: n nodes, m edges; its columns are those of HeapGraph. */
export const NODE_COUNT: number = 0
export const ROOT: number = 1
export const FIRST_EDGE: number = 2
export const EDGES: number = 3
export const EDGE_NAMES: number = 4
export const NODE_TYPES: number = 5
export const NODE_NAMES: number = 6
export const SELF_SIZES: number = 7

/** The depth-first search. */
export const IS_OWNED: number = 8
export const FIRST: number = 9
export const CURRENT: number = 10
/** The edge of the current vertex that comes next, how many vertices it is below the first, and their next edges. */
export const CURRENT_EDGE: number = 11
export const HEIGHT: number = 12
export const NEXT_EDGES: number = 13
export const COUNT: number = 14
export const LINK: number = 15
export const OWNED_QUEUE_COUNT: number = 16
export const ORDER: number = 17
export const NUMBERS: number = 18
export const PARENT: number = 19
export const HIGHEST: number = 20
export const OWNED: number = 21
export const OWNED_QUEUE: number = 22
export const CHAINS: number = 23
export const LINKS: number = 24
export const HELD: number = 25

/** Dominators. */
export const ANCESTOR: number = 26
export const BEST: number = 27
export const STACK: number = 28
export const STEP_BUDGET: number = 29
export const FAR: number = 30
export const DEPTH: number = 31
export const DOMINATORS: number = 32

/** The breadth-first search: the level in hand, how many are in it, how many are done, and their distance; the next one. */
export const LEVEL: number = 33
export const LEVEL_COUNT: number = 34
export const LEVEL_DONE: number = 35
export const DISTANCE: number = 36
export const NEXT: number = 37
export const NEXT_COUNT: number = 38
export const REACHED_BY: number = 39
/** 0 where distances are not asked for. */
export const DISTANCES: number = 40
export const SEEN: number = 41
export const MET: number = 42
export const CONTEXT_TYPE: number = 43
export const CONTEXT_NAME: number = 44
export const LIST_TYPE: number = 45
export const LIST_NAME: number = 46

/** Shallow and retained sizes. */
export const OWNERS: number = 47
export const CHANGED: number = 48
export const SIZES: number = 49
export const HIDDEN_TYPE: number = 50
export const ARRAY_TYPE: number = 51
export const NATIVE_TYPE: number = 52
export const NATIVE_NAME: number = 53
export const SYNTHETIC_TYPE: number = 54
export const RETAINED: number = 55

/** How many there may be. */
export const SLOTS: number = 64
