// A retaining path as it is recorded: described, folded where it repeats, with its holder and its cause.

import { describeLocation } from '../catalog/source-locations.ts'
import {
  createPathDescriber,
  type DescribedStep,
  type FoldedEdges,
  foldEdges,
  type HeapGraph,
  KEPT_TIMES,
  type PathDescriber,
} from '../heap/index.ts'
import type { RetainingPath, RetainingStep } from '../model/retention.ts'
import { findCause } from './cause.ts'
import { findHead, foldRepeats, isSameStep } from './fold-repeats.ts'

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
  const folded = foldEdges(graph, edges)
  const { cause, marked, recorded, steps } = describeSteps(graph, describer, edges, holder, folded)
  const left = leaveOutRepeats(graph, folded, steps, recorded, marked)
  return { ...foldRepeats(left.steps, left.marked), cause }
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
  const { cause, marked, recorded, steps } = describeSteps(graph, describer, edges, holder)
  const inTail = new Set(Array.from(tail, edge => graph.edgeTarget(edge)))
  const gap = steps.findIndex(({ ordinal }) => inTail.has(ordinal))
  return {
    above: foldRepeats(recorded.slice(0, gap), 0).steps,
    below: { ...foldRepeats(recorded.slice(gap), Math.max(0, marked - gap)), cause },
  }
}

/** @param folded the same path without what repeats in it */
function describeSteps(
  graph: HeapGraph,
  describer: PathDescriber,
  whole: Uint32Array,
  holder: number,
  { edges, indexOf }: Pick<FoldedEdges, 'edges' | 'indexOf'> = { edges: whole, indexOf: edge => edge },
) {
  const at = whole.findIndex(edge => graph.edgeTarget(edge) === holder)
  const end = at === -1 ? -1 : indexOf(at)
  const steps = describer.describe(edges, end === -1 ? holder : graph.edgeTarget(edges[end]!))
  const above = new Set(Array.from(edges.subarray(0, end + 1), edge => graph.edgeTarget(edge)))
  const last = Math.max(
    0,
    steps.findLastIndex(({ ordinal }) => above.has(ordinal)),
  )
  // If the root's scope is the holder, it is the variable in it that retains the object.
  const marked = last === 0 && steps[0]?.by === 'root' && steps[1]?.by === 'variable' ? 1 : last
  const recorded = steps.map(toRecorded(graph))
  const cause = findCause(graph, edges, steps, findHead(recorded, marked), whole)
  return { steps, recorded, marked, cause }
}

/** For each repeat, the indexes of the steps of each of its parts that are left. */
function findParts(
  graph: HeapGraph,
  edges: Uint32Array,
  repeats: FoldedEdges['repeats'],
  described: readonly DescribedStep[],
): number[][][] {
  const found = repeats.map(() => Array.from({ length: 2 * KEPT_TIMES }, (): number[] => []))
  const partOf = new Map<number, number[]>()
  for (const [at, { first, length }] of repeats.entries()) {
    for (let edge = 0; edge < 2 * KEPT_TIMES * length; edge++)
      partOf.set(graph.edgeTarget(edges[first + edge]!), found[at]![Math.floor(edge / length)]!)
  }
  for (const [index, { by, ordinal }] of described.entries())
    if (by !== 'root') partOf.get(ordinal)?.push(index)
  return found
}

/**
 * Leaves out the steps of parts that repeat but for the first ones, which get the number of times.
 * @param described what the steps were made of
 * @param marked index of a step
 */
function leaveOutRepeats(
  graph: HeapGraph,
  { edges, repeats }: FoldedEdges,
  described: readonly DescribedStep[],
  steps: readonly RetainingStep[],
  marked: number,
): { steps: RetainingStep[]; marked: number } {
  if (repeats.length === 0) return { steps: [...steps], marked }
  const left = steps.map(step => ({ ...step }))
  const isOut = new Uint8Array(steps.length)
  /** By the index of a step that is left out: the one that stands for it. */
  const standsFor = new Map<number, number>()
  const partsOf = findParts(graph, edges, repeats, described)
  for (const [at, { times }] of repeats.entries()) {
    const parts = partsOf[at]!
    const [one, two] = parts as [number[], number[]]
    // The first one may be described in another way, because of what comes before it.
    const isAlike =
      one.length === two.length && one.every((index, i) => isSameStep(steps[index]!, steps[two[i]!]!))
    const shown = isAlike ? 0 : 1
    const last = parts[shown]!.at(-1)
    if (last === undefined) continue
    Object.assign(left[last]!, { times: times - shown, repeatedSteps: parts[shown]!.length })
    for (const index of parts.slice(shown + 1).flat()) {
      isOut[index] = 1
      standsFor.set(index, last)
    }
  }
  const markedStep = left[standsFor.get(marked) ?? marked]
  const result = left.filter((_, index) => isOut[index] === 0)
  return { steps: result, marked: Math.max(0, markedStep === undefined ? 0 : result.indexOf(markedStep)) }
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
