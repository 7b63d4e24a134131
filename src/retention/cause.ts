// Known shapes of leaks, by what a retaining path passes.
import type { DescribedStep, HeapGraph } from '../heap/index.ts'
import type { Cause } from '../model/retention.ts'

/**
 * Names of nodes and edges that give a cause away; the first that a path passes counts, nearest to the object first.
 * An edge says more than the node it leaves: a timer that holds a context is no story of timers.
 */
const nodeCauses: readonly [RegExp, Cause][] = [
  [/^system \/ WeakCell$/, 'finalization-holdings'],
  [/^system \/ PromiseReaction$/, 'promise-reaction'],
  [/^(Timeout|TimersList|Immediate|ImmediateList)$/, 'timer'],
  [/^AsyncContextFrame$/, 'async-context'],
]
const edgeCauses: readonly [RegExp, Cause][] = [
  [/^_events$|^<symbol events\.maxEventTargetListeners>$|^<symbol kEvents>$/, 'listener'],
  [/^<symbol kResourceStore>$/, 'async-context'],
  [/^backing_store$/, 'backing-store'],
]

/**
 * The nearest to the object counts. What stands above the holder only leads to it, but for the edge by which it is held.
 * @param edges the whole path, root first
 * @param steps what is told of it: what stands above the first of them is the runtime's own
 * @param holder index of the step that holds what leaks, where that is known; 0 otherwise
 */
export function findCause(
  graph: HeapGraph,
  edges: Uint32Array,
  steps: readonly DescribedStep[],
  holder = 0,
): Cause | null {
  const told = new Map(steps.map((step, i) => [step.ordinal, i]))
  const first = Math.max(0, holder - 1)
  for (let i = edges.length - 1; i >= 0; i--) {
    const edge = edges[i]!
    const place = told.get(graph.edgeTarget(edge))
    // The edge that leads to the first step is the runtime's own, where that is where the path begins.
    if (place === 0 && steps[0]!.by === 'root') break
    const cause = causeOfEdge(graph, edges, i, place !== first || holder < 2)
    if (cause !== null) return cause
    if (place === undefined) continue
    const scope = causeOfScope(graph, steps, place)
    if (scope !== null) return scope
    if (place === first && first > 0) return null
  }
  const root = steps[0]
  if (root?.by !== 'root') return null
  // Properties of properties are a root's own; where a variable comes between, it is what holds.
  const isOwn = steps.slice(1, holder + 1).every(({ by }) => by !== 'variable' && by !== 'internal')
  return isOwn ? (rootCauses[root.name] ?? null) : null
}

const rootCauses: Record<string, Cause> = { global: 'global', timers: 'timer' }

/** Views of memory outside the heap, which a snapshot cannot tell the length of. */
const views = /^(Buffer|DataView|(Big)?(Ui|I)nt\d+(Clamped)?Array|Float\d+Array)$/

/**
 * What is kept can be the cause, whoever keeps it.
 * @param names of its classes
 */
export function findCauseOfKind(names: readonly string[]): Cause | null {
  if (names.includes('(sliced string)')) return 'sliced-string'
  return names.some(name => views.test(name)) ? 'backing-store' : null
}

/** @param isBelow whether the node that it leaves is told of as well */
function causeOfEdge(graph: HeapGraph, edges: Uint32Array, at: number, isBelow: boolean): Cause | null {
  const edge = edges[at]!
  const source = graph.edgeSource(edge)
  if (isBelow && graph.type(source) === 'sliced string') return 'sliced-string'
  if (isErrorStack(graph, edge)) return 'error-stack'
  const name = graph.name(source, 100)
  const edgeName = String(graph.edgeName(edge))
  const ofEdge = edgeCauses.find(([pattern]) => pattern.test(edgeName))?.[1]
  const ofNode = isBelow ? nodeCauses.find(([pattern]) => pattern.test(name))?.[1] : undefined
  const cause = ofEdge ?? ofNode ?? null
  return cause === 'finalization-holdings' && !holdsTarget(graph, edges, at) ? null : cause
}

/** A variable of a module; or one that a function holds which is itself held as any object is. */
function causeOfScope(graph: HeapGraph, steps: readonly DescribedStep[], at: number): Cause | null {
  const { by, place } = steps[at]!
  if (by !== 'variable') return null
  if (place !== undefined && isModule(place)) return 'module-variable'
  const above = steps[at - 1]
  // What a path begins at has the scenario's own variables: that is no news.
  if (above === undefined || at === 1 || graph.type(above.ordinal) !== 'closure') return null
  return above.by === 'variable' || isPlainProperty(above) ? 'shared-scope' : null
}

/** A module's own scope, or the function that Node wraps a CommonJS module in: each begins where its file does. */
function isModule({ column, line, name }: NonNullable<DescribedStep['place']>): boolean {
  return name === '' && line === 0 && column === 0
}

/** And not where callbacks are kept. */
function isPlainProperty({ by, name }: DescribedStep): boolean {
  return by === 'property' && !/^_on|^_?(callback|handler|listener)$|^<symbol/.test(name)
}

/** Whether the path, from a registry's cell downwards, comes to what the cell is registered for. */
function holdsTarget(graph: HeapGraph, edges: Uint32Array, place: number): boolean {
  const cell = graph.edgeSource(edges[place]!)
  const below = new Set<number>()
  for (let i = place; i < edges.length; i++) below.add(graph.edgeTarget(edges[i]!))
  for (let edge = graph.firstEdge[cell]!; edge < graph.firstEdge[cell + 1]!; edge++) {
    if (String(graph.edgeName(edge)) === 'target' && below.has(graph.edgeTarget(edge))) return true
  }
  return false
}

/** V8 keeps the frames of an error in an array under a private symbol, until `stack` is read; its text then. */
function isErrorStack(graph: HeapGraph, edge: number): boolean {
  return (
    String(graph.edgeName(edge)) === '<symbol>' &&
    graph.type(graph.edgeTarget(edge)) === 'array' &&
    graph.name(graph.edgeSource(edge), 100).endsWith('Error')
  )
}
