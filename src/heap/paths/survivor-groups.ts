import type { HeapAnalysis } from '../compute/analyze-heap.ts'
import type { PathTree } from '../compute/distances.ts'
import { createGroupMeasure, type GroupSizes } from '../compute/group-sizes.ts'
import { allocate } from '../graph/typed-arrays.ts'
import { createPathIndex, findFarthest, findHolder, findShortest } from './path-index.ts'
import { createPathSignatures } from './path-signatures.ts'

// Thousands of survivors, a handful of reasons. Objects whose paths have one shape (the same names, whatever the
// indexes; stretches that repeat, once) are one group; an object that is held through another survivor goes with it.

/** Survivors whose paths have one shape. Sizes in bytes. */
export interface SurvivorGroup extends GroupSizes {
  /** Targets held directly: no other target on their path. */
  direct: number[]
  /** Targets held through one of those. */
  indirect: number
  /** One of them, of those whose paths are shortest; */
  sample: number
  /** and one whose path is long, so that it shows what repeats: of those that are carried, where one target carries all. */
  farthest: number
  /** The node where the paths of the group part: the holder. */
  holder: number
  /** The shape as text: the same from run to run while names stay. */
  signature: string
}

/**
 * Groups targets by the shape of their paths, largest retained size first.
 * O(n + path lengths): a step that paths share is looked at once.
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
  const shapes = createPathSignatures(graph, tree, isTarget)
  const groups = new Map<number, { direct: number[]; carried: number[] }>()
  for (const target of targets) {
    const firstTarget = shapes.firstTargetOf(target)
    const shape = shapes.signatureOf(firstTarget)
    let group = groups.get(shape)
    if (group === undefined) {
      group = { direct: [], carried: [] }
      groups.set(shape, group)
    }
    if (firstTarget === target) group.direct.push(target)
    else group.carried.push(target)
  }
  const found: SurvivorGroup[] = []
  for (const [shape, { direct, carried }] of groups) {
    const sample = findShortest(pathIndex, direct)
    if (sample === undefined) continue
    found.push({
      direct,
      indirect: carried.length,
      ...measure(direct, carried),
      sample,
      farthest:
        findFarthest(pathIndex, direct.length === 1 && carried.length > 0 ? carried : direct) ?? sample,
      holder: findHolder(graph.rootOrdinal, pathIndex, direct, sample),
      signature: shapes.textOf(shape),
    })
  }
  return found.sort((a, b) => b.retainedSize - a.retainedSize || b.direct.length - a.direct.length)
}
