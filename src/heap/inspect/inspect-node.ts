import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { NO_DISTANCE, SYSTEM_DISTANCE } from '../compute/distances.ts'
import { CONTEXT, type EdgeType, ELEMENT, PROPERTY, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph, Location } from '../graph/heap-graph.ts'
import { classifyNodes } from '../v8/class-names.ts'
import { findScriptName } from '../v8/scripts.ts'
import { type Dominator, findBiggest } from './summary.ts'

/** A node as others see it. */
export interface NodeName {
  ordinal: number
  /** V8's id */
  id: number
  type: string
  name: string
}

/** An edge, and the node at its other end. Sizes in bytes. */
export interface Link extends NodeName {
  edgeType: EdgeType
  edgeName: string | number
  shallowSize: number
  retainedSize: number
}

/** What a snapshot knows of one node. Sizes in bytes. */
export interface NodeInspection extends Dominator {
  className: string
  /** Steps from the nearest root, undefined where nothing reaches it. */
  distance: number | undefined
  /** Whether only the engine's own roots reach it. */
  fromSystem: boolean
  /** The node that retains it, undefined for the root. */
  dominator: NodeName | undefined
  /** Of a function, or of an object's constructor; line and column from zero. `script` where a function names it. */
  location: (Location & { script: string | undefined }) | undefined
  /** What it points to, first what the program knows by name; at most `limit` of `referenceCount`. */
  references: Link[]
  referenceCount: number
  /** What points to it, the nearest to the roots first; at most `limit` of `retainerCount`. Weak ones are among them. */
  retainers: Link[]
  retainerCount: number
}

/** Everything that is known of a node, with so many of its neighbours. O(n + m). */
export function inspectNode(analysis: HeapAnalysis, ordinal: number, limit = 20): NodeInspection {
  const { graph, distances, dominators } = analysis
  const distance = distances[ordinal]!
  const fromSystem = distance >= SYSTEM_DISTANCE
  const location = graph.findLocation(ordinal)
  const script = location === undefined ? undefined : findScriptAt(graph, ordinal, location)
  const classes = classifyNodes(graph)
  const references = orderReferences(graph, ordinal)
  const retainers = findRetainers(analysis, ordinal)
  const link = (edge: number, other: number): Link => ({
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

/** A function names its script. An object's constructor is not told, but any function of that script names it too. */
function findScriptAt(graph: HeapGraph, ordinal: number, { scriptId }: Location): string | undefined {
  const closure = graph.typeCode('closure')
  if (graph.nodeTypes[ordinal] === closure) return findScriptName(graph, ordinal)
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeTypes[node] !== closure || graph.findLocation(node)?.scriptId !== scriptId) continue
    const script = findScriptName(graph, node)
    if (script !== undefined) return script
  }
  return undefined
}

function nameNode(graph: HeapGraph, ordinal: number): NodeName {
  return { ordinal, id: graph.id(ordinal), type: graph.type(ordinal), name: graph.name(ordinal) }
}

/** The edges of a node: properties, elements and variables before what only the engine knows. */
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

/** The edges to a node, by the distance of the node that they leave; what nothing reaches comes last. */
function findRetainers({ graph, distances }: HeapAnalysis, ordinal: number): number[] {
  const found: { edge: number; distance: number }[] = []
  for (let node = 0; node < graph.nodeCount; node++) {
    for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
      if ((graph.edges[edge]! & TARGET_MASK) !== ordinal) continue
      const distance = distances[node]!
      found.push({ edge, distance: distance === NO_DISTANCE ? Number.POSITIVE_INFINITY : distance })
    }
  }
  // Infinity − Infinity is no number.
  found.sort((a, b) => (a.distance === b.distance ? a.edge - b.edge : a.distance - b.distance))
  return found.map(({ edge }) => edge)
}

/** The instances of a class, as `summarizeHeap` counts them. */
export interface Instances {
  count: number
  /** The largest by retained size, largest first. */
  largest: Dominator[]
}

/** All nodes of a class by its name, those of no size left out. O(n · log limit). */
export function findInstances(analysis: HeapAnalysis, className: string, limit = 20): Instances {
  const isInstance = createClassTest(analysis, className)
  let count = 0
  for (let node = 0; node < analysis.graph.nodeCount; node++) if (isInstance(node)) count++
  return { count, largest: findBiggest(analysis, limit, isInstance) }
}

/** The same as ordinals, of at most `limit` of them. O(n). */
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
