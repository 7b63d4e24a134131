import type { HeapAnalysis } from './analyse-heap.ts'
import { NO_EDGE } from './distances.ts'
import { ELEMENT, HIDDEN, TYPE_SHIFT } from './edge-types.ts'
import { allocate } from './growable.ts'
import type { HeapGraph } from './heap-graph.ts'
import { findPathEdges, type PathTree } from './retaining-path.ts'

// Thousands of survivors, a handful of reasons. Objects whose paths have one shape (the same names, whatever the
// indexes; stretches that repeat, once) are one group; an object that is held through another survivor goes with it.

/** Survivors whose paths have one shape. Sizes in bytes. */
export interface SurvivorGroup {
  /** Targets held directly: no other target on their path. */
  direct: number[]
  /** Targets held through one of those. */
  carried: number
  shallowSize: number
  /** What all of them retain. */
  retainedSize: number
  /** The path to one of them, root first. */
  edges: Uint32Array
  /** The node where the paths of the group part: the holder. */
  holder: number
  /** The shape as text: the same from run to run while names stay. */
  shape: string
}

/** Longest stretch of steps whose repetition is seen, such as the two of a list of pairs. */
const LONGEST_STRETCH = 3
/** Members of a group whose paths are compared for where they part. */
const SAMPLES = 24

/**
 * Groups targets by the shape of their paths, largest retained size first.
 * O(n + path lengths): a step that paths share is looked at once.
 */
export function groupSurvivors(
  analysis: HeapAnalysis,
  tree: PathTree,
  targets: readonly number[],
): SurvivorGroup[] {
  const { graph } = analysis
  const isTarget = allocate(Uint8Array, graph.nodeCount)
  for (const target of targets) isTarget[target] = 1
  const shapes = createShapes(graph, tree, isTarget)
  const groups = new Map<number, { direct: number[]; carried: number[] }>()
  for (const target of targets) {
    const carrier = shapes.carrierOf(target)
    const shape = shapes.shapeOf(carrier)
    let group = groups.get(shape)
    if (group === undefined) {
      group = { direct: [], carried: [] }
      groups.set(shape, group)
    }
    if (carrier === target) group.direct.push(target)
    else group.carried.push(target)
  }
  const found: SurvivorGroup[] = []
  for (const [shape, { direct, carried }] of groups) {
    const sample = findShortest(graph, tree, direct)
    if (sample === undefined) continue
    found.push({
      direct,
      carried: carried.length,
      ...sizesOf(analysis, [...direct, ...carried]),
      edges: sample,
      holder: findHolder(graph, tree, direct, sample),
      shape: shapes.textOf(shape),
    })
  }
  return found.sort((a, b) => b.retainedSize - a.retainedSize || b.direct.length - a.direct.length)
}

/** The shape of one path as text, as a group's. */
export function shapeOfPath(graph: HeapGraph, tree: PathTree, node: number): string {
  const shapes = createShapes(graph, tree, allocate(Uint8Array, graph.nodeCount))
  return shapes.textOf(shapes.shapeOf(node))
}

interface Shapes {
  /** The first target on the path to a node. */
  carrierOf(node: number): number
  shapeOf(node: number): number
  textOf(shape: number): string
}

function createShapes(graph: HeapGraph, tree: PathTree, isTarget: Uint8Array): Shapes {
  const { nodeCount, rootOrdinal } = graph
  // node → shape + 1, and the first target above it or itself + 1
  const shapeOf = allocate(Uint32Array, nodeCount)
  const carrierOf = allocate(Uint32Array, nodeCount)
  // A shape is a chain of tokens.
  const parents: number[] = [-1]
  const tokens: number[] = [-1]
  const known = new Map<string, number>()
  const tokenIds = new Map<string, number>()
  const tokenTexts: string[] = []
  shapeOf[rootOrdinal] = 1

  function tokenOf(edge: number, node: number): number {
    const type = graph.edges[edge]! >>> TYPE_SHIFT
    const name = type === ELEMENT || type === HIDDEN ? '*' : String(graph.edgeName(edge))
    const text = `${/^\d+$/.test(name) ? '*' : name} ${graph.type(node)} ${nameOf(graph, node)}`
    let id = tokenIds.get(text)
    if (id === undefined) {
      id = tokenTexts.push(text) - 1
      tokenIds.set(text, id)
    }
    return id
  }

  function append(shape: number, token: number): number {
    for (let length = 1; length <= LONGEST_STRETCH; length++) {
      const before = repeated(shape, token, length)
      if (before !== -1) return before
    }
    const key = `${shape},${token}`
    let next = known.get(key)
    if (next === undefined) {
      next = parents.push(shape) - 1
      tokens.push(token)
      known.set(key, next)
    }
    return next
  }

  /** Where a shape and one more token end in the same stretch twice: the shape that has it once, or −1. */
  function repeated(shape: number, token: number, length: number): number {
    const stretch = [token]
    let end = shape
    for (; stretch.length < length && end > 0; end = parents[end]!) stretch.push(tokens[end]!)
    const once = end
    for (const expected of stretch) {
      if (end <= 0 || tokens[end] !== expected) return -1
      end = parents[end]!
    }
    return once
  }

  function visit(node: number): void {
    const path: number[] = []
    let at = node
    while (shapeOf[at] === 0) {
      path.push(at)
      const edge = tree.reachedBy[at]!
      if (edge === NO_EDGE) break
      at = graph.edgeSource(edge)
    }
    for (const next of path.reverse()) {
      const edge = tree.reachedBy[next]!
      const above = edge === NO_EDGE ? rootOrdinal : graph.edgeSource(edge)
      const carrier = carrierOf[above]!
      carrierOf[next] = carrier !== 0 ? carrier : isTarget[next] === 1 ? next + 1 : 0
      shapeOf[next] = 1 + (edge === NO_EDGE ? 0 : append(shapeOf[above]! - 1, tokenOf(edge, next)))
    }
  }

  return {
    carrierOf(node) {
      visit(node)
      return carrierOf[node]! - 1
    },
    shapeOf(node) {
      visit(node)
      return shapeOf[node]! - 1
    },
    textOf(shape) {
      const texts: string[] = []
      for (let at = shape; at > 0; at = parents[at]!) texts.push(tokenTexts[tokens[at]!]!)
      return texts.reverse().join(' > ')
    },
  }
}

/** What a string says is no part of a shape. */
function nameOf(graph: HeapGraph, node: number): string {
  return /string$|number|bigint|symbol/.test(graph.type(node)) ? '' : graph.name(node, 200)
}

/** The path to the first of the members that has one. */
function findShortest(graph: HeapGraph, tree: PathTree, members: readonly number[]): Uint32Array | undefined {
  let shortest: Uint32Array | undefined
  for (const member of sampleOf(members)) {
    const edges = findPathEdges(graph, tree, member)
    if (edges !== undefined && edges.length < (shortest?.length ?? Number.POSITIVE_INFINITY)) shortest = edges
  }
  return shortest
}

/** The last node that the paths of the members share; for a single one, what holds it. */
function findHolder(
  graph: HeapGraph,
  tree: PathTree,
  members: readonly number[],
  edges: Uint32Array,
): number {
  let shared = edges.length - 1
  for (const member of sampleOf(members)) {
    const other = findPathEdges(graph, tree, member) ?? edges
    let same = 0
    while (same < shared && other[same] === edges[same]) same++
    shared = Math.min(shared, same)
  }
  return shared <= 0 ? graph.rootOrdinal : graph.edgeTarget(edges[shared - 1]!)
}

function sampleOf(members: readonly number[]): number[] {
  if (members.length <= SAMPLES) return [...members]
  return Array.from(
    { length: SAMPLES },
    (_, i) => members[Math.floor((i * (members.length - 1)) / (SAMPLES - 1))]!,
  )
}

/** What members dominate, each byte once. */
function sizesOf(
  analysis: HeapAnalysis,
  members: readonly number[],
): { shallowSize: number; retainedSize: number } {
  const { dominators, graph, retainedSizes, shallowSizes } = analysis
  // 1: a member; 2: known to be below one; 3: known to be below none
  const state = new Map<number, number>(members.map(member => [member, 1]))
  let shallowSize = 0
  let retainedSize = 0
  for (const member of members) {
    shallowSize += shallowSizes[member]!
    const passed: number[] = []
    let node = member
    let below = false
    while (node !== graph.rootOrdinal) {
      node = dominators[node]!
      const known = state.get(node)
      if (known === 1 || known === 2) {
        below = true
        break
      }
      if (known === 3) break
      passed.push(node)
    }
    for (const one of passed) state.set(one, below ? 2 : 3)
    if (!below) retainedSize += retainedSizes[member]!
  }
  return { shallowSize, retainedSize }
}
