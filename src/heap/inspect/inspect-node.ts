// What is known of one node, and which nodes are instances of a class?
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { NO_DISTANCE, SYSTEM_DISTANCE } from '../compute/distances.ts'
import { TARGET_MASK } from '../graph/edge-types.ts'
import type { HeapGraph, Location } from '../graph/heap-graph.ts'
import { classifyNodes } from '../v8/class-names.ts'
import { findScriptOfFunction } from '../v8/scripts.ts'
import {
  countReferences,
  describeLink,
  listReferences,
  type NodeLink,
  type NodeName,
  nameNode,
} from './node-links.ts'
import { type Dominator, findBiggest } from './summary.ts'

/** Sizes in bytes. */
export interface NodeInspection extends Dominator {
  className: string
  /** Edges from the nearest root; undefined where nothing reaches the node. */
  distance: number | undefined
  /** Whether it is reached from the engine's roots only. */
  fromSystem: boolean
  /** Its immediate dominator; undefined for the root. */
  dominator: NodeName | undefined
  /** Of a function or an object's constructor. Line and column count from zero. `script` is known if a function names it. */
  location: (Location & { script: string | undefined }) | undefined
  /** At most `limit` of its `referenceCount` references: properties, elements and variables first. */
  references: NodeLink[]
  referenceCount: number
  /** At most `limit` of the `retainerCount` references to it, weak ones included: from nodes nearest to the roots first. */
  retainers: NodeLink[]
  retainerCount: number
}

/** What finding takes a search of the whole heap, unless there is an index. */
export interface NodeFacts {
  className: string
  /** The script of the node's location, if it has one and a function names it. */
  script: string | undefined
  /** At most `limit` edges to the node, from the nearest sources first. */
  retainers: readonly number[]
  retainerCount: number
}

/**
 * Everything that is known of one node. O(n + m); for many nodes, see `indexHeap`.
 * @param limit of references, and of retainers
 */
export function inspectNode(analysis: HeapAnalysis, ordinal: number, limit = 20): NodeInspection {
  const { graph } = analysis
  const classes = classifyNodes(graph)
  const retainers = findRetainers(analysis, ordinal)
  const location = graph.findLocation(ordinal)
  return describeInspection(analysis, ordinal, limit, {
    className: classes.names[classes.ofNode[ordinal]!]!,
    script: location === undefined ? undefined : findScriptAt(graph, ordinal, location),
    retainers: retainers.slice(0, limit),
    retainerCount: retainers.length,
  })
}

/** @param limit of references */
export function describeInspection(
  analysis: HeapAnalysis,
  ordinal: number,
  limit: number,
  { className, retainerCount, retainers, script }: NodeFacts,
): NodeInspection {
  const { distances, dominators, graph } = analysis
  const distance = distances[ordinal]!
  const fromSystem = distance >= SYSTEM_DISTANCE
  const location = graph.findLocation(ordinal)
  return {
    ...nameNode(graph, ordinal),
    className,
    shallowSize: analysis.shallowSizes[ordinal]!,
    retainedSize: analysis.retainedSizes[ordinal]!,
    distance: distance === NO_DISTANCE ? undefined : fromSystem ? distance - SYSTEM_DISTANCE : distance,
    fromSystem,
    dominator: ordinal === graph.rootOrdinal ? undefined : nameNode(graph, dominators[ordinal]!),
    location: location && { ...location, script },
    references: listReferences(graph, ordinal, limit).map(edge =>
      describeLink(analysis, edge, graph.edgeTarget(edge)),
    ),
    referenceCount: countReferences(graph, ordinal),
    retainers: retainers.map(edge => describeLink(analysis, edge, graph.edgeSource(edge))),
    retainerCount,
  }
}

/** The script of a location: a function names it; an object does not, but any function of the same script does. */
function findScriptAt(graph: HeapGraph, ordinal: number, { scriptId }: Location): string | undefined {
  const closure = graph.typeCode('closure')
  if (graph.nodeTypes[ordinal] === closure) return findScriptOfFunction(graph, ordinal)
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== closure || graph.findLocation(node)?.scriptId !== scriptId) continue
    const script = findScriptOfFunction(graph, node)
    if (script !== undefined) return script
  }
  return undefined
}

/** The edges to a node, ordered by the distance of their sources; unreachable sources come last. */
function findRetainers({ graph, distances }: HeapAnalysis, ordinal: number): number[] {
  const found: { edge: number; distance: number }[] = []
  for (let node = 0; node < graph.nodeCount; node++) {
    for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
      if ((graph.edges[edge]! & TARGET_MASK) !== ordinal) continue
      const distance = distances[node]!
      found.push({ edge, distance: distance === NO_DISTANCE ? Number.POSITIVE_INFINITY : distance })
    }
  }
  // Infinity − Infinity is NaN.
  found.sort((a, b) => (a.distance === b.distance ? a.edge - b.edge : a.distance - b.distance))
  return found.map(({ edge }) => edge)
}

/** The instances of a class, as `summarizeHeap` counts them. */
export interface Instances {
  count: number
  /** The largest by retained size, largest first. */
  largest: Dominator[]
}

/** The nodes of a class; those of no size are left out. O(n · log limit). */
export function findInstances(analysis: HeapAnalysis, className: string, limit = 20): Instances {
  const isInstance = createClassTest(analysis, className)
  let count = 0
  for (let node = 0; node < analysis.graph.nodeCount; node++) if (isInstance(node)) count++
  return { count, largest: findBiggest(analysis, limit, isInstance) }
}

/** Ordinals of at most `limit` nodes of a class, without those of no size. O(n). */
export function listInstances(analysis: HeapAnalysis, className: string, limit: number): number[] {
  const isInstance = createClassTest(analysis, className)
  const found: number[] = []
  for (let node = 0; node < analysis.graph.nodeCount && found.length < limit; node++)
    if (isInstance(node)) found.push(node)
  return found
}

function createClassTest(
  { graph, shallowSizes }: HeapAnalysis,
  className: string,
): (node: number) => boolean {
  const { names, ofNode } = classifyNodes(graph)
  const wanted = names.indexOf(className)
  return node => ofNode[node] === wanted && shallowSizes[node] !== 0
}
