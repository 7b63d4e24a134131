// A path may be as long as the heap: a list of a million links is one. What repeats in it is left out before any of it is described.
import { HIDDEN, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { isKeyOfTable } from './describe-step.ts'
import { createTimerLists } from './intermediate-nodes.ts'
import { createStepTokens } from './step-tokens.ts'

/** A part that repeats in a row. Twice `KEPT_TIMES` are left of it: those at the beginning and those at the end. */
interface RepeatedEdges {
  /** Index of its first edge among the edges that are left. */
  first: number
  /** Edges of the part. */
  length: number
  /** How often it is there. */
  times: number
}

export interface FoldedEdges {
  edges: Uint32Array
  repeats: RepeatedEdges[]
  /** The index of an edge among those that are left; for one that is left out, that of the last one before it. */
  indexOf(edge: number): number
}

/** Shorter paths are described as a whole. */
const SHORTEST_FOLDED = 1000
/** The longest part that is recognized: three steps, each with the nodes that the engine has in between. */
const LONGEST_PART = 9
/** A part that repeats less often is left to `foldRepeats`. */
const FEWEST_TIMES = 32
/** What comes before and behind a part may describe it, so more than one is left at each end. */
export const KEPT_TIMES = 2

/**
 * Folds parts of a long path that repeat. Edges are alike where their steps are described alike: indexes do not count.
 * O(length).
 * @param edges of the path, root first
 */
export function foldEdges(graph: HeapGraph, edges: Uint32Array): FoldedEdges {
  if (edges.length < SHORTEST_FOLDED) return { edges, repeats: [], indexOf: edge => edge }
  const tokens = tokensOf(graph, edges)
  const kept = allocate(Uint32Array, edges.length)
  /** By edge: its index among the edges that are left. */
  const indexes = allocate(Uint32Array, edges.length)
  const repeats: RepeatedEdges[] = []
  let count = 0
  for (let at = 0; at < edges.length; ) {
    const { length, times } = findRepeat(tokens, at)
    if (times > 1) repeats.push({ first: count, length, times })
    const end = at + length * times
    const [gap, gapEnd] = times > 1 ? [at + KEPT_TIMES * length, end - KEPT_TIMES * length] : [end, end]
    for (; at < end; at++) {
      if (at < gap || at >= gapEnd) kept[count++] = edges[at]!
      indexes[at] = count - 1
    }
  }
  return { edges: kept.slice(0, count), repeats, indexOf: edge => indexes[edge]! }
}

/** The shortest part that begins at an edge and repeats often enough; otherwise the edge alone. */
function findRepeat(tokens: Float64Array, at: number): { length: number; times: number } {
  for (let length = 1; length <= LONGEST_PART; length++) {
    let end = at + length
    while (end < tokens.length && tokens[end] === tokens[end - length]) end++
    const times = Math.floor((end - at) / length)
    if (times >= FEWEST_TIMES) return { length, times }
  }
  return { length: 1, times: 1 }
}

/** Numbers that are equal for edges whose steps are described alike. */
function tokensOf(graph: HeapGraph, edges: Uint32Array): Float64Array {
  const names = createStepTokens(graph)
  const timers = createTimerLists(graph)
  const tokens = allocate(Float64Array, edges.length)
  const hidden = new Map<string, number>()
  for (let at = 0; at < edges.length; at++) {
    const edge = edges[at]!
    const name = names.of(edge, graph.edgeTarget(edge))
    if (timers.isLink(edge)) {
      // Of the timers in a list, one is described, however many there are.
      tokens[at] = -1 - at
    } else if (graph.edges[edge]! >>> TYPE_SHIFT === HIDDEN) {
      // The slots of a scope have numbers for names, and are different variables.
      const key = `${name} ${graph.edgeName(edge)}`
      if (!hidden.has(key)) hidden.set(key, hidden.size)
      tokens[at] = 3 * hidden.get(key)!
    } else tokens[at] = 3 * name + (isKeyOfTable(graph, edge) ? 1 : 2)
  }
  return tokens
}
