// By what does a program know an object? A Map has no name of its own, but it is `Answers.#byPath`, or the variable `sessions`: the last
// references that lead to it, from the nearest thing that has a name.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import { NO_DISTANCE, NO_EDGE } from '../compute/distances.ts'
import {
  CONTEXT,
  EDGE_TYPES,
  ELEMENT,
  EPHEMERON,
  HIDDEN,
  PROPERTY,
  TARGET_MASK,
  TYPE_SHIFT,
  WEAK,
} from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { createScopes, type FunctionLocation, isScopeName, type Scopes } from '../v8/scopes.ts'
import { describeNode, findPlace } from './describe-node.ts'
import { createPathDescriber, type PathDescriber } from './described-path.ts'
import type { DescribedStep } from './described-step.ts'
import { isIntermediate } from './intermediate-nodes.ts'
import { PATH_COSTS } from './weighted-paths.ts'

export interface NearestName {
  /** What the first step starts from: `Answers`, `router()`; empty where that has no name, or the first step has one. */
  owner: string
  steps: DescribedStep[]
  /** Of a scope, whether its function is known or not. */
  isScope: boolean
  /**
   * The function of a scope, or that declares the first step's variable, or the file of a module that is the owner. Its name is empty
   * and its line undefined where only the file is known.
   */
  place: FunctionLocation | undefined
}

/** References up to a name; with more, a name would explain no more than the path does. */
const MOST_STEPS = 3
/** Edges up to a name, those of the engine's own nodes counted. */
const MOST_EDGES = 12
/** Objects of these classes are known by what references them. */
const WITHOUT_NAME = new Set(['Object', 'Array', 'Map', 'Set', 'WeakMap', 'function', 'object', 'native'])

/**
 * The names of some nodes, in their order. Of the references to a node that come from nearer the roots the one that explains most is
 * taken. O(n + m), and little more for many nodes than for one.
 */
export function findNearestNames(analysis: HeapAnalysis, ordinals: readonly number[]): NearestName[] {
  const { graph } = analysis
  const scopes = createScopes(graph)
  const describer = createPathDescriber(graph)
  const references = findReferences(analysis, ordinals)
  return ordinals.map(node => nameNode(analysis, scopes, describer, node, references.get(node)))
}

function nameNode(
  { graph, reachedBy }: HeapAnalysis,
  scopes: Scopes,
  describer: PathDescriber,
  node: number,
  last: number | undefined,
): NearestName {
  const edges: number[] = []
  let owner = ''
  let steps = 0
  for (let edge = last ?? NO_EDGE; edge !== NO_EDGE && edges.length < MOST_EDGES; ) {
    edges.unshift(edge)
    const source = graph.edgeSource(edge)
    if (graph.edges[edge]! >>> TYPE_SHIFT === CONTEXT || source === graph.rootOrdinal) break
    if (!isIntermediate(graph, source) || graph.type(source) === 'synthetic') {
      const name = describeNode(graph, source, scopes)
      owner = WITHOUT_NAME.has(name) ? '' : name
      if (owner !== '' || ++steps === MOST_STEPS) break
    }
    edge = reachedBy[source]!
  }
  const all = describer.describePart(Uint32Array.from(edges))
  const variable = all.findLastIndex(({ by }) => by === 'variable')
  const isScope = isScopeName(graph.name(node, 40))
  const [first] =
    variable === -1 ? edges : edges.filter(edge => graph.edgeTarget(edge) === all[variable]!.ordinal)
  const source = first === undefined ? graph.rootOrdinal : graph.edgeSource(first)
  return {
    owner: variable === -1 ? owner : '',
    steps: all.slice(Math.max(0, variable)),
    isScope,
    place: isScope
      ? findFunction(graph, scopes, reachedBy, node)
      : variable === -1
        ? findModuleFile(graph, source)
        : findFunction(graph, scopes, reachedBy, source),
  }
}

/** The function of a scope. If V8 has dropped its code, then the file of a function that was written in it. */
function findFunction(
  graph: HeapGraph,
  scopes: Scopes,
  reachedBy: Uint32Array,
  scope: number,
): FunctionLocation | undefined {
  const owner = scopes.findOwner(scope)
  if (owner !== undefined) return owner
  for (let at = scope, steps = 0; reachedBy[at] !== NO_EDGE && steps < MOST_STEPS; steps++) {
    at = graph.edgeSource(reachedBy[at]!)
    const place = findPlace(graph, at)
    if (place !== undefined) return fileAlone(place.script)
    if (!isScopeName(graph.name(at, 40))) return undefined
  }
  return undefined
}

function fileAlone(script: string | undefined): FunctionLocation {
  return { name: '', script, line: undefined, column: undefined }
}

/** The file of a CommonJS module, or the name of one of Node's own. */
function findModuleFile(graph: HeapGraph, owner: number): FunctionLocation | undefined {
  const property = MODULE_FILES.get(graph.name(owner, 40))
  if (property === undefined || graph.type(owner) !== 'object') return undefined
  for (let edge = graph.firstEdge[owner]!; edge < graph.firstEdge[owner + 1]!; edge++) {
    const target = graph.edgeTarget(edge)
    if (graph.edges[edge]! >>> TYPE_SHIFT !== PROPERTY || graph.edgeName(edge) !== property) continue
    if (!/string$/.test(graph.type(target))) return undefined
    const file = graph.name(target)
    return fileAlone(property === 'id' ? `node:${file}` : file)
  }
  return undefined
}

/** By class, the property that has the file of a module. */
const MODULE_FILES = new Map([
  ['Module', 'filename'],
  ['BuiltinModule', 'id'],
])

/** The edge to each of the nodes that explains most; none for a node that only weak edges lead to. */
function findReferences(
  { distances, graph }: HeapAnalysis,
  ordinals: readonly number[],
): Map<number, number> {
  const { edges, firstEdge, nodeCount } = graph
  const isWanted = new Uint8Array(nodeCount)
  for (const node of ordinals) isWanted[node] = 1
  const best = new Map<number, { edge: number; cost: number; distance: number }>()
  let source = 0
  for (let edge = 0; edge < edges.length; edge++) {
    const target = edges[edge]! & TARGET_MASK
    if (isWanted[target] === 0 || edges[edge]! >>> TYPE_SHIFT === WEAK) continue
    while (firstEdge[source + 1]! <= edge) source++
    const distance = distances[source]!
    // What is as far from the roots as the node itself is may be below it.
    if (distance === NO_DISTANCE || distance >= distances[target]!) continue
    const cost = costOf(graph, edge, source)
    const known = best.get(target)
    if (known === undefined || cost < known.cost || (cost === known.cost && distance < known.distance))
      best.set(target, { edge, cost, distance })
  }
  return new Map([...best].map(([node, { edge }]) => [node, edge]))
}

/** Low for a reference of the language, high for one that explains nothing. */
function costOf(graph: HeapGraph, edge: number, source: number): number {
  const code = graph.edges[edge]! >>> TYPE_SHIFT
  const type = EDGE_TYPES[code]!
  const isNamed = code !== ELEMENT && code !== HIDDEN && code !== EPHEMERON
  const { edgeNames, edgeTypes, nodeTypes, systemRoot } = PATH_COSTS
  const named = isNamed ? (edgeNames[String(graph.edgeName(edge))] ?? 0) : 0
  const sourceType = graph.type(source)
  const from = sourceType === 'synthetic' ? systemRoot : (nodeTypes[sourceType] ?? 0)
  return (type === 'weak' ? 0 : edgeTypes[type]) + named + from
}
