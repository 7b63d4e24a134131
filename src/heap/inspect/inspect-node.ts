// What is known of one node, and which nodes are instances of a class?
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { NO_DISTANCE, SYSTEM_DISTANCE } from '../compute/distances.ts'
import { CONTEXT, type EdgeType, ELEMENT, PROPERTY, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph, Location } from '../graph/heap-graph.ts'
import { classifyNodes } from '../v8/class-names.ts'
import { findScriptOfFunction } from '../v8/scripts.ts'
import { type Dominator, findBiggest } from './summary.ts'

export interface NodeName {
  ordinal: number
  /** V8's id */
  id: number
  type: string
  name: string
}

/** An edge of an inspected node, and the node at its other end. Sizes in bytes. */
export interface NodeLink extends NodeName {
  edgeType: EdgeType
  edgeName: string | number
  shallowSize: number
  retainedSize: number
}

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

/**
 * Everything that is known of one node. O(n + m).
 * @param limit of references, and of retainers
 */
export function inspectNode(analysis: HeapAnalysis, ordinal: number, limit = 20): NodeInspection {
  const { graph, distances, dominators } = analysis
  const distance = distances[ordinal]!
  const fromSystem = distance >= SYSTEM_DISTANCE
  const location = graph.findLocation(ordinal)
  const script = location === undefined ? undefined : findScriptAt(graph, ordinal, location)
  const classes = classifyNodes(graph)
  const references = orderReferences(graph, ordinal)
  const retainers = findRetainers(analysis, ordinal)
  const link = (edge: number, other: number): NodeLink => ({
    ...nameNode(graph, other),
    edgeType: graph.edgeType(edge),
    edgeName: graph.edgeName(edge),
    shallowSize: analysis.shallowSizes[other]!,
    retainedSize: analysis.retainedSizes[other]!,
  })
  return {
    ...nameNode(graph, ordinal),
    className: classes.names[classes.ofNode[ordinal]!]!,
    shallowSize: analysis.shallowSizes[ordinal]!,
    retainedSize: analysis.retainedSizes[ordinal]!,
    distance: distance === NO_DISTANCE ? undefined : fromSystem ? distance - SYSTEM_DISTANCE : distance,
    fromSystem,
    dominator: ordinal === graph.rootOrdinal ? undefined : nameNode(graph, dominators[ordinal]!),
    location: location && { ...location, script },
    references: references.slice(0, limit).map(edge => link(edge, graph.edgeTarget(edge))),
    referenceCount: references.length,
    retainers: retainers.slice(0, limit).map(edge => link(edge, graph.edgeSource(edge))),
    retainerCount: retainers.length,
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

function nameNode(graph: HeapGraph, ordinal: number): NodeName {
  return { ordinal, id: graph.id(ordinal), type: graph.type(ordinal), name: graph.name(ordinal) }
}

/** The edges of a node: properties, elements and variables before those of the engine. */
function orderReferences(graph: HeapGraph, ordinal: number): number[] {
  const named: number[] = []
  const others: number[] = []
  for (let edge = graph.firstEdge[ordinal]!; edge < graph.firstEdge[ordinal + 1]!; edge++) {
    const type = graph.edges[edge]! >>> TYPE_SHIFT
    const isNamed = type === PROPERTY || type === ELEMENT || type === CONTEXT
    ;(isNamed ? named : others).push(edge)
  }
  return [...named, ...others]
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
