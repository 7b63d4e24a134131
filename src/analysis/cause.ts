// Known shapes of leaks, by what a retaining path passes.
import type { HeapGraph, ToldStep } from '../heap/index.ts'
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
 * @param edges the whole path, root first
 * @param steps what is told of it: what stands above the first of them is the runtime's own
 */
export function findCause(graph: HeapGraph, edges: Uint32Array, steps: readonly ToldStep[]): Cause | null {
  const first = steps[0]?.ordinal
  for (let i = edges.length - 1; i >= 0; i--) {
    const edge = edges[i]!
    const source = graph.edgeSource(edge)
    if (graph.type(source) === 'sliced string') return 'sliced-string'
    if (isUntoldStack(graph, edge)) return 'error-stack'
    const name = graph.name(source, 100)
    const edgeName = String(graph.edgeName(edge))
    const cause =
      edgeCauses.find(([pattern]) => pattern.test(edgeName))?.[1] ??
      nodeCauses.find(([pattern]) => pattern.test(name))?.[1]
    if (cause !== undefined && (cause !== 'finalization-holdings' || holdsTarget(graph, edges, i)))
      return cause
    if (source === first) break
  }
  const root = steps[0]
  if (root?.by === 'root' && root.name === 'global') return 'global'
  if (root?.by === 'root' && root.name === 'timers') return 'timer'
  const variable = steps.find(({ by }) => by === 'variable')
  if (variable !== undefined && variable.place?.name === '') return 'module-variable'
  return steps.some((_, i) => isHeldByScope(graph, steps, i)) ? 'shared-scope' : null
}

/** Whether a step leads from a function to a variable of its scope; what the path begins at has its own, and is no news. */
function isHeldByScope(graph: HeapGraph, steps: readonly ToldStep[], i: number): boolean {
  return i > 1 && steps[i]!.by === 'variable' && graph.type(steps[i - 1]!.ordinal) === 'closure'
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
function isUntoldStack(graph: HeapGraph, edge: number): boolean {
  return (
    String(graph.edgeName(edge)) === '<symbol>' &&
    graph.type(graph.edgeTarget(edge)) === 'array' &&
    graph.name(graph.edgeSource(edge), 100).endsWith('Error')
  )
}
