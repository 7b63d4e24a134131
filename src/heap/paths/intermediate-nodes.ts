// Which nodes of a path are left out? Those that V8 or Node puts between two objects of the program: a closure's
// context, a Map's table, the elements of an array, the timers before one in its list.
import { PROPERTY, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { isProxy } from '../v8/proxies.ts'
import { isScopeName } from '../v8/scopes.ts'
import { TIMER_LINKS } from '../v8/scripts.ts'

const INTERMEDIATE_OBJECTS = new Set(['system / NativeContext', 'system / SourceTextModule'])

/** Is this a node of the engine between two of the program? Such a node is described only where the path ends at it. */
export function isIntermediate(graph: HeapGraph, node: number): boolean {
  const type = graph.type(node)
  if (type === 'hidden') return !isProxy(graph, node)
  if (type === 'array' || type === 'code' || type === 'object shape') return true
  if (type !== 'object') return false
  const name = graph.name(node)
  return INTERMEDIATE_OBJECTS.has(name) || isScopeName(name)
}

/** Node keeps the timers of one delay in a list that is linked both ways. */
export interface TimerLists {
  /** Does an edge lead from a list of timers, or from a timer in it, to a timer? */
  isLink(edge: number): boolean
  isTimer(node: number): boolean
}

export function createTimerLists(graph: HeapGraph): TimerLists {
  const timer = graph.strings.find('Timeout')
  const links = TIMER_LINKS.map(name => graph.strings.find(name))
  const isTimer = (node: number) => graph.nodeNames[node] === timer
  return {
    isTimer,
    isLink: edge =>
      graph.edges[edge]! >>> TYPE_SHIFT === PROPERTY &&
      isTimer(graph.edgeTarget(edge)) &&
      links.includes(graph.edgeNames[edge]!),
  }
}
