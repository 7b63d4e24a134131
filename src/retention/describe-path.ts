// A retaining path as it is recorded: described, folded where it repeats, with its holder and its cause.

import { describeLocation } from '../catalog/source-locations.ts'
import { createPathDescriber, type HeapGraph, type PathDescriber } from '../heap/index.ts'
import type { RetainingPath } from '../model/retention.ts'
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
  const steps = describer.describe(edges)
  const end = edges.findIndex(edge => graph.edgeTarget(edge) === holder)
  const above = new Set(Array.from(edges.subarray(0, end + 1), edge => graph.edgeTarget(edge)))
  const last = Math.max(
    0,
    steps.findLastIndex(({ ordinal }) => above.has(ordinal)),
  )
  // If the root's scope is the holder, it is the variable in it that retains the object.
  const marked = last === 0 && steps[0]?.by === 'root' && steps[1]?.by === 'variable' ? 1 : last
  const described = steps.map(({ by, name, ordinal, what, place }) => ({
    by,
    name,
    what,
    id: graph.id(ordinal),
    scope: by === 'variable' ? (place?.name ?? '') : '',
    place: describeLocation(place),
    times: 1,
    repeatedSteps: 1,
  }))
  return { ...foldRepeats(described, marked), cause: findCause(graph, edges, steps, marked) }
}
