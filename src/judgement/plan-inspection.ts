// Is a look into the heap worth it, and how long must the life be that is looked into? Pure.
import type { Recording } from '../model/recording.ts'
import type { Verdict } from '../model/verdict.ts'
import { median } from './statistics.ts'

/** Enough to see, and little to look through: bytes kept, and milliseconds of steps. */
const wantedBytes = 1 << 20
const maxMs = 1500
const leastSteps = 100
/** What is bounded shows its holder long before it is full. */
const mostStepsOfBounded = 2000
/** Of what grows unwatched, each stretch adds so much of all before it: tables grow by half or more, and must leap. */
const segmentRatio = 0.6

/** @returns steps before each snapshot; null when there is nothing to look for, or nobody wants to know */
export function planInspection(
  { plan, rounds }: Recording,
  { outcome, claimMet, evidence }: Verdict,
): number[] | null {
  const last = rounds.at(-1)
  if (last === undefined || plan.snapshots === 'never') return null
  if (plan.snapshots === 'refuted' && claimMet !== false) return null
  if (last.alive === 0 && outcome !== 'leaking') return null
  const growth = evidence.flatMap(piece => (piece.kind === 'growth' ? [piece.bytesPerStep] : []))
  const bytesPerStep = Math.max(1, ...growth)
  const msPerStep = median(rounds.slice(-5).map(({ stepMs, steps }) => stepMs / Math.max(1, steps)))
  const most = outcome === 'leaking' ? Number.POSITIVE_INFINITY : mostStepsOfBounded
  const wanted = Math.min(wantedBytes / bytesPerStep, maxMs / Math.max(msPerStep, 1e-6), most)
  const steps = Math.round(Math.min(last.totalSteps, Math.max(leastSteps, wanted)))
  if (last.alive > 0) return [steps]
  const first = Math.ceil(steps / (1 + segmentRatio) ** 2)
  const second = Math.ceil(first * segmentRatio)
  return [first, second, Math.ceil((first + second) * segmentRatio)]
}
