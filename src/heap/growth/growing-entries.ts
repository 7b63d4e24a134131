// What are the new entries of a holder? Timers and listeners are distinguished by their callbacks, functions in an array or a
// Map by where they were written, and what a group of roots holds by its class.
import { ELEMENT, HIDDEN, INTERNAL, TARGET_MASK, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { CALLBACK_EDGES, findInternal, HANDLE_OWNER, TIMER_LIST } from '../v8/scripts.ts'
import { createVisibleNodeTest } from '../v8/visible-nodes.ts'
import type { GrowingReference } from './growing-references.ts'
import type { Frontier } from './nearest-holders.ts'

/** Entries of one kind are described if they are this part of all new ones. */
const LARGE_PART = 0.2
/** The kinds that are described make up this part of all new entries; if not, none is. */
const MAJORITY = 0.8

interface Kind {
  count: number
  /** From the holder to the first entry of the kind, and on to what tells it from others. */
  edges: number[]
  /** Of as many objects and functions, the class of the objects tells more. */
  isFunction: boolean
}

/**
 * O(edges of the new entries).
 * @param tail the last old link, where the holder is the head of a list; otherwise the holder
 * @param isNew whether a node is new in the newest snapshot
 * @returns one for each kind of entries; empty if the entries are other objects
 */
export function findGrowingEntries(
  { edges, graph, holders, isFollowed, isPassed }: Frontier,
  holder: number,
  tail: number,
  isNew: (node: number) => boolean,
): GrowingReference[] {
  const isVisible = createVisibleNodeTest(graph)
  const isGroupOfRoots = graph.type(tail) === 'synthetic'
  const by = new Map<number, number>()
  const waiting: number[] = []
  const kinds = new Map<string, Kind>()
  let count = 0
  const pathTo = (node: number): number[] => {
    const path: number[] = []
    for (let at = node; at !== tail; at = graph.edgeSource(path.at(-1)!)) path.push(by.get(at)!)
    return path.reverse()
  }
  const reach = (edge: number) => {
    const node = graph.edges[edge]! & TARGET_MASK
    if (isPassed[node] === 0 || by.has(node)) return
    by.set(node, edge)
    const isRegistration = registrationOf(graph, node) !== undefined
    const isEntry = isRegistration || (isVisible(node) && graph.name(node, 40) !== TIMER_LIST)
    // Of timers, listeners and reactions the next one is reached from the one before.
    if ((!isEntry && !isGroupOfRoots) || isRegistration) waiting.push(node)
    if (!isEntry || !isNew(node)) return
    count++
    const telling = isGroupOfRoots ? classOf(graph, node) : callbackOf(graph, node, edge)
    if (telling === undefined) return
    const kind = kinds.get(telling.key)
    if (kind !== undefined) kind.count++
    else
      kinds.set(telling.key, {
        count: 1,
        edges: [...(tail === holder ? pathTo(node) : []), ...telling.more],
        isFunction: graph.type(node) === 'closure',
      })
  }
  for (const [at, edge] of edges.entries()) {
    if (holders[at] === tail && graph.edgeSource(edge) === tail) reach(edge)
  }
  while (waiting.length > 0) {
    const node = waiting.pop()!
    const isLink = registrationOf(graph, node)
    for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
      if (!isFollowed(node, edge)) continue
      if (isLink === undefined || graph.nodeNames[graph.edgeTarget(edge)] === graph.nodeNames[node])
        reach(edge)
    }
  }
  const large = [...kinds.values()].filter(kind => kind.count >= LARGE_PART * count)
  const described = large.reduce((sum, kind) => sum + kind.count, 0)
  if (described === 0 || described < MAJORITY * count) return []
  return large
    .sort((a, b) => b.count - a.count || Number(a.isFunction) - Number(b.isFunction))
    .map(kind => ({
      edges: Uint32Array.from(kind.edges),
      isExample: true,
      moreRepeats: 0,
      weight: kind.count,
    }))
}

/** What tells one kind of entries from another, and the edges from the entry to it. */
interface Telling {
  key: string
  more: number[]
}

/** The function of a timer or a listener, or the function that is the entry itself. */
function callbackOf(graph: HeapGraph, node: number, edge: number): Telling | undefined {
  const names = registrationOf(graph, node)
  if (names === undefined && !isToEntry(graph, edge)) return undefined
  const isFunction = (of: number) => graph.type(of) === 'closure'
  const more =
    names === undefined ? [] : findEdges(graph, node, names).filter(to => isFunction(graph.edgeTarget(to)))
  const callback = names === undefined ? node : more[0] === undefined ? undefined : graph.edgeTarget(more[0])
  if (callback === undefined || !isFunction(callback)) return undefined
  return { key: String(findInternal(graph, callback, 'shared')), more: more.slice(0, 1) }
}

/** The class of an object; and of a handle of Node's the object that it works for. */
function classOf(graph: HeapGraph, node: number): Telling {
  return {
    key: `${graph.type(node)} ${graph.name(node)}`,
    more: findEdges(graph, node, HANDLE_OWNER).slice(0, 1),
  }
}

/** The edges of a timer, a listener or a reaction that may lead to its callback; undefined for everything else. */
function registrationOf(graph: HeapGraph, node: number): readonly string[] | undefined {
  const type = graph.type(node)
  return type === 'object' || type === 'hidden' ? CALLBACK_EDGES.get(graph.name(node, 40)) : undefined
}

/** Does an edge lead to an element of an array, or to an entry in the table of a collection? */
function isToEntry(graph: HeapGraph, edge: number): boolean {
  const type = graph.edges[edge]! >>> TYPE_SHIFT
  if (type === ELEMENT) return true
  return (type === HIDDEN || type === INTERNAL) && graph.type(graph.edgeSource(edge)) === 'array'
}

/** The edges of these names, in the order of the names. */
function findEdges(graph: HeapGraph, node: number, names: readonly string[]): number[] {
  const found: number[] = []
  for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
    if (names.includes(String(graph.edgeName(edge)))) found.push(edge)
  }
  const rankOf = (edge: number) => names.indexOf(String(graph.edgeName(edge)))
  return found.sort((a, b) => rankOf(a) - rankOf(b))
}
