// One group of survivors as data for the report: how many there are, their retaining path, and a second path if any.
import {
  computeWeightedPaths,
  findPathEdges,
  foldEdges,
  type HeapAnalysis,
  type SurvivorGroup,
} from '../heap/index.ts'
import type { Cause, RetainingPath, RetentionGroup } from '../model/retention.ts'
import { chooseCause } from './cause.ts'
import { describePath } from './describe-path.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { HeapPaths } from './holder-paths.ts'

export interface AnalyzedHeap extends HeapPaths {
  analysis: HeapAnalysis
}

/**
 * @param label of the objects
 * @param place where they were watched, as `file:line`; empty where they were not
 */
export function describeSurvivorGroup(
  heap: AnalyzedHeap,
  group: SurvivorGroup,
  label: string,
  place: string,
): RetentionGroup {
  const { graph } = heap
  const edges = findPathEdges(graph, heap.tree, group.farthest) ?? new Uint32Array(0)
  const path = describePath(graph, heap.describer, edges, group.holder)
  const fingerprint = fingerprintOf(path)
  return {
    label,
    count: group.direct.length + group.indirect,
    direct: group.direct.length,
    shallowSize: group.shallowSize,
    retainedSize: group.retainedSize,
    path: { ...path, cause: causeOf(path) },
    otherPath: findOtherPath(heap, group, fingerprint),
    fingerprint,
    place,
  }
}

/** The cause of a path to one object. */
export function causeOf({ cause, steps }: RetainingPath): Cause | null {
  return chooseCause(cause, [{ name: steps.at(-1)?.what ?? '', count: 1 }])
}

/**
 * A path that does not lead through the holder. The dominators show at once that most objects have none.
 * A path with an internal step is left out, and so is one with the fingerprint of the first.
 */
function findOtherPath(heap: AnalyzedHeap, group: SurvivorGroup, fingerprint: string): RetainingPath | null {
  const { analysis, graph, describer } = heap
  if (group.sample === graph.rootOrdinal || isDominatedBy(analysis, group.sample, group.holder)) return null
  const avoid = new Uint8Array(graph.nodeCount)
  avoid[group.holder] = 1
  const edges = findPathEdges(graph, computeWeightedPaths(graph, { avoid }), group.sample)
  if (edges === undefined || edges.length === 0) return null
  if (describer.describe(foldEdges(graph, edges).edges).some(({ by }, i) => i > 0 && by === 'internal'))
    return null
  const other = describePath(graph, describer, edges, graph.edgeSource(edges.at(-1)!))
  return other.steps.length > 1 && fingerprintOf(other) !== fingerprint ? other : null
}

function isDominatedBy({ dominators, graph }: HeapAnalysis, node: number, by: number): boolean {
  for (let at = node; at !== graph.rootOrdinal; at = dominators[at]!) if (at === by) return true
  return by === graph.rootOrdinal
}
