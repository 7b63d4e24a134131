// The paths to what keeps ever more, as `run` and `heap diff` tell them.
import {
  computeWeightedPaths,
  findPathEdges,
  type GrowingHolder,
  type HeapGraph,
  type PathDescriber,
  type PathTree,
} from '../heap/index.ts'
import type { RetainingPath } from '../model/retention.ts'
import { findCauseOfKind } from './cause.ts'
import { createScenarioPathDescriber, describePath } from './describe-path.ts'

/** What paths are told by: made once for a heap. */
export interface Paths {
  graph: HeapGraph
  tree: PathTree
  describer: PathDescriber
}

export function findPaths(graph: HeapGraph): Paths {
  return { graph, tree: computeWeightedPaths(graph), describer: createScenarioPathDescriber(graph) }
}

/** Holders that are looked at; of those that are not told the sum is. */
export const MOST_HOLDERS = 50
/** Of the largest growth. */
const SMALL_PART = 0.05

/** A growing holder and what retains it. */
export interface HolderWithPath extends GrowingHolder {
  /** Its last step is the holder; null where only weak edges lead to it. */
  path: RetainingPath | null
}

/**
 * What leads to each holder; without the small books that Node keeps of its own, such as of requests: bounded most
 * often, and none that a program can let go of.
 * @param found largest first
 */
export function describeHolderPaths(
  { graph, tree, describer }: Paths,
  found: readonly GrowingHolder[],
): HolderWithPath[] {
  return found.flatMap((holder): HolderWithPath[] => {
    const edges = findPathEdges(graph, tree, holder.ordinal)
    if (edges === undefined || edges.length === 0) return [{ ...holder, path: null }]
    const told = describePath(graph, describer, edges, holder.ordinal)
    const isSmall = Math.min(...holder.growth) < SMALL_PART * Math.min(...found[0]!.growth)
    if (isSmall && isOfNode(told)) return []
    const cause = findCauseOfKind(holder.addedClasses.map(({ name }) => name)) ?? told.cause
    return [{ ...holder, path: { ...told, holder: told.steps.length - 1, cause } }]
  })
}

function isOfNode({ steps }: RetainingPath): boolean {
  return steps.findLast(({ place }) => place !== '')?.place.startsWith('node:') === true
}

/**
 * The largest holders with their paths, and the sum of the rest.
 * @param graph the newest
 * @param found largest first
 */
export function describeLargest(graph: HeapGraph, found: readonly GrowingHolder[], limit: number) {
  const all = found.length === 0 ? [] : describeHolderPaths(findPaths(graph), found)
  const rest = all.slice(limit)
  const growth = (found[0]?.growth ?? []).map((_, stretch) =>
    rest.reduce((sum, { growth }) => sum + growth[stretch]!, 0),
  )
  return { holders: all.slice(0, limit), smaller: { count: rest.length, growth } }
}
