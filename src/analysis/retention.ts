// Heap snapshots of a trial → what holds its survivors.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import {
  analyseHeap,
  computeWeighedPaths,
  createPathTeller,
  findPathEdges,
  findWitnesses,
  groupSurvivors,
  type HeapAnalysis,
  type PathTeller,
  type PathTree,
  readSnapshot,
  type SurvivorGroup,
} from '../heap/index.ts'
import type { Recording } from '../model/recording.ts'
import type { RetainingPath, Retention, RetentionGroup } from '../model/retention.ts'
import { findCause } from './cause.ts'
import { foldRepeats } from './fold-repeats.ts'
import { tellFrame, tellPlace } from './places.ts'

/** The harness's class that leads to a watched object, and the one that holds the step. */
const witnessClass = 'LeaklabWitness'
const start = { className: 'LeaklabWorld', property: 'step', told: 'step' }
/** Groups that are told; what the rest hold is counted. */
const maxGroups = 5

/** @param snapshots paths of complete heap snapshots, oldest first */
export async function findRetention(
  snapshots: readonly string[],
  recording: Recording,
  signal?: AbortSignal,
): Promise<Retention | null> {
  const newest = snapshots.at(-1)
  if (newest === undefined) return null
  const began = performance.now()
  const told = { found: 0, told: 0, groups: [], holders: [], snapshotBytes: 0, analysisMs: 0, problem: '' }
  try {
    const snapshotBytes = statSync(newest).size
    const graph = await readSnapshot(newest, { signal })
    const heap: Heap = {
      analysis: analyseHeap(graph),
      tree: computeWeighedPaths(graph),
      teller: createPathTeller(graph, start),
    }
    const groups = tellGroups(heap, recording)
    return { ...told, ...groups, snapshotBytes, analysisMs: performance.now() - began }
  } catch (error) {
    signal?.throwIfAborted()
    return { ...told, problem: (error as Error).message }
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

function isHeld({ analysis, tree }: Heap, node: number): boolean {
  return findPathEdges(analysis.graph, tree, node) !== undefined
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
