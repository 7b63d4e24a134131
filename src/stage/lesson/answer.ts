// Was a prediction right? What it said, against what was measured.
import { findMainGrowth } from '../../model/evidence.ts'
import type { Result } from '../../model/report.ts'
import type { Outcome } from '../../model/verdict.ts'
import { type Claim, claims } from '../../scenario/scenario.ts'
import type { Reason } from './content.ts'

export interface Prediction {
  claim: Claim
  /** Null where the scenario has no reasons to choose from. */
  reason: Reason | null
  isSure: boolean
}

/** What the curve did, as a student can see it. */
export const observations = ['rose', 'leveled', 'stayed'] as const
export type Observation = (typeof observations)[number]

const outcomeOf: Record<Claim, Outcome> = { leaks: 'leaking', plateaus: 'plateau', collects: 'collected' }

/** Null where the measurement says nothing: it failed or is inconclusive. */
export function isRightOutcome(prediction: Pick<Prediction, 'claim'>, { verdict }: Result): boolean | null {
  return isCertain(verdict.outcome) ? outcomeOf[prediction.claim] === verdict.outcome : null
}

/** The index of the claim that was measured to be right; −1 where the measurement says nothing. */
export function findRightClaim(result: Result): number {
  return claims.findIndex(claim => isRightOutcome({ claim }, result) === true)
}

export function isRightReason({ reason }: Pick<Prediction, 'reason'>): boolean {
  return reason?.belief === null
}

/** Whether a measurement says what a variant does. */
export function isCertain(outcome: Outcome): boolean {
  return outcome === 'leaking' || outcome === 'plateau' || outcome === 'collected'
}

/** What there was to see; null where the measurement says nothing, or the curve shows both. */
export function rightObservation({ verdict }: Result): Observation | null {
  if (!isCertain(verdict.outcome)) return null
  const growth = findMainGrowth(verdict)
  if (verdict.outcome === 'leaking') return 'rose'
  return growth?.trend === 'leveled-off' ? 'leveled' : growth?.trend === 'flat' ? 'stayed' : null
}
