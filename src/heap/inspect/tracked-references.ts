import { PROPERTY, TARGET_MASK, TYPE_SHIFT, WEAK } from '../graph/edge-types.ts'
import type { HeapGraph } from '../graph/heap-graph.ts'
import { findInternal } from '../v8/scripts.ts'

/** An instance of a witness class: an object of ours that holds a WeakRef to what it stands for, and notes beside it. */
export interface TrackedReference {
  /** The witness itself. */
  ordinal: number
  /** What its WeakRef points to, or undefined where that was collected. */
  target: number | undefined
  /**
   * Strings by property name, and numbers where the snapshot has their values (`exposeNumericValues`; without it
   * keep numbers as strings).
   */
  notes: Record<string, string | number>
}

/**
 * Find exactly the objects that were watched: every instance of `className`, with the target of the WeakRef in one of
 * its properties. Works on snapshots of Node 20 to 26. O(n), plus the witnesses' edges.
 */
export function findTrackedReferences(graph: HeapGraph, className: string): TrackedReference[] {
  const { nodeCount, nodeNames, nodeTypes } = graph
  const name = graph.strings.find(className)
  const object = graph.typeCode('object')
  const witnesses: TrackedReference[] = []
  if (name === -1) return witnesses
  for (let node = 0; node < nodeCount; node++) {
    if (nodeNames[node] !== name || nodeTypes[node] !== object) continue
    const witness = readTrackedReference(graph, node)
    if (witness !== undefined) witnesses.push(witness)
  }
  return witnesses
}

/** An object of that name without a WeakRef, such as the class's prototype, is no witness. */
function readTrackedReference(graph: HeapGraph, ordinal: number): TrackedReference | undefined {
  const { edges, firstEdge } = graph
  const notes: Record<string, string | number> = {}
  let isTrackedReference = false
  let target: number | undefined
  for (let edge = firstEdge[ordinal]!; edge < firstEdge[ordinal + 1]!; edge++) {
    const word = edges[edge]!
    if (word >>> TYPE_SHIFT !== PROPERTY) continue
    const value = word & TARGET_MASK
    const key = String(graph.edgeName(edge))
    if (key === '__proto__') continue
    if (graph.type(value) === 'object' && graph.name(value) === 'WeakRef') {
      isTrackedReference = true
      target ??= findWeakTarget(graph, value)
      continue
    }
    const note = readPrimitive(graph, value)
    if (note !== undefined) notes[key] = note
  }
  return isTrackedReference ? { ordinal, target, notes } : undefined
}

function findWeakTarget(graph: HeapGraph, weakRef: number): number | undefined {
  const { edges, firstEdge } = graph
  for (let edge = firstEdge[weakRef]!; edge < firstEdge[weakRef + 1]!; edge++) {
    const word = edges[edge]!
    if (word >>> TYPE_SHIFT !== WEAK || graph.edgeName(edge) !== 'target') continue
    const target = word & TARGET_MASK
    // A cleared WeakRef points to undefined, which V8 writes as an oddball or not at all.
    return graph.type(target) === 'hidden' ? undefined : target
  }
  return undefined
}

/** The value of a string or, where the snapshot carries it, a number. */
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

const MAX_NOTE_LENGTH = 4096

/** A string that V8 keeps as the tree of its parts; they are read from left to right. */
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
