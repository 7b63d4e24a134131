// What was expected of a variant, and what was found? One phrase, in which an expected leak does not sound like an alarm.

import { hasRisenOnce, isTolerated } from '../../../model/evidence.ts'
import type { Subject } from '../../../model/recording.ts'
import type { Outcome, Verdict } from '../../../model/verdict.ts'
import type { Claim } from '../../../scenario/scenario.ts'

type Found = Exclude<Outcome, 'inconclusive' | 'failed'>

const expected: Record<Claim | 'nothing stated', string> = {
  leaks: 'expected a leak',
  plateaus: 'expected a plateau',
  collects: 'expected all freed',
  'nothing stated': 'expected no leak',
}

const found: Record<Found, string> = {
  leaking: 'found a leak',
  plateau: 'found a plateau',
  collected: 'found all freed',
}

/** What was found. Memory that rose once is not all freed, and still not kept by the scenario. */
function describeFound(verdict: Verdict, outcome: Found): string {
  return hasRisenOnce(verdict) ? 'found nothing kept' : found[outcome]
}

const tolerated: Record<Found, string> = {
  leaking: 'tolerated a leak',
  plateau: 'tolerated a plateau',
  collected: 'tolerated',
}

/** `expected a leak, found a leak`. A trial without an answer is `inconclusive` or `failed`. */
export function describeExpectation(verdict: Verdict, { claim, stated }: Subject): string {
  const { outcome } = verdict
  if (outcome === 'inconclusive' || outcome === 'failed') return outcome
  const answer = isTolerated(verdict) ? tolerated[outcome] : describeFound(verdict, outcome)
  return `${expected[stated ? claim : 'nothing stated']}, ${answer}`
}

/** The same in the few columns of a narrow terminal: `as expected`, `found a leak`. */
export function describeShortExpectation(verdict: Verdict): string {
  const { claimMet, outcome } = verdict
  if (outcome === 'inconclusive' || outcome === 'failed') return outcome
  if (isTolerated(verdict)) return 'tolerated'
  return claimMet === true ? 'as expected' : describeFound(verdict, outcome)
}
