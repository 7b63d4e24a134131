// A retaining path as it is recorded: described, folded where it repeats, with its holder and its cause.

import { describeLocation } from '../catalog/source-locations.ts'
import { createPathDescriber, type DescribedStep, type HeapGraph, type PathDescriber } from '../heap/index.ts'
import type { RetainingPath, RetainingStep } from '../model/retention.ts'
import { findCause } from './cause.ts'
import { foldRepeats } from './fold-repeats.ts'

/** A scenario's path begins at its step, variant or factory, and not at the harness that calls them. */
export function createScenarioPathDescriber(graph: HeapGraph): PathDescriber {
  return createPathDescriber(graph, [
    { className: 'LeaklabWorld', property: 'step', name: 'step' },
    { className: 'LeaklabVariant', property: 'setUp', name: 'variant' },
    { className: 'LeaklabFactory', property: 'make', name: 'factory' },
  ])
}

/**
 * @param edges of the path, root first
 * @param holder the node to be marked; if it is not described, such as a table, the last described node above it is marked
 */
export function describePath(
  graph: HeapGraph,
  describer: PathDescriber,
  edges: Uint32Array,
  holder: number,
): RetainingPath {
  const { cause, marked, steps } = describeSteps(graph, describer, edges, holder)
  return { ...foldRepeats(steps.map(toRecorded(graph)), marked), cause }
}

/**
 * A path whose middle is left out. Its two parts are folded each for itself.
 * @param head the first edges, root first
 * @param tail the last edges
 * @returns the steps above the gap, and the path below it
 */
export function describePathWithGap(
  graph: HeapGraph,
  describer: PathDescriber,
  head: Uint32Array,
  tail: Uint32Array,
  holder: number,
): { above: RetainingStep[]; below: RetainingPath } {
  const edges = new Uint32Array(head.length + tail.length)
  edges.set(head)
  edges.set(tail, head.length)
  const { cause, marked, steps } = describeSteps(graph, describer, edges, holder)
  const inTail = new Set(Array.from(tail, edge => graph.edgeTarget(edge)))
  const gap = steps.findIndex(({ ordinal }) => inTail.has(ordinal))
  const recorded = steps.map(toRecorded(graph))
  return {
    above: foldRepeats(recorded.slice(0, gap), 0).steps,
    below: { ...foldRepeats(recorded.slice(gap), Math.max(0, marked - gap)), cause },
  }
}

function describeSteps(graph: HeapGraph, describer: PathDescriber, edges: Uint32Array, holder: number) {
  const steps = describer.describe(edges, holder)
  const end = edges.findIndex(edge => graph.edgeTarget(edge) === holder)
  const above = new Set(Array.from(edges.subarray(0, end + 1), edge => graph.edgeTarget(edge)))
  const last = Math.max(
    0,
    steps.findLastIndex(({ ordinal }) => above.has(ordinal)),
  )
  // If the root's scope is the holder, it is the variable in it that retains the object.
  const marked = last === 0 && steps[0]?.by === 'root' && steps[1]?.by === 'variable' ? 1 : last
  return { steps, marked, cause: findCause(graph, edges, steps, marked) }
}

/** Makes recorded steps of described ones. */
export function toRecorded(graph: HeapGraph) {
  return ({ by, name, ordinal, place, what }: DescribedStep): RetainingStep => ({
    by,
    name,
    what,
    id: graph.id(ordinal),
    scope: by === 'variable' ? (place?.name ?? '') : '',
    place: describeLocation(place),
    times: 1,
    repeatedSteps: 1,
  })
}
