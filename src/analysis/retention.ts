// Heap snapshots of a trial → what holds its survivors.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import {
  analyseHeap,
  computeWeighedPaths,
  createPathTeller,
  findGrowingHolders,
  findPathEdges,
  findWitnesses,
  groupSurvivors,
  type HeapAnalysis,
  NO_EDGE,
  type PathTeller,
  type PathTree,
  readSnapshot,
  type SurvivorGroup,
} from '../heap/index.ts'
import type { Recording } from '../model/recording.ts'
import type { GrowingThing, RetainingPath, Retention, RetentionGroup } from '../model/retention.ts'
import { findCause } from './cause.ts'
import { foldRepeats } from './fold-repeats.ts'
import { tellFrame, tellPlace } from './places.ts'

/** The harness's class that leads to a watched object, and the one that holds the step. */
const witnessClass = 'LeaklabWitness'
const start = { className: 'LeaklabWorld', property: 'step', told: 'step' }
/** Groups that are told; what the rest hold is counted. */
const maxGroups = 5
const maxHolders = 3

/** What a look into the heap left: see the recorder's. */
interface Look {
  snapshots: readonly string[]
  steps: readonly number[]
  snapshotMs: number
  problem: string
}

/**
 * One snapshot tells the survivors' paths; from several, it is seen what keeps growing.
 * @param recording the trial that was measured, for where its objects were watched
 */
export async function findRetention(
  { snapshots, steps, snapshotMs, problem }: Look,
  recording: Recording,
  signal?: AbortSignal,
): Promise<Retention> {
  const began = performance.now()
  const nothing: Retention = {
    steps: steps.at(-1) ?? 0,
    snapshotMs,
    found: 0,
    told: 0,
    groups: [],
    holders: [],
    snapshotBytes: 0,
    analysisMs: 0,
    problem,
  }
  const newest = snapshots.at(-1)
  if (newest === undefined) return nothing
  try {
    const analyses: HeapAnalysis[] = []
    for (const path of snapshots) analyses.push(analyseHeap(await readSnapshot(path, { signal })))
    const analysis = analyses.at(-1)!
    const { graph } = analysis
    const heap = { analysis, tree: computeWeighedPaths(graph), teller: createPathTeller(graph, start) }
    return {
      ...nothing,
      ...tellGroups(heap, recording),
      holders: tellHolders(heap, analyses, steps),
      snapshotBytes: statSync(newest).size,
      analysisMs: performance.now() - began,
    }
  } catch (error) {
    signal?.throwIfAborted()
    return { ...nothing, problem: (error as Error).message }
  }
}

interface Heap {
  analysis: HeapAnalysis
  tree: PathTree
  teller: PathTeller
}

function tellGroups(heap: Heap, recording: Recording): Pick<Retention, 'found' | 'told' | 'groups'> {
  const { graph } = heap.analysis
  const labelOf = new Map<number, string>()
  for (const { target, notes } of findWitnesses(graph, witnessClass)) {
    if (target !== undefined && isHeld(heap, target)) labelOf.set(target, String(notes.label))
  }
  const groups = groupSurvivors(heap.analysis, heap.tree, [...labelOf.keys()])
  const shown = groups.slice(0, maxGroups).map(group => tellGroup(heap, group, labelOf, recording))
  return { found: labelOf.size, told: shown.reduce((sum, { count }) => sum + count, 0), groups: shown }
}

function tellHolders(
  heap: Heap,
  analyses: readonly HeapAnalysis[],
  taken: readonly number[],
): GrowingThing[] {
  // Two looks cannot tell growth from warm-up.
  if (analyses.length < 3) return []
  const steps = taken.at(-1)! - taken.at(-2)!
  return findGrowingHolders(analyses, { limit: maxHolders }).flatMap(holder => {
    const edges = findPathEdges(heap.analysis.graph, heap.tree, holder.ordinal)
    if (edges === undefined || edges.length === 0) return []
    const path = tellPath(heap, edges, holder.ordinal)
    return [
      {
        path: { ...path, holder: path.steps.length - 1 },
        bytesPerStep: holder.growth.at(-1)! / steps,
        added: holder.addedClasses,
        steps,
      },
    ]
  })
}

function isHeld({ analysis, tree }: Heap, node: number): boolean {
  return node === analysis.graph.rootOrdinal || tree.reachedBy[node] !== NO_EDGE
}

function tellGroup(
  heap: Heap,
  group: SurvivorGroup,
  labelOf: ReadonlyMap<number, string>,
  recording: Recording,
): RetentionGroup {
  const label = labelOf.get(group.direct[0]!) ?? ''
  return {
    label,
    count: group.direct.length + group.carried,
    direct: group.direct.length,
    shallowSize: group.shallowSize,
    retainedSize: group.retainedSize,
    path: tellPath(heap, group.edges, group.holder),
    fingerprint: createHash('sha256').update(group.shape).digest('hex').slice(0, 12),
    place: tellFrame(recording.labels.find(one => one.label === label)?.place ?? ''),
  }
}

function tellPath({ analysis, teller }: Heap, edges: Uint32Array, holder: number): RetainingPath {
  const { graph } = analysis
  const steps = teller.tell(edges)
  // The holder itself may be something that is not told, such as a table: then it is what holds that.
  const end = edges.findIndex(edge => graph.edgeTarget(edge) === holder)
  const above = new Set(Array.from(edges.subarray(0, end + 1), edge => graph.edgeTarget(edge)))
  const held = steps.findLastIndex(({ ordinal }) => above.has(ordinal))
  const told = steps.map(({ by, name, what, place }) => ({
    by,
    name,
    what,
    scope: by === 'variable' ? (place?.name ?? '') : '',
    place: tellPlace(place),
    times: 1,
    stretch: 1,
  }))
  return { ...foldRepeats(told, Math.max(0, held)), cause: findCause(graph, edges, steps) }
}
