// Why are a trial's survivors alive, and what keeps growing? Answered from its heap snapshots.
import { statSync } from 'node:fs'
import { describeFrame } from '../catalog/source-locations.ts'
import {
  analyzeHeap,
  findGrowingHolders,
  findTrackedReferences,
  groupSurvivors,
  type HeapAnalysis,
  type HeapGraph,
  KNOWN_START_NAMES,
  NATIVE_REFERENCES,
  NO_EDGE,
  nameWithoutIndex,
  readSnapshot,
} from '../heap/index.ts'
import type { Recording } from '../model/recording.ts'
import type {
  HeapInspection,
  RecordedHolder,
  RetainingPath,
  Retention,
  RetentionGroup,
} from '../model/retention.ts'
import { type AnalyzedHeap, describeSurvivorGroup } from './describe-group.ts'
import { fingerprintOf } from './fingerprint.ts'
import { describeHolderPaths, MAX_HOLDERS, prepareHeapPaths } from './holder-paths.ts'

/** The harness's class whose instances have a WeakRef to a watched object. */
const trackedReferenceClass = 'LeaklabTrackedReference'
/** Groups that are described. */
const maxGroups = 5
/** Growing holders that are described; of the rest the count and the sum are given. */
const maxHolders = 3

/** Where the objects of each label were watched. */
type Labeled = Pick<Recording, 'labels'>

/** Reads snapshots by their path. */
export interface SnapshotReader {
  /** Begins to read a snapshot that is being written. Settles when it is read, and never rejects. */
  begin(path: string, written: Promise<void>): Promise<unknown>
  read(path: string): Promise<HeapGraph>
}

export function createSnapshotReader(signal?: AbortSignal): SnapshotReader {
  const begun = new Map<string, Promise<HeapGraph>>()
  return {
    begin(path, written) {
      const graph = readSnapshot(path, { signal, written })
      begun.set(path, graph)
      // `read` throws what is wrong with it.
      return graph.catch(() => {})
    },
    read: path => begun.get(path) ?? readSnapshot(path, { signal }),
  }
}

/**
 * One snapshot shows the survivors' paths, several show what keeps growing. Does not throw if a snapshot cannot be read:
 * `problem` then says why. Throws the signal's reason.
 * @param recording the trial that was measured
 */
export async function findRetention(
  { snapshots, steps, snapshotMs, problem, isWarm, thread }: HeapInspection,
  recording: Labeled,
  signal?: AbortSignal,
  { read }: Pick<SnapshotReader, 'read'> = createSnapshotReader(signal),
): Promise<Retention> {
  const began = performance.now()
  const nothing: Retention = {
    steps: steps.at(-1) ?? 0,
    continued: isWarm,
    ...(thread === 'worker' ? { thread } : {}),
    snapshotMs,
    found: 0,
    described: 0,
    groups: [],
    holders: [],
    smaller: { count: 0, bytesPerStep: 0 },
    snapshotBytes: 0,
    analysisMs: 0,
    problem,
  }
  const newest = snapshots.at(-1)
  if (newest === undefined) return nothing
  try {
    const analyses: HeapAnalysis[] = []
    for (const path of snapshots) analyses.push(analyzeHeap(await read(path)))
    const analysis = analyses.at(-1)!
    const { graph } = analysis
    const heap = { analysis, ...prepareHeapPaths(graph) }
    return {
      ...nothing,
      ...describeGroups(heap, recording),
      ...describeHolders(heap, analyses, steps, isWarm),
      snapshotBytes: statSync(newest).size,
      analysisMs: performance.now() - began,
    }
  } catch (error) {
    signal?.throwIfAborted()
    return { ...nothing, problem: (error as Error).message }
  }
}

/**
 * Does a path name something of the program, or of Node, that grows? Other paths lead to the engine's own tables, or from its
 * stack.
 */
function isOfProgram({ steps }: RetainingPath): boolean {
  const [start, ...rest] = steps
  if (start === undefined || rest.at(-1)?.what.startsWith('(') === true) return false
  // One of the collector's groups of roots has a name and nothing else.
  const isGroupOfRoots = start.what === '' && start.name !== 'module' && start.name !== 'script'
  if (isGroupOfRoots && start.name !== NATIVE_REFERENCES) return rest.some(({ by }) => by !== 'internal')
  return rest.length > 0 || KNOWN_START_NAMES.has(start.name)
}

function describeGroups(
  heap: AnalyzedHeap,
  recording: Labeled,
): Pick<Retention, 'found' | 'described' | 'groups'> {
  const { graph } = heap.analysis
  const labelOf = new Map<number, string>()
  for (const { target, notes } of findTrackedReferences(graph, trackedReferenceClass)) {
    if (target !== undefined && isReachable(heap, target)) labelOf.set(target, String(notes.label))
  }
  const groups = groupSurvivors(heap.analysis, heap.tree, [...labelOf.keys()])
  const shown = joinEqual(
    groups.slice(0, 2 * maxGroups).map(group => {
      const label = labelOf.get(group.direct[0]!) ?? ''
      const place = recording.labels.find(one => one.label === label)?.place ?? ''
      return describeSurvivorGroup(heap, group, label, describeFrame(place))
    }),
  ).slice(0, maxGroups)
  return { found: labelOf.size, described: shown.reduce((sum, { count }) => sum + count, 0), groups: shown }
}

function describeHolders(
  heap: AnalyzedHeap,
  analyses: readonly HeapAnalysis[],
  taken: readonly number[],
  isWarm: boolean,
): Pick<Retention, 'holders' | 'smaller'> {
  // Without warm-up before the first, two snapshots do not distinguish growth from warm-up.
  const isEnough = analyses.length >= (isWarm ? 2 : 3)
  const steps = taken.at(-1)! - (taken.at(-2) ?? 0)
  const found = isEnough ? findGrowingHolders(analyses, { limit: MAX_HOLDERS }) : []
  const holders = describeHolderPaths(heap, found).flatMap(
    ({ addedClasses, growth, others, path, share }): RecordedHolder[] => {
      if (path === null) return []
      if (!isOfProgram(path)) return []
      return [
        {
          path,
          fingerprint: fingerprintOf(path),
          bytesPerStep: growth.at(-1)! / steps,
          share: Math.max(0, share),
          added: addedClasses,
          steps,
          others: others
            .filter(other => isOfProgram(other.path))
            .map(({ path, share }) => ({ path, share, fingerprint: fingerprintOf(path) })),
        },
      ]
    },
  )
  const rest = holders.splice(maxHolders)
  const smaller = rest.reduce((sum, { bytesPerStep }) => sum + bytesPerStep, 0)
  return { holders, smaller: { count: rest.length, bytesPerStep: smaller } }
}

/** Joins groups whose described paths are equal. They differ in nodes of the engine only, such as the newest promise reaction. */
function joinEqual(groups: readonly RetentionGroup[]): RetentionGroup[] {
  const joined = new Map<string, RetentionGroup>()
  for (const group of groups) {
    const steps = group.path.steps.map(step => {
      return [step.by, nameWithoutIndex(step), step.what, step.scope, step.place]
    })
    const key = JSON.stringify([group.label, steps])
    const same = joined.get(key)
    if (same === undefined) joined.set(key, { ...group })
    else {
      same.count += group.count
      same.direct += group.direct
      same.shallowSize += group.shallowSize
      same.retainedSize += group.retainedSize
    }
  }
  return [...joined.values()]
}

function isReachable({ analysis, tree }: AnalyzedHeap, node: number): boolean {
  return node === analysis.graph.rootOrdinal || tree.reachedBy[node] !== NO_EDGE
}
