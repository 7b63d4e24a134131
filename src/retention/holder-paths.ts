// The retaining paths of growing holders, for `run` and `heap diff`.
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

/** What describes the paths of one heap. */
export interface HeapPaths {
  graph: HeapGraph
  tree: PathTree
  describer: PathDescriber
}

export function prepareHeapPaths(graph: HeapGraph): HeapPaths {
  return { graph, tree: computeWeightedPaths(graph), describer: createScenarioPathDescriber(graph) }
}

/** Holders that are searched for; those that are not described are summed up. */
export const MAX_HOLDERS = 50
/** A holder is small below this part of the largest growth. */
const SMALL_PART = 0.05

/** A growing holder and what retains it. */
export interface HolderWithPath extends GrowingHolder {
  /** Its last step is the holder; null where only weak edges lead to it. */
  path: RetainingPath | null
}

/**
 * Adds the path to each holder. Leaves out small holders inside of Node, such as its lists of requests: most are bounded,
 * and a program cannot release them.
 * @param found largest first
 */
export function describeHolderPaths(
  { graph, tree, describer }: HeapPaths,
  found: readonly GrowingHolder[],
): HolderWithPath[] {
  return found.flatMap((holder): HolderWithPath[] => {
    const edges = findPathEdges(graph, tree, holder.ordinal)
    if (edges === undefined || edges.length === 0) return [{ ...holder, path: null }]
    const path = describePath(graph, describer, edges, holder.ordinal)
    const isSmall = Math.min(...holder.growth) < SMALL_PART * Math.min(...found[0]!.growth)
    if (isSmall && isOfNode(path)) return []
    const cause = findCauseOfKind(holder.addedClasses.map(({ name }) => name)) ?? path.cause
    return [{ ...holder, path: { ...path, holder: path.steps.length - 1, cause } }]
  })
}

/** Is the last place on the path in a file of Node? */
function isOfNode({ steps }: RetainingPath): boolean {
  return steps.findLast(({ place }) => place !== '')?.place.startsWith('node:') === true
}

/**
 * The largest holders with their paths, and the sum of the rest.
 * @param graph the newest
 * @param found largest first
 */
export function describeLargestHolders(graph: HeapGraph, found: readonly GrowingHolder[], limit: number) {
  const all = found.length === 0 ? [] : describeHolderPaths(prepareHeapPaths(graph), found)
  const rest = all.slice(limit)
  const growth = (found[0]?.growth ?? []).map((_, interval) =>
    rest.reduce((sum, { growth }) => sum + growth[interval]!, 0),
  )
  return { holders: all.slice(0, limit), smaller: { count: rest.length, growth } }
}
