// Where is a tracked object in the snapshot? A program leaves tracked references in its heap, each with a WeakRef to one.
import { PROPERTY, TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { isProxy } from '../v8/proxies.ts'
import { findInternal } from '../v8/scripts.ts'

/** An object with a WeakRef to a tracked object in one of its properties, and notes in others. */
export interface TrackedReference {
  /** The tracked reference itself. */
  ordinal: number
  /** The tracked object; undefined where it was collected. */
  target: number | undefined
  /**
   * Strings by property name. Numbers too, if the snapshot has their values: written with `exposeNumericValues`. A program
   * that cannot set this keeps numbers as strings.
   */
  notes: Record<string, string | number>
}

/**
 * Finds every instance of `className` that has a WeakRef in one of its properties, and the target of that. Works on
 * snapshots of Node 20 to 26. O(n), plus the edges of the instances.
 */
export function findTrackedReferences(graph: HeapGraph, className: string): TrackedReference[] {
  const { nodeCount, nodeNames, nodeTypes } = graph
  const name = graph.strings.find(className)
  const object = graph.typeCode('object')
  const found: TrackedReference[] = []
  if (name === -1) return found
  for (let node = 0; node < nodeCount; node++) {
    if (nodeNames[node] !== name || nodeTypes[node] !== object) continue
    const reference = readTrackedReference(graph, node)
    if (reference !== undefined) found.push(reference)
  }
  return found
}

/** Undefined for an object of that name without a WeakRef, such as the prototype of the class. */
function readTrackedReference(graph: HeapGraph, ordinal: number): TrackedReference | undefined {
  const { edges, firstEdge } = graph
  const notes: Record<string, string | number> = {}
  let hasWeakRef = false
  let target: number | undefined
  for (let edge = firstEdge[ordinal]!; edge < firstEdge[ordinal + 1]!; edge++) {
    const word = edges[edge]!
    if (word >>> TYPE_SHIFT !== PROPERTY) continue
    const value = word & TARGET_MASK
    const key = String(graph.edgeName(edge))
    if (key === '__proto__') continue
    if (graph.type(value) === 'object' && graph.name(value) === 'WeakRef') {
      hasWeakRef = true
      target ??= findWeakTarget(graph, value)
      continue
    }
    const note = readPrimitive(graph, value)
    if (note !== undefined) notes[key] = note
  }
  return hasWeakRef ? { ordinal, target, notes } : undefined
}

function findWeakTarget(graph: HeapGraph, weakRef: number): number | undefined {
  const { edges, firstEdge } = graph
  for (let edge = firstEdge[weakRef]!; edge < firstEdge[weakRef + 1]!; edge++) {
    const word = edges[edge]!
    if (word >>> TYPE_SHIFT !== WEAK || graph.edgeName(edge) !== 'target') continue
    const target = word & TARGET_MASK
    // A cleared WeakRef points to undefined, which V8 writes as an oddball or not at all.
    return graph.type(target) === 'hidden' && !isProxy(graph, target) ? undefined : target
  }
  return undefined
}

/** The text of a string, or the value of a number if the snapshot has it. */
function readPrimitive(graph: HeapGraph, ordinal: number): string | number | undefined {
  switch (graph.type(ordinal)) {
    case 'string':
    case 'sliced string':
      return graph.name(ordinal)
    case 'concatenated string':
      return readConcatenation(graph, ordinal)
    case 'number': {
      const value = findInternal(graph, ordinal, 'value')
      return value === undefined ? undefined : Number(graph.name(value))
    }
    default:
      return undefined
  }
}

/** In characters. */
const MAX_NOTE_LENGTH = 4096

/** V8 keeps a concatenated string as a tree of its parts; they are read from left to right. */
function readConcatenation(graph: HeapGraph, ordinal: number): string {
  const pending = [ordinal]
  let text = ''
  while (pending.length > 0 && text.length < MAX_NOTE_LENGTH) {
    const part = pending.pop()!
    if (graph.type(part) !== 'concatenated string') {
      text += graph.name(part)
      continue
    }
    const first = findInternal(graph, part, 'first')
    const second = findInternal(graph, part, 'second')
    if (second !== undefined) pending.push(second)
    if (first !== undefined) pending.push(first)
  }
  return text
}
