// Why are many objects alive? Objects whose retaining paths have the same signature are one group. An object that is
// reached through another survivor belongs to the group of that one.
import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import type { PathTree } from '../compute/distances.ts'
import { createGroupMeasure, type GroupSizes } from '../compute/group-sizes.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { createPathIndex, findFarthest, findHolder, findShortest } from './path-index.ts'
import { createPathSignatures } from './path-signatures.ts'

/** Survivors whose paths have one signature. Sizes in bytes. */
export interface SurvivorGroup extends GroupSizes {
  /** Targets without another target on their path. */
  direct: number[]
  /** Number of targets that are reached through one of those. */
  indirect: number
  /** A direct target with one of the shortest paths. */
  sample: number
  /**
   * A target with the longest path, so that the path shows which part repeats. It is a direct one, unless a single
   * direct target leads to all others.
   */
  farthest: number
  /** The last node that the paths of the group share. */
  holder: number
  /** The same in every run while names stay. */
  signature: string
}

/**
 * Groups targets by the signatures of their paths, largest retained size first.
 * O(n + path lengths): a step that several paths share is visited once.
 */
export function groupSurvivors(
  analysis: HeapAnalysis,
  tree: PathTree,
  targets: readonly number[],
): SurvivorGroup[] {
  const { graph } = analysis
  const pathIndex = createPathIndex(graph, tree)
  const measure = createGroupMeasure(analysis)
  const isTarget = allocate(Uint8Array, graph.nodeCount)
  for (const target of targets) isTarget[target] = 1
  const signatures = createPathSignatures(graph, tree, isTarget)
  const groups = new Map<number, { direct: number[]; indirect: number[] }>()
  for (const target of targets) {
    const firstTarget = signatures.firstTargetOf(target)
    const signature = signatures.signatureOf(firstTarget)
    let group = groups.get(signature)
    if (group === undefined) {
      group = { direct: [], indirect: [] }
      groups.set(signature, group)
    }
    if (firstTarget === target) group.direct.push(target)
    else group.indirect.push(target)
  }
  const found: SurvivorGroup[] = []
  for (const [signature, { direct, indirect }] of groups) {
    const sample = findShortest(pathIndex, direct)
    if (sample === undefined) continue
    found.push({
      direct,
      indirect: indirect.length,
      ...measure(direct, indirect),
      sample,
      farthest:
        findFarthest(pathIndex, direct.length === 1 && indirect.length > 0 ? indirect : direct) ?? sample,
      holder: findHolder(graph.rootOrdinal, pathIndex, direct, sample),
      signature: signatures.textOf(signature),
    })
  }
  return found.sort((a, b) => b.retainedSize - a.retainedSize || b.direct.length - a.direct.length)
}
