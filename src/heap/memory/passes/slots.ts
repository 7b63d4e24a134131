// Where does a pass find its arguments? In the first words of the memory, the slots. A slot holds a number, or the index
// of the word at which an array begins. Two threads may work on one memory, so no two passes write to the same slot.
import { get, set } from './words.ts'

/** The number in a slot. */
export function slot(index: number): number {
  return get(0, index)
}

export function setSlot(index: number, value: number): void {
  set(0, index, value)
}

/** The graph: n nodes and m edges; its columns are those of HeapGraph. */
export const NODE_COUNT: number = 0
export const ROOT: number = 1
export const FIRST_EDGE: number = 2
export const EDGES: number = 3
export const EDGE_NAMES: number = 4
export const NODE_TYPES: number = 5
export const NODE_NAMES: number = 6
export const SELF_SIZES: number = 7

// The depth-first search. A visited node is a vertex; vertices are numbered in the order of visits, the root is 0.

/** 1 while the search visits what the global objects reach: all of it is owned by the program. */
export const VISITS_OWNED: number = 8
/** The vertex that the visit started from, and the one it is at. */
export const START_VERTEX: number = 9
export const CURRENT_VERTEX: number = 10
/** The edge of the current vertex that is next; the same of each vertex between it and the start, and how many these are. */
export const CURRENT_EDGE: number = 11
export const EDGE_STACK_HEIGHT: number = 12
export const EDGE_STACK: number = 13
export const VERTEX_COUNT: number = 14
/** vertex → ordinal */
export const ORDER: number = 17
/** ordinal → vertex, or 0 */
export const VERTICES: number = 18
/** vertex → its parent in the search tree */
export const PARENTS: number = 19
/** vertex → the lowest number of a vertex with an essential edge to it, of those that were numbered before it */
export const LOWEST_PREDECESSORS: number = 20
/**
 * Linked lists of the other predecessors. HEADS: vertex → its first link, or 0. LINKS: two words a link, the predecessor and
 * the next link; FREE_LINK is the first that is unused.
 */
export const PREDECESSOR_HEADS: number = 23
export const PREDECESSOR_LINKS: number = 24
export const FREE_LINK: number = 15
/** Flags by ordinal: does the program own the node? And a stack of owned nodes whose edges are not yet followed. */
export const OWNED: number = 21
export const OWNED_STACK: number = 22
export const OWNED_STACK_HEIGHT: number = 16
/** Flags by ordinal: does an essential edge lead to the node, from one without a number? */
export const HAS_PREDECESSOR: number = 25

// Dominators, by vertex.

/** In the forest of path compression: an ancestor of the vertex, and the lowest semidominator on the way to it. */
export const FOREST_ANCESTORS: number = 26
export const LOWEST_SEMIDOMINATORS: number = 27
export const COMPRESSION_STACK: number = 28
export const SEMIDOMINATORS: number = 56
export const IMMEDIATE_DOMINATORS: number = 57
/** How many plain steps may be taken to find nearest common ancestors, and how many steps of any kind were taken. */
export const STEP_BUDGET: number = 29
export const STEP_COUNT: number = 58
/** An ancestor in the dominator tree, far above the vertex, and the depth of the vertex. */
export const DOMINATOR_JUMPS: number = 30
export const DOMINATOR_DEPTHS: number = 31
/** The first vertex that only orphans reach; the highest number while there is none, or where orphans are as any other node. */
export const FIRST_ORPHAN: number = 59
/** The result, by ordinal. */
export const DOMINATORS: number = 32

// The breadth-first search.

/** The level that is being expanded, how many nodes are in it, how many of them are done, and their distance. */
export const LEVEL: number = 33
export const LEVEL_COUNT: number = 34
export const LEVEL_DONE: number = 35
export const LEVEL_DISTANCE: number = 36
export const NEXT_LEVEL: number = 37
export const NEXT_LEVEL_COUNT: number = 38
export const REACHED_BY: number = 39
/** 0 if only paths are wanted. */
export const DISTANCES: number = 40
export const SEEN: number = 41
/** By WeakMap entry: see `meetHalf`. */
export const ENTRY_HALF_MET: number = 42
/** Type and name of the nodes whose edges have exceptions: native contexts, and descriptors that maps share. */
export const NATIVE_CONTEXT_TYPE: number = 43
export const NATIVE_CONTEXT_NAME: number = 44
export const MAP_DESCRIPTORS_TYPE: number = 45
export const MAP_DESCRIPTORS_NAME: number = 46

// Shallow and retained sizes.

/** By ordinal: the node whose size includes this one's. And a stack of nodes whose owner has changed. */
export const SIZE_OWNERS: number = 47
export const OWNER_CHANGED_STACK: number = 48
export const SHALLOW_SIZES: number = 49
export const HIDDEN_TYPE: number = 50
export const ARRAY_TYPE: number = 51
export const EXTERNAL_STRING_TYPE: number = 52
export const EXTERNAL_STRING_NAME: number = 53
export const SYNTHETIC_TYPE: number = 54
export const RETAINED_SIZES: number = 55
/** Of hidden nodes that have a size of their own. */
export const PROXY_NAME: number = 56

/** How many slots the memory has room for. */
export const SLOTS: number = 64
