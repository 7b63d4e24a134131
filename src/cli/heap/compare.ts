// What grew between two or three snapshots of one process: classes, and the objects that hold what was added.
import {
  type ClassDiff,
  diffHeaps,
  findGrowingHolders,
  findMissingCapabilities,
  type HeapGraph,
  relateSnapshots,
} from '../../heap/index.ts'
import { UsageError } from '../../model/usage-error.ts'
import { joinDiffs } from '../../report/heap/diff.ts'
import type { HeapReport } from '../../report/heap/heap-report.ts'
import { describeLargestHolders, MAX_HOLDERS } from '../../retention/holder-paths.ts'
import type { OpenedSnapshot } from './open-snapshot.ts'

const shownHolders = 10
/** Bytes between two snapshots. An object that grew by less may be one of the engine's own tables. */
const threshold = 1024

/**
 * Checks that a snapshot can be compared with the one before it.
 * @returns whether the two give an object the same id
 * @throws UsageError when they are of two processes, or in the wrong order
 */
export function requireComparable(older: OpenedSnapshot, newer: OpenedSnapshot): boolean {
  const relation = relateSnapshots(older.analysis.graph, newer.analysis.graph)
  if (relation === 'other process') {
    if (bothForeign(older.analysis.graph, newer.analysis.graph)) return false
    throw new UsageError('snapshots-of-two-processes', { older: older.file, newer: newer.file })
  }
  if (relation === 'reversed') {
    throw new UsageError('snapshots-in-wrong-order', { older: older.file, newer: newer.file })
  }
  return true
}

/** Bun gives all objects new ids in each snapshot. V8 keeps the ids, so there different ids mean another process. */
function bothForeign(older: HeapGraph, newer: HeapGraph): boolean {
  return [older, newer].every(graph => findMissingCapabilities(graph).length > 0)
}

/**
 * @param snapshots two or three, oldest first
 * @param idsPersist whether objects have the same id in all of them; if not, only sums are compared
 */
export function compareSnapshots(snapshots: readonly OpenedSnapshot[], idsPersist: boolean): HeapReport {
  const analyses = snapshots.map(({ analysis }) => analysis)
  const diffs = analyses.slice(1).map(({ graph }, at) => diffHeaps(analyses[at]!.graph, graph))
  const classes = joinDiffs(idsPersist ? diffs : diffs.map(keepNetGrowth))
  const found = idsPersist ? findGrowingHolders(analyses, { threshold, limit: MAX_HOLDERS }) : []
  const missingCapabilities =
    analyses.map(({ graph }) => findMissingCapabilities(graph)).find(missing => missing.length > 0) ?? []
  const held = describeLargestHolders(analyses.at(-1)!.graph, found, shownHolders)
  const files = snapshots.map(({ file }) => file)
  return { kind: 'diff', files, classes, ...held, threshold, idsPersist, missingCapabilities }
}

/** Without lasting ids every object seems added, and every older one deleted: only the differences of sums are known. */
function keepNetGrowth(diff: readonly ClassDiff[]): ClassDiff[] {
  return diff.map(entry => ({
    ...entry,
    addedCount: Math.max(0, entry.countDelta),
    addedSize: Math.max(0, entry.sizeDelta),
    deletedCount: Math.max(0, -entry.countDelta),
    deletedSize: Math.max(0, -entry.sizeDelta),
  }))
}
