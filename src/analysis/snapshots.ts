// How many looks into the heap a trial is worth. Pure.
import type { Recording } from '../model/recording.ts'
import { decide } from './decide.ts'

/** Where survivors were watched one look finds them. What grows unwatched is seen from look to look: twice is warm-up. */
const looksForGrowth = 3
/** A heap that takes a longer part of the time limit is looked into once: one with a huge object in it, say. */
const patience = 1 / 5

/** @returns how many heap snapshots to take before the release */
export function countSnapshots(recording: Recording): number {
  const { plan, rounds, snapshots } = recording
  if (snapshots.some(({ problem }) => problem !== '')) return snapshots.length
  if (plan.snapshots === 'never') return 0
  const { outcome, claimMet } = decide(recording)
  if (plan.snapshots === 'refuted' && claimMet !== false) return 0
  if ((rounds.at(-1)?.alive ?? 0) > 0) return 1
  if (outcome !== 'leaking') return 0
  return snapshots.some(({ snapshotMs }) => snapshotMs > plan.timeoutMs * patience) ? 1 : looksForGrowth
}
