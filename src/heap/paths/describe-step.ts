// By what does one step of a path reference the next: a property, a variable, an entry of a Map?
import { CONTEXT, ELEMENT, EPHEMERON, HIDDEN, PROPERTY, SHORTCUT, TYPE_SHIFT } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { isProxy, partOfProxy } from '../v8/proxies.ts'
import { type FunctionLocation, isScopeName, type Scopes } from '../v8/scopes.ts'
import { findInternal } from '../v8/scripts.ts'
import { describeNode, findPlace } from './describe-node.ts'
import type { DescribedStep } from './described-step.ts'

/** A slot of a block's scope may have several names; with more candidates than these, none is given. */
const MAX_NAMES = 3

/**
 * @param edge the last one of the step
 * @param skippedName the name that says most about the edges of the step before this one, whose targets are left out
 */
export function describeStep(
  graph: HeapGraph,
  scopes: Scopes,
  edge: number,
  skippedName: string | undefined,
): DescribedStep {
  const source = graph.edgeSource(edge)
  const target = graph.edgeTarget(edge)
  const type = graph.edges[edge]! >>> TYPE_SHIFT
  const edgeName = String(graph.edgeName(edge))
  const what = describeNode(graph, target, scopes)
  const place = findPlace(graph, target)
  const step = (by: DescribedStep['by'], name: string) => ({ ordinal: target, by, name, what, place })
  const variable = (name: string) => {
    // Of a function whose code is no longer in the heap, only the place of the value is known.
    return { ...step('variable', name), place: scopes.findOwner(source) ?? (place && { ...place, name: '' }) }
  }
  if (type === CONTEXT) return variable(edgeName)
  if (type === HIDDEN && isScopeName(graph.name(source))) {
    const names = scopes.findNames(source, Number(edgeName))
    if (names.length > 0 && names.length <= MAX_NAMES) return variable(names.join(' or '))
  }
  if (type === HIDDEN && graph.type(source) === 'object' && graph.name(source, 40) === 'Generator')
    return { ...step('internal', 'suspended_value'), place: place ?? findPlaceOfGenerator(graph, source) }
  if (type === HIDDEN && isProxy(graph, source)) return step('internal', partOfProxy(Number(edgeName)) ?? '')
  if (type === EPHEMERON) return step('entry', '')
  if (type === PROPERTY || type === SHORTCUT) return step('property', edgeName)
  if (type === ELEMENT && graph.type(source) !== 'array') return step('element', edgeName)
  if (skippedName === 'table') return step(isKeyOfTable(graph, edge) ? 'key' : 'entry', '')
  if (skippedName === 'elements') return step('element', edgeName)
  if (graph.name(source) === 'system / WeakCell') return step('internal', 'held value')
  return step('internal', moreTelling(skippedName, wordOf(graph, edge)) ?? '')
}

/** Where the function is that V8 has suspended in a generator object: a generator, or an async function that waits. */
function findPlaceOfGenerator(graph: HeapGraph, generator: number): FunctionLocation | undefined {
  const closure = findInternal(graph, generator, 'function')
  return closure === undefined ? undefined : findPlace(graph, closure)
}

/** An edge's name; undefined where it is a number. */
export function wordOf(graph: HeapGraph, edge: number): string | undefined {
  const type = graph.edges[edge]! >>> TYPE_SHIFT
  if (type === HIDDEN || type === ELEMENT) return undefined
  const name = String(graph.edgeName(edge))
  return /^\d+$/.test(name) ? undefined : name
}

const VAGUE_WORDS = new Set(['context', 'previous', 'extension', 'shared', 'code', 'map'])

/** Of the names along a step, the first one that is not vague; where all are, the first one. */
export function moreTelling(first: string | undefined, next: string | undefined): string | undefined {
  if (next === undefined || VAGUE_WORDS.has(next)) return first ?? next
  return first === undefined || VAGUE_WORDS.has(first) ? next : first
}

/**
 * Does an edge of a Map's table lead to a key? The table has a header of 16 bytes, then words of 8: 3 words, b buckets,
 * and 2b entries of key, value and chain. A Set's entries are key and chain, and all of them count as values.
 */
export function isKeyOfTable(graph: HeapGraph, edge: number): boolean {
  const table = graph.edgeSource(edge)
  if (graph.type(table) !== 'array') return false
  const words = (graph.selfSize(table) - 16) / 8
  const buckets = (words - 3) / 7
  if (!Number.isInteger(buckets)) return false
  return (Number(graph.edgeName(edge)) - 3 - buckets) % 3 === 0
}
