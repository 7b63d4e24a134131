// By which of its own references does a holder hold what grows? A Map has one for each entry; of a scope it is one variable,
// which may lead to a list that grows at its head.
import { CONTEXT, EPHEMERON, HIDDEN, PROPERTY, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { isScopeName } from '../v8/scopes.ts'
import { createVisibleNodeTest } from '../v8/visible-nodes.ts'
import type { Frontier } from './nearest-holders.ts'

/** The way from a holder to what grows below it. */
export interface GrowingReference {
  /** The first one leaves the holder. */
  edges: Uint32Array
  /** Whether it is an example of many such references, such as one timer of a list. */
  isExample: boolean
  /** How often the last part of `edges` repeats after their end: the links of a list that are left out. */
  moreRepeats: number
  /** What it leads to, as a part of what all references in the list do; in bytes of new nodes, or their number. */
  weight: number
}

/** A reference is named if it leads to this part of what a holder holds. */
const LARGE_PART = 0.8
/** Of a scope, variables are named until the next one adds less than this part. */
const SMALL_PART = 0.05
/** A holder with more named references than these is used as a dictionary; but the context of V8's own tables has hundreds. */
const MAX_REFERENCES = 64
/** Repeats in `edges`, and fewest that make a list. */
const SHOWN_REPEATS = 4
/** Longest part that repeats, in edges. */
const LONGEST_PART = 8

/**
 * @param frontier of the newest snapshot
 * @param sizes n bytes: what counts as growth
 * @param total bytes that the holder reaches by all its references, and those of the nodes that count for it
 * @returns empty where no few references lead to most of it
 */
export function findGrowingReferences(
  frontier: Frontier,
  holder: number,
  sizes: Float64Array,
  total: number,
): GrowingReference[] {
  const { graph } = frontier
  const isScope = isScopeName(graph.name(holder))
  const isOfEngine = !createVisibleNodeTest(graph)(holder)
  const named = frontier.edges.filter(
    edge => graph.edgeSource(edge) === holder && (isOfEngine || isNamed(graph, edge, isScope)),
  )
  const isDictionary = named.length > MAX_REFERENCES && graph.name(holder) !== 'system / NativeContext'
  if (named.length === 0 || isDictionary) return []
  const isCounted = new Set<number>()
  const found: GrowingReference[] = []
  const rest = new Map(Array.from(named, edge => [edge, search(frontier, edge)]))
  while (rest.size > 0) {
    let best: { edge: number; bytes: number } | undefined
    for (const [edge, { nodes }] of rest) {
      let bytes = 0
      for (const node of nodes) if (!isCounted.has(node)) bytes += sizes[node]!
      if (best === undefined || bytes > best.bytes) best = { edge, bytes }
    }
    const { bytes, edge } = best!
    if (bytes < (isScope ? SMALL_PART : LARGE_PART) * total || bytes === 0) break
    const reached = rest.get(edge)!
    for (const node of reached.nodes) isCounted.add(node)
    found.push({ ...followList(graph, edge, reached), weight: bytes })
    rest.delete(edge)
  }
  return found
}

/** Does an edge have a name in the program: a property, a variable? */
function isNamed(graph: HeapGraph, edge: number, isFromScope: boolean): boolean {
  const type = graph.edges[edge]! >>> TYPE_SHIFT
  return type === PROPERTY || type === CONTEXT || (isFromScope && type === HIDDEN)
}

interface Reached {
  /** Nearest first. */
  nodes: readonly number[]
  /** node → the edge by which it was reached first */
  by: Map<number, number>
}

/** What one edge leads to, without passing a stable node. */
function search({ graph, isFollowed, isPassed }: Frontier, first: number): Reached {
  const by = new Map<number, number>()
  const nodes: number[] = []
  const reach = (edge: number) => {
    const node = graph.edges[edge]! & TARGET_MASK
    if (isPassed[node] === 0 || by.has(node)) return
    by.set(node, edge)
    nodes.push(node)
  }
  reach(first)
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!
    for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
      if (isFollowed(node, edge)) reach(edge)
    }
  }
  return { nodes, by }
}

/** The edge alone, or with the links of the list that it leads to. */
function followList(
  graph: HeapGraph,
  edge: number,
  { by, nodes }: Reached,
): Omit<GrowingReference, 'weight'> {
  const alone = { edges: Uint32Array.of(edge), isExample: false, moreRepeats: 0 }
  const farthest = nodes.at(-1)
  if (farthest === undefined) return alone
  const path: number[] = []
  for (let node = farthest; node !== (graph.edges[edge]! & TARGET_MASK); ) {
    const over = by.get(node)!
    path.push(over)
    node = graph.edgeSource(over)
  }
  path.push(edge)
  path.reverse()
  const list = findList(graph, path)
  if (list === undefined) return alone
  const { begin, length } = list
  const shown = begin + SHOWN_REPEATS * length
  let repeats = SHOWN_REPEATS
  while (isRepeated(graph, path, begin + repeats * length, length)) repeats++
  repeats += countOlderLinks(graph, path.slice(begin + (repeats - 1) * length, begin + repeats * length))
  return {
    edges: Uint32Array.from(path.slice(0, shown)),
    isExample: false,
    moreRepeats: repeats - SHOWN_REPEATS,
  }
}

/** The first part of a path that repeats: where it begins, and its length in edges. */
function findList(graph: HeapGraph, path: readonly number[]): { begin: number; length: number } | undefined {
  for (let begin = 0; begin <= 2 * LONGEST_PART; begin++) {
    for (let length = 1; length <= LONGEST_PART; length++) {
      let repeats = 1
      while (repeats < SHOWN_REPEATS && isRepeated(graph, path, begin + repeats * length, length)) repeats++
      if (repeats === SHOWN_REPEATS) return { begin, length }
    }
  }
  return undefined
}

/** Are the `length` edges from `at` on like those before them? */
function isRepeated(graph: HeapGraph, path: readonly number[], at: number, length: number): boolean {
  if (at + length > path.length) return false
  for (let i = at; i < at + length; i++) if (!isAlike(graph, path[i]!, path[i - length]!)) return false
  return true
}

function isAlike(graph: HeapGraph, one: number, other: number): boolean {
  if (one === undefined || other === undefined) return false
  const [word, otherWord] = [graph.edges[one]!, graph.edges[other]!]
  const [target, otherTarget] = [word & TARGET_MASK, otherWord & TARGET_MASK]
  if (word >>> TYPE_SHIFT !== otherWord >>> TYPE_SHIFT || word >>> TYPE_SHIFT === EPHEMERON) return false
  return (
    graph.edgeName(one) === graph.edgeName(other) &&
    graph.nodeTypes[target] === graph.nodeTypes[otherTarget] &&
    (graph.nodeNames[target] === graph.nodeNames[otherTarget] || graph.type(target) !== 'object')
  )
}

/** How often a part of a list repeats among the objects that were there before. */
function countOlderLinks(graph: HeapGraph, part: readonly number[]): number {
  const seen = new Set<number>()
  let node = graph.edgeTarget(part.at(-1)!)
  for (let count = 0; ; count++) {
    if (seen.has(node)) return count
    seen.add(node)
    for (const like of part) {
      const next = findAlike(graph, node, like)
      if (next === undefined) return count
      node = graph.edgeTarget(next)
    }
  }
}

function findAlike(graph: HeapGraph, node: number, like: number): number | undefined {
  for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
    if (isAlike(graph, edge, like)) return edge
  }
  return undefined
}
