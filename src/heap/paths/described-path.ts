import { CONTEXT, ELEMENT, EPHEMERON, HIDDEN, PROPERTY, SHORTCUT, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { createScopes, isScopeName, type ScopeOwner, type Scopes } from '../v8/scopes.ts'
import { findScriptName, MODULE_NAMES, TIMER_LINKS } from '../v8/scripts.ts'

// A retaining path in JavaScript's words. What the engine puts between two things of the language is left out: a
// closure's context, a Map's table, the elements of an array. What is left out is never what holds, only how.

/** How a step is held. `entry` is a value in a Map, Set or WeakMap, `key` its key; `internal` has the engine's word. */
export type StepKind = 'root' | 'property' | 'element' | 'variable' | 'entry' | 'key' | 'internal'

/** One step of a path, from the step before it to `what`. */
export interface DescribedStep {
  ordinal: number
  by: StepKind
  /** The property, variable, index or internal name; empty where there is none. */
  name: string
  /** A constructor's name, `name()` of a function, `string`, …: never what a string says. */
  what: string
  /** Where the function, or the scope of the variable, was written. */
  place: ScopeOwner | undefined
}

/** What a path begins at, instead of what the engine and the runtime have above it. */
export interface PathStart {
  /** The constructor whose instance is left out with all above it; any, where none is named. */
  className?: string
  /** The property or variable that leads on from it. */
  property: string
  /** What the beginning is called. */
  name: string
}

export interface PathDescriber {
  /** @param edges of the path from the root, as `findPathEdges` gives them */
  describe(edges: Uint32Array): DescribedStep[]
}

/** Tells paths of one graph. */
export function createPathDescriber(graph: HeapGraph, starts: readonly PathStart[] = []): PathDescriber {
  const scopes = createScopes(graph)
  const marks = findMarks(graph, starts)
  return { describe: edges => describePath(graph, scopes, edges, marks) }
}

function describePath(graph: HeapGraph, scopes: Scopes, edges: Uint32Array, marks: Marks): DescribedStep[] {
  const steps: DescribedStep[] = []
  // The root's own.
  if (edges.length === 0) return steps
  const begin = findBegin(graph, edges, marks)
  if (begin.name !== undefined) {
    const ordinal = graph.edgeTarget(edges[begin.index]!)
    steps.push({
      ordinal,
      by: 'root',
      name: begin.name,
      what: describe(graph, ordinal, scopes),
      place: placeOf(graph, ordinal),
    })
  }
  let pending: string | undefined
  for (let i = begin.index + (begin.name === undefined ? 0 : 1); i < edges.length; i++) {
    const edge = edges[i]!
    const target = graph.edgeTarget(edge)
    const isLast = i === edges.length - 1
    if (!isLast && isBetween(graph, target)) {
      pending = betterName(pending, wordOf(graph, edge))
      continue
    }
    if (isTimerLink(graph, edge, marks)) {
      // Which timers stand before one in its list is nobody's concern.
      if (graph.nodeNames[graph.edgeSource(edge)] === marks.timer) steps.pop()
      steps.push({ ...toDescribedStep(graph, scopes, edge, target, undefined), by: 'element', name: '' })
    } else steps.push(toDescribedStep(graph, scopes, edge, target, pending))
    pending = undefined
  }
  if (steps.length > 0 && steps[0]!.by !== 'root') steps.unshift(toDescribedRoot(graph, edges, begin.index))
  return steps
}

/** Where paths may begin, as indexes of strings: a path may be as long as the heap. */
interface Marks {
  /** index of an edge's name → the starts that it may be; `from` is undefined where any node will do */
  starts: ReadonlyMap<number, readonly { from: number | undefined; name: string }[]>
  /** Indexes of the names of nodes. */
  process: number
  /** What Node and V8 call a module. */
  modules: readonly number[]
  generator: number
  /** Links of Node's lists of timers, which lead on both ways. */
  timer: number
  links: readonly number[]
}

function findMarks(graph: HeapGraph, starts: readonly PathStart[]): Marks {
  const { strings } = graph
  const byName = new Map<number, { from: number | undefined; name: string }[]>()
  for (const { className, property, name } of [...starts, ...KNOWN_STARTS]) {
    const edgeName = strings.find(property)
    const from = className === undefined ? undefined : strings.find(className)
    byName.set(edgeName, [...(byName.get(edgeName) ?? []), { from, name }])
  }
  return {
    starts: byName,
    process: strings.find('process'),
    modules: MODULE_NAMES.map(name => strings.find(name)),
    generator: strings.find('Generator'),
    timer: strings.find('Timeout'),
    links: TIMER_LINKS.map(name => strings.find(name)),
  }
}

/** The first edge that a person wants to hear of. */
function findBegin(
  graph: HeapGraph,
  edges: Uint32Array,
  { generator, modules, process, starts }: Marks,
): { index: number; name: string | undefined } {
  let first = edges.length - 1
  for (let i = edges.length - 1; i >= 0; i--) {
    const edge = edges[i]!
    const source = i === 0 ? graph.rootOrdinal : graph.edgeTarget(edges[i - 1]!)
    const name = graph.edgeNameIndex(edge)
    if (name !== -1) {
      const start = starts
        .get(name)
        ?.find(({ from }) => from === undefined || from === graph.nodeNames[source])
      if (start !== undefined) return { index: i, name: start.name }
    }
    const target = graph.edgeTarget(edge)
    const what = graph.nodeNames[target]
    if (what === process && graph.type(target) === 'object') return { index: i, name: 'process' }
    // A module's own variables; where it is the module that is held, the cache of modules has more to say.
    if (what === generator && modules.includes(graph.nodeNames[source]!)) return { index: i, name: 'module' }
    if (!isForeign(graph, target)) first = i
  }
  return graph.name(graph.edgeTarget(edges[first]!)).startsWith('global')
    ? { index: first, name: 'global' }
    : { index: first, name: undefined }
}

/** Does an edge lead from a list of timers, or from a timer in it, to a timer? */
function isTimerLink(graph: HeapGraph, edge: number, { links, timer }: Marks): boolean {
  return (
    graph.edges[edge]! >>> TYPE_SHIFT === PROPERTY &&
    graph.nodeNames[graph.edgeTarget(edge)] === timer &&
    links.includes(graph.edgeNames[edge]!)
  )
}

/** What Node's own modules have; nothing above is of interest. */
const KNOWN_STARTS: readonly PathStart[] = [
  { property: 'timerListMap', name: 'timers' },
  { property: 'timerListQueue', name: 'timers' },
  { property: 'immediateQueue', name: 'timers' },
  { property: 'knownTimersById', name: 'timers' },
  { property: 'loadCache', name: 'imports' },
  { property: 'gcPersistentSignals', name: 'signals' },
  { className: 'Module', property: '_cache', name: 'require.cache' },
]

/** What the runtime itself is made of, and the collector's groups. */
function isForeign(graph: HeapGraph, node: number): boolean {
  const type = graph.type(node)
  if (type === 'synthetic' || type === 'native' || type === 'hidden' || type === 'code') return true
  return type === 'object' && isBuiltOf(ENGINE_NAMES, graph.name(node))
}

const ENGINE_NAMES = new Set(['ModuleWrap', 'Generator', 'system / NativeContext'])

function isBuiltOf(names: ReadonlySet<string>, name: string): boolean {
  return names.has(name) || isScopeName(name)
}

/** The beginning, named by the last thing above it that has a name. */
function toDescribedRoot(graph: HeapGraph, edges: Uint32Array, begin: number): DescribedStep {
  const above = begin > 0 ? graph.edgeTarget(edges[begin - 1]!) : graph.rootOrdinal
  let name = ''
  for (let i = begin - 1; i >= 0 && name === ''; i--) {
    const node = graph.edgeTarget(edges[i]!)
    const called = graph.name(node)
    if (called === 'ModuleWrap' || called === 'system / SourceTextModule') name = 'module'
    else if (/^\(.*\)$/.test(called)) name = called.slice(1, -1)
    else if (/^Node \/ /.test(called)) name = called.slice(7)
  }
  if (name === '') name = 'GC roots'
  return { ordinal: above, by: 'root', name, what: '', place: undefined }
}

/** Between two things of the language: never told, unless a path ends there. */
function isBetween(graph: HeapGraph, node: number): boolean {
  const type = graph.type(node)
  if (type === 'hidden' || type === 'array' || type === 'code' || type === 'object shape') return true
  return type === 'object' && isBuiltOf(BETWEEN_NAMES, graph.name(node))
}

const BETWEEN_NAMES = new Set(['system / NativeContext', 'system / SourceTextModule'])

/** A variable of which more may be meant is not told by name. */
const MAX_NAMES = 3

function toDescribedStep(
  graph: HeapGraph,
  scopes: Scopes,
  edge: number,
  target: number,
  pending: string | undefined,
): DescribedStep {
  const source = graph.edgeSource(edge)
  const type = graph.edges[edge]! >>> TYPE_SHIFT
  const told = { ordinal: target, what: describe(graph, target, scopes), place: placeOf(graph, target) }
  const edgeName = String(graph.edgeName(edge))
  if (type === CONTEXT) {
    return { ...told, by: 'variable', name: edgeName, place: scopes.findOwner(source) ?? told.place }
  }
  if (type === HIDDEN && isScopeName(graph.name(source))) {
    const names = scopes.findNames(source, Number(edgeName))
    if (names.length > 0 && names.length <= MAX_NAMES)
      return {
        ...told,
        by: 'variable',
        name: names.join(' or '),
        place: scopes.findOwner(source) ?? told.place,
      }
  }
  if (type === EPHEMERON) return { ...told, by: 'entry', name: '' }
  if (type === PROPERTY || type === SHORTCUT) return { ...told, by: 'property', name: edgeName }
  if (type === ELEMENT && graph.type(source) !== 'array') return { ...told, by: 'element', name: edgeName }
  if (pending === 'table') return { ...told, by: isKey(graph, edge, source) ? 'key' : 'entry', name: '' }
  if (pending === 'elements') return { ...told, by: 'element', name: edgeName }
  if (graph.name(source) === 'system / WeakCell') return { ...told, by: 'internal', name: 'held value' }
  const own = wordOf(graph, edge)
  return { ...told, by: 'internal', name: betterName(pending, own) ?? '' }
}

/** An edge's name, where it is a word and not a number. */
function wordOf(graph: HeapGraph, edge: number): string | undefined {
  const type = graph.edges[edge]! >>> TYPE_SHIFT
  if (type === HIDDEN || type === ELEMENT) return undefined
  const name = String(graph.edgeName(edge))
  return /^\d+$/.test(name) ? undefined : name
}

/** Of the names on the way through the engine, the one that says most. */
function betterName(pending: string | undefined, next: string | undefined): string | undefined {
  if (next === undefined || PLAIN_WORDS.has(next)) return pending ?? next
  return pending === undefined || PLAIN_WORDS.has(pending) ? next : pending
}

const PLAIN_WORDS = new Set(['context', 'previous', 'extension', 'shared', 'code', 'map'])

/** A Map's table has keys, values and chains in turn behind its buckets: 3 words, b buckets, 2b entries of 3 words. */
function isKey(graph: HeapGraph, edge: number, table: number): boolean {
  const words = (graph.selfSize(table) - 16) / 8
  const buckets = (words - 3) / 7
  // A Set's entries have no values: 3 words, b buckets, 2b entries of 2.
  if (!Number.isInteger(buckets)) return false
  return (Number(graph.edgeName(edge)) - 3 - buckets) % 3 === 0
}

function describe(graph: HeapGraph, node: number, scopes: Scopes): string {
  const type = graph.type(node)
  const name = graph.name(node, 200)
  switch (type) {
    case 'closure':
      if (name === 'native_bind') return 'bound function'
      return name === '' ? 'function' : `${name}()`
    case 'string':
    case 'concatenated string':
    case 'sliced string':
      return type === 'concatenated string' ? 'string' : type
    case 'number':
    case 'bigint':
    case 'symbol':
      return type
    case 'regexp':
      return 'RegExp'
    case 'array':
      return 'internal array'
    default:
      if (isScopeName(name)) return describeScope(scopes.findOwner(node))
      return name === '' ? type : name
  }
}

function describeScope(owner: ScopeOwner | undefined): string {
  return owner === undefined
    ? 'a scope'
    : owner.name === ''
      ? 'the scope of a module'
      : `the scope of ${owner.name}`
}

/** Where a function was written. */
function placeOf(graph: HeapGraph, node: number): ScopeOwner | undefined {
  if (graph.type(node) !== 'closure') return undefined
  const location = graph.findLocation(node)
  const script = findScriptName(graph, node)
  if (script === undefined) return undefined
  return { name: graph.name(node), script, line: location?.line, column: location?.column }
}
