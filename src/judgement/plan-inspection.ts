// Is a heap inspection worthwhile after a trial, and how many iterations should run before each snapshot? Pure.
import { growsInWorkersOnly } from '../model/evidence.ts'
import type { Recording } from '../model/recording.ts'
import type { InspectionPlan } from '../model/retention.ts'
import type { Verdict } from '../model/verdict.ts'
import { msPerStep } from './series.ts'
import { median } from './statistics.ts'

/** Retained bytes that are enough to find their holder. More would only make the snapshots larger. */
const wantedBytes = 1 << 20
/** Time for all iterations of the inspection, in milliseconds. */
const maxMs = 1500
const minSteps = 100
/** A bounded structure shows its holder long before it is full. */
const maxStepsIfBounded = 2000

/** @returns null when there is nothing to find, or the plan does not ask for it */
export function planInspection(
  { plan, rounds, runtime }: Recording,
  { outcome, claimMet, evidence }: Verdict,
): InspectionPlan | null {
  const last = rounds.at(-1)
  if (last === undefined || plan.snapshots === 'never') return null
  if (runtime?.missing?.includes('retaining-paths')) return null
  if (plan.snapshots === 'refuted' && claimMet !== false) return null
  if (last.alive === 0 && outcome !== 'leaking') return null
  const growth = evidence.flatMap(piece => (piece.kind === 'growth' ? [piece.bytesPerStep] : []))
  const bytesPerStep = Math.max(1, ...growth)
  const perStepMs = median(rounds.slice(-5).map(msPerStep))
  const maxSteps = outcome === 'leaking' ? Number.POSITIVE_INFINITY : maxStepsIfBounded
  const wanted = Math.min(wantedBytes / bytesPerStep, maxMs / Math.max(perStepMs, 1e-6), maxSteps)
  const steps = Math.round(Math.min(last.totalSteps, Math.max(minSteps, wanted)))
  if (last.alive > 0) return { segments: [steps], thread: 'main' }
  return { segments: inSegments(steps), thread: growsInWorkersOnly(evidence) ? 'worker' : 'main' }
}

/**
 * Growth of unwatched objects is found by comparing three snapshots. Each later segment runs as many iterations as there were before it, so
 * that a table which doubles, or grows by less, is resized within the segment.
 */
export function inSegments(steps: number): number[] {
  const first = Math.ceil(steps / 4)
  return [first, first, first * 2]
}
