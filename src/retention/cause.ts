// Which known kind of leak is this? Decided by the nodes and edges that a retaining path passes.
import { type AddedClass, type DescribedStep, type HeapGraph, NATIVE_REFERENCES } from '../heap/index.ts'
import type { Cause } from '../model/retention.ts'
import { findTarget } from './held-values.ts'

/**
 * Names of nodes and edges that show a cause. An edge counts more than the node that it leaves: a timer that holds an
 * async context is a leak of async context, not of timers.
 */
const nodeCauses: readonly [RegExp, Cause][] = [
  [/^system \/ WeakCell$/, 'finalization-holdings'],
  [/^system \/ PromiseReaction$/, 'promise-reaction'],
  [/^(Timeout|TimersList|Immediate|ImmediateList)$/, 'timer'],
  [/^AsyncContextFrame$/, 'async-context'],
  [/^Listener$/, 'listener'],
]
const edgeCauses: readonly [RegExp, Cause][] = [
  [/^(_events|_subscribers|<symbol (events\.maxEventTargetListeners|kEvents)>)$/, 'listener'],
  [/^<symbol kResourceStore>$/, 'async-context'],
  [/^backing_store$/, 'backing-store'],
]
/** Edges that show a cause only where they leave a node of this name. */
const propertyCauses: readonly [RegExp, RegExp, Cause][] = [
  [/^ReadableState$/, /^buffer$/, 'stream-queue'],
  [/^WritableState$/, /^(buffered|<symbol kBufferedValue>)$/, 'stream-queue'],
  [/^(Buffer|DataView|[A-Z]\w+Array)$/, /^buffer$/, 'backing-store'],
]

/**
 * The cause that is nearest to the object. What is above the holder only leads to it and does not count, except for the
 * edge to the holder.
 * @param edges the whole path, root first
 * @param steps the described path: what is above the first step belongs to the runtime
 * @param holder index of the step that retains what leaks; 0 where it is not known
 * @param whole the path before repeated parts were left out
 */
export function findCause(
  graph: HeapGraph,
  edges: Uint32Array,
  steps: readonly DescribedStep[],
  holder = 0,
  whole: Uint32Array = edges,
): Cause | null {
  const stepOf = new Map(steps.map(({ ordinal }, i) => [ordinal, i]))
  const first = Math.max(0, holder - 1)
  for (let i = edges.length - 1; i >= 0; i--) {
    const edge = edges[i]!
    const at = stepOf.get(graph.edgeTarget(edge))
    // The edge to a root belongs to the runtime.
    if (at === 0 && steps[0]!.by === 'root') break
    const cause = causeOfEdge(graph, edges, i, at !== first || holder < 2, whole)
    if (cause !== null) return cause
    if (at === undefined) continue
    const scope = causeOfScope(graph, steps, at)
    if (scope !== null) return scope
    if (at === first && first > 0) return null
  }
  const root = steps[0]
  if (root?.by !== 'root') return null
  // An object below a root is the root's, unless a variable or something internal comes between them.
  const isOwn = steps.slice(1, holder + 1).every(({ by }) => by !== 'variable' && by !== 'internal')
  return isOwn ? (rootCauses.get(root.name) ?? null) : null
}

/** A map, as a root may be called `constructor`, which every object has. */
const rootCauses = new Map<string, Cause>([
  ['global', 'global'],
  ['timers', 'timer'],
  ['signals', 'listener'],
  [NATIVE_REFERENCES, 'native-reference'],
  ['object URLs', 'object-url'],
  ['async waits', 'promise-reaction'],
  ['marks', 'performance-entries'],
  ['measures', 'performance-entries'],
])

/** Views of a buffer. A snapshot does not have their length: only where several share a buffer, each shows a part of it. */
const views = /^(Buffer|DataView|Uint8Array)$/
const buffers = /^(Shared)?ArrayBuffer$/

/** Causes that say only where an object is referenced. */
const locationOnlyCauses: readonly Cause[] = ['module-variable', 'script-variable', 'global', 'shared-scope']

/**
 * The kind of the retained objects tells more than a cause that says only where they are referenced.
 * @param cause of the path to them
 * @param classes their classes, with the number of objects of each
 */
export function chooseCause(cause: Cause | null, classes: readonly CountedClass[]): Cause | null {
  const isLocationOnly = cause === null || locationOnlyCauses.includes(cause)
  return (isLocationOnly ? findCauseOfKind(classes) : null) ?? cause
}

type CountedClass = Pick<AddedClass, 'count' | 'name'>

/** The cause that the kind of the retained objects shows, whatever retains them. */
function findCauseOfKind(classes: readonly CountedClass[]): Cause | null {
  if (classes.some(({ name }) => name === '(sliced string)')) return 'sliced-string'
  const stores = countOf(classes, buffers)
  return stores > 0 && countOf(classes, views) >= 2 * stores ? 'backing-store' : null
}

function countOf(classes: readonly CountedClass[], names: RegExp): number {
  return classes.reduce((sum, { count, name }) => (names.test(name) ? sum + count : sum), 0)
}

/** @param withSource whether the node that the edge leaves counts as well */
function causeOfEdge(
  graph: HeapGraph,
  edges: Uint32Array,
  at: number,
  withSource: boolean,
  whole: Uint32Array,
): Cause | null {
  const edge = edges[at]!
  const source = graph.edgeSource(edge)
  if (withSource && graph.type(source) === 'sliced string') return 'sliced-string'
  if (isErrorStack(graph, edge)) return 'error-stack'
  const name = graph.name(source, 100)
  const edgeName = String(graph.edgeName(edge))
  const ofEdge =
    edgeCauses.find(([pattern]) => pattern.test(edgeName))?.[1] ??
    propertyCauses.find(([ofSource, pattern]) => ofSource.test(name) && pattern.test(edgeName))?.[2] ??
    causeOfWebStream(graph, edges, at)
  const ofNode = withSource ? nodeCauses.find(([pattern]) => pattern.test(name))?.[1] : undefined
  const cause = ofEdge ?? ofNode ?? null
  return cause === 'finalization-holdings' && !reachesTarget(graph, whole, whole.indexOf(edge)) ? null : cause
}

/** The queue of a web stream is a property of the state of its controller. */
function causeOfWebStream(graph: HeapGraph, edges: Uint32Array, at: number): Cause | undefined {
  if (at === 0 || String(graph.edgeName(edges[at]!)) !== 'queue') return undefined
  return String(graph.edgeName(edges[at - 1]!)) === '<symbol kState>' ? 'stream-queue' : undefined
}

/** A module's variable; or a variable of a function that is itself referenced like any other object. */
function causeOfScope(graph: HeapGraph, steps: readonly DescribedStep[], at: number): Cause | null {
  const { by, place } = steps[at]!
  if (by !== 'variable') return null
  if (at === 1 && steps[0]!.by === 'root' && steps[0]!.name === 'script') return 'script-variable'
  if (place !== undefined && isModule(place)) return 'module-variable'
  const above = steps[at - 1]
  // The first step references the scenario's own variables in every trial.
  if (above === undefined || at === 1 || graph.type(above.ordinal) !== 'closure') return null
  return above.by === 'variable' || isPlainProperty(above) ? 'shared-scope' : null
}

/** A module's scope, or the function that Node wraps a CommonJS module in: both begin where the file does. */
function isModule({ column, line, name }: NonNullable<DescribedStep['place']>): boolean {
  return name === '' && line === 0 && column === 0
}

/** A property whose name does not say that it keeps callbacks. */
function isPlainProperty({ by, name }: DescribedStep): boolean {
  return by === 'property' && !/^_on|^_?(callback|handler|listener)$|^<symbol/.test(name)
}

/** Does the path lead from a registry's cell to the object that the cell is registered for? */
function reachesTarget(graph: HeapGraph, edges: Uint32Array, at: number): boolean {
  const cell = graph.edgeSource(edges[at]!)
  const below = new Set<number>()
  for (let i = at; i < edges.length; i++) below.add(graph.edgeTarget(edges[i]!))
  const target = findTarget(graph, cell)
  return target !== undefined && below.has(target)
}

/** Until `stack` of an error is read, V8 keeps its frames in an array under a private symbol; then it keeps the text. */
function isErrorStack(graph: HeapGraph, edge: number): boolean {
  return (
    String(graph.edgeName(edge)) === '<symbol>' &&
    graph.type(graph.edgeTarget(edge)) === 'array' &&
    graph.name(graph.edgeSource(edge), 100).endsWith('Error')
  )
}
