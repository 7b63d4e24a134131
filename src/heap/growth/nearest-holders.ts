// Which stable node holds each of the other nodes? The one on whose references the node is reached first, in a search that
// begins at all stable nodes at once and does not pass another stable node. Dominators would not tell: what two Maps
// reference is dominated by neither of them.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { findStringTable } from '../compute/essential-edges.ts'
import { createTraversalExceptions, isPassable } from '../compute/traversal-exceptions.ts'
import { EPHEMERON, SHORTCUT, TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { allocate, GrowableUint32 } from '../graph/typed-arrays.ts'
import { isTableHalf } from '../memory/passes/retention-rules.ts'
import { TRANSIENT_ROOTS } from '../v8/user-roots.ts'
import type { StableTree } from './stable-nodes.ts'

/** The references from stable nodes to others, found once for a snapshot and searched as often as needed. */
export interface Frontier {
  graph: HeapGraph
  /** n flags: 1 for nodes that a search passes: those that are not stable, and belong to no stable node from the start */
  isPassed: Uint8Array
  /** Edges from what is not passed to what is, those of the node with the lowest id first. */
  edges: Uint32Array
  /** For each of these edges, the stable node that it counts for. */
  holders: Uint32Array
  /** Does a search follow this edge of a node? */
  isFollowed(source: number, edge: number): boolean
}

/** Nodes count for these only if nothing else holds them. */
const WEAK_HOLDERS = new Set(TRANSIENT_ROOTS)

/**
 * O(n + m).
 * @param stableNodes n flags
 * @param inAll n flags: the engine's own nodes that are in every snapshot are passed only where a stable node owns them,
 *   such as a Map its table; others, such as hidden classes, are shared by unrelated objects
 */
export function createFrontier(
  { graph }: HeapAnalysis,
  stableNodes: Uint8Array,
  inAll: Uint8Array,
  { stableAbove }: StableTree,
): Frontier {
  const { firstEdge, nodeCount, nodeIds, nodeTypes } = graph
  const synthetic = graph.typeCode('synthetic')
  const isPassed = allocate(Uint8Array, nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    const isShared = inAll[node] === 1 && nodeTypes[stableAbove[node]!] === synthetic
    if (stableNodes[node] === 0 && !isShared) isPassed[node] = 1
  }
  const isFollowed = createEdgeTest(graph)
  const sources: number[] = []
  for (let node = 0; node < nodeCount; node++) {
    if (isPassed[node] === 1) continue
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      if (isPassed[graph.edges[edge]! & TARGET_MASK] === 0) continue
      sources.push(node)
      break
    }
  }
  // The lower id first, so that ties are decided alike in every snapshot.
  sources.sort((a, b) => nodeIds[a]! - nodeIds[b]!)
  const edges = new GrowableUint32()
  const holders = new GrowableUint32()
  for (const source of sources) {
    for (let edge = firstEdge[source]!; edge < firstEdge[source + 1]!; edge++) {
      if (isPassed[graph.edges[edge]! & TARGET_MASK] === 0 || !isFollowed(source, edge)) continue
      edges.push(edge)
      holders.push(stableAbove[source]!)
    }
  }
  return {
    graph,
    isPassed,
    edges: edges.values.subarray(0, edges.length),
    holders: holders.values.subarray(0, holders.length),
    isFollowed,
  }
}

/** Not weak edges, nor those of V8's table of strings. A value of a WeakMap counts for its key. */
function createEdgeTest(graph: HeapGraph): (source: number, edge: number) => boolean {
  // No ephemeron edge is asked about, so there are no halves to remember.
  const exceptions = createTraversalExceptions(graph, new Uint8Array(0))
  const stringTable = findStringTable(graph)
  return (source, edge) => {
    const type = graph.edges[edge]! >>> TYPE_SHIFT
    if (type === WEAK || source === stringTable) return false
    if (type === SHORTCUT) return source === graph.rootOrdinal
    if (type === EPHEMERON) return !isTableHalf(graph.edgeNames[edge]!)
    return (
      exceptions.typesWithExceptions[graph.nodeTypes[source]!] === 0 ||
      isPassable(graph, exceptions, source, edge)
    )
  }
}

/** The result of a search: the nearest holder of each node that is passed. */
export interface NearestHolders {
  /** n ordinals + 1: the holder of a node, or 0 where none was found */
  holders: Uint32Array
  /** The nodes that were reached, nearest first. */
  reached: Uint32Array
}

/**
 * O(edges of the frontier, and of the nodes that are reached).
 * @param isExcluded stable nodes from which the search does not begin
 */
export function findNearestHolders(
  { graph, isPassed, isFollowed, edges, holders: holdersOfEdges }: Frontier,
  isExcluded: (holder: number) => boolean = () => false,
): NearestHolders {
  const { firstEdge } = graph
  const holders = allocate(Uint32Array, graph.nodeCount)
  const reached = new GrowableUint32()
  const reach = (edge: number, holder: number) => {
    const node = graph.edges[edge]! & TARGET_MASK
    if (isPassed[node] === 0 || holders[node] !== 0) return
    holders[node] = holder + 1
    reached.push(node)
  }
  const isNamed = createNameTest(graph, WEAK_HOLDERS)
  // The root references the global object of every context that is alive, whatever keeps it so.
  const isWeakHolder = (node: number) => node === graph.rootOrdinal || isNamed(node)
  let next = 0
  const searchFrom = (isOfTurn: (holder: number) => boolean) => {
    for (let at = 0; at < edges.length; at++) {
      const holder = holdersOfEdges[at]!
      if (isOfTurn(holder) && !isExcluded(holder)) reach(edges[at]!, holder)
    }
    for (; next < reached.length; next++) {
      const node = reached.values[next]!
      // It may be new itself.
      if (isWeakHolder(node)) continue
      for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
        if (isFollowed(node, edge)) reach(edge, holders[node]! - 1)
      }
    }
  }
  searchFrom(holder => !isWeakHolder(holder))
  searchFrom(isWeakHolder)
  return { holders, reached: reached.values.subarray(0, reached.length) }
}

function createNameTest(graph: HeapGraph, names: ReadonlySet<string>): (node: number) => boolean {
  const indexes = new Set([...names].map(name => graph.strings.find(name)))
  return node => indexes.has(graph.nodeNames[node]!)
}
