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
export const COUNT: number = 11
export const LINK: number = 12
export const PASSED_COUNT: number = 13
export const ORDER: number = 14
export const NUMBERS: number = 15
export const PARENT: number = 16
export const HIGHEST: number = 17
export const NEXT_EDGE: number = 18
export const OWNED: number = 19
export const PASSED_OVER: number = 20
export const CHAINS: number = 21
export const LINKS: number = 22
export const HELD: number = 23

/** Dominators. */
export const ANCESTOR: number = 24
export const BEST: number = 25
export const STACK: number = 26
export const PATIENCE: number = 27
export const FAR: number = 28
export const DEPTH: number = 29
export const DOMINATORS: number = 30

/** The breadth-first search: the level in hand, how many are in it, how many are done, and their distance; the next one. */
export const LEVEL: number = 32
export const LEVEL_COUNT: number = 33
export const LEVEL_DONE: number = 34
export const DISTANCE: number = 35
export const NEXT: number = 36
export const NEXT_COUNT: number = 37
export const REACHED_BY: number = 38
/** 0 where distances are not asked for. */
export const DISTANCES: number = 39
export const SEEN: number = 40
export const MET: number = 41
export const CONTEXT_TYPE: number = 42
export const CONTEXT_NAME: number = 43
export const LIST_TYPE: number = 44
export const LIST_NAME: number = 45

/** Shallow and retained sizes. */
export const OWNERS: number = 46
export const CHANGED: number = 47
export const SIZES: number = 48
export const HIDDEN_TYPE: number = 49
export const ARRAY_TYPE: number = 50
export const NATIVE_TYPE: number = 51
export const NATIVE_NAME: number = 52
export const SYNTHETIC_TYPE: number = 53
export const RETAINED: number = 54

/** How many there may be. */
export const SLOTS: number = 64
