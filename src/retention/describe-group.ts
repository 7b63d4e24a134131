// What a person is told of objects that are held in one way: how many, by what, and by what else.
import { computeWeightedPaths, findPathEdges, type HeapAnalysis, type SurvivorGroup } from '../heap/index.ts'
import type { Cause, RetainingPath, RetentionGroup } from '../model/retention.ts'
import { findCauseOfKind } from './cause.ts'
import { describePath } from './describe-path.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Paths } from './holder-paths.ts'

export interface Heap extends Paths {
  analysis: HeapAnalysis
}

/**
 * @param label what the objects are called
 * @param place where they were watched; empty where they were not
 */
export function describeSurvivorGroup(
  heap: Heap,
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

/** Who keeps it says less than what is kept, if nothing more is known than where it is. */
function causeOf({ cause, steps }: RetainingPath): Cause | null {
  const isLocationOnly = cause === null || locationOnlyCauses.includes(cause)
  return (isLocationOnly ? findCauseOfKind([steps.at(-1)?.what ?? '']) : null) ?? cause
}

const locationOnlyCauses: readonly Cause[] = ['module-variable', 'global', 'shared-scope']

/**
 * A path that does not lead through the holder. Most objects have none, and the dominators tell so at once.
 * One that only the engine's own steps make is no answer to a person, and one that reads like the first is no news.
 */
function findOtherPath(heap: Heap, group: SurvivorGroup, fingerprint: string): RetainingPath | null {
  const { analysis, graph, describer } = heap
  if (group.sample === graph.rootOrdinal || isDominatedBy(analysis, group.sample, group.holder)) return null
  const avoid = new Uint8Array(graph.nodeCount)
  avoid[group.holder] = 1
  const edges = findPathEdges(graph, computeWeightedPaths(graph, { avoid }), group.sample)
  if (edges === undefined || edges.length === 0) return null
  if (describer.describe(edges).some(({ by }, i) => i > 0 && by === 'internal')) return null
  const told = describePath(graph, describer, edges, graph.edgeSource(edges.at(-1)!))
  return told.steps.length > 1 && fingerprintOf(told) !== fingerprint ? told : null
}

function isDominatedBy({ dominators, graph }: HeapAnalysis, node: number, by: number): boolean {
  for (let at = node; at !== graph.rootOrdinal; at = dominators[at]!) if (at === by) return true
  return by === graph.rootOrdinal
}
