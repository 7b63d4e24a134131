// What does a variant claim, and is the claim met?
import type { Subject } from '../../../model/recording.ts'
import type { Outcome, Verdict } from '../../../model/verdict.ts'
import type { Claim, ClaimException } from '../../../scenario/scenario.ts'
import { describeApplied, describeRefused } from './tolerance.ts'

export const claimWords: Record<Claim, string> = {
  leaks: 'leaks',
  plateaus: 'plateaus',
  collects: 'collects',
}

/** How many variants have the claim: `2 leaks`. */
export function countClaims(claim: Claim, count: number): string {
  return `${count} ${claimWords[claim]}`
}

/** In place of a claim that was not stated. */
export const noClaim = 'none'

const claimSentences: Record<Claim, string> = {
  leaks: 'it leaks (grows without bound)',
  plateaus: 'it plateaus (keeps a bounded amount)',
  collects: 'it collects (keeps nothing)',
}

/** The claim of a variant, as the line under its name. */
export function describeClaim({
  claim,
  stated,
  exception,
}: Pick<Subject, 'claim' | 'stated' | 'exception'>): string {
  if (!stated) return 'expected: no leak'
  if (exception === null) return `claim: ${claimSentences[claim]}`
  const { runtimes, usual, because } = exception
  return `claim on ${runtimes}: ${claimSentences[claim]}, where otherwise it ${usual}: ${because}`
}

/** Like `describeClaim`, for little room; the same where the claim needs an explanation. */
export function describeClaimBriefly(subject: Pick<Subject, 'claim' | 'stated' | 'exception'>): string {
  const { claim, stated, exception } = subject
  return stated && exception === null ? `claim: it ${claim}` : describeClaim(subject)
}

/** A different claim on certain runtimes, as a line under the variant's name. */
export function describeException({ runtimes, claim, because }: ClaimException): string {
  return `except on ${runtimes}, where it ${claim}: ${because}`
}

/** Whether the claim is met, and whether a budget or an acceptance decided so. */
export function describeClaimMet(verdict: Verdict, { claim, stated }: Subject): string {
  const { outcome, claimMet } = verdict
  if (claimMet === null && !stated)
    return outcome === 'failed'
      ? 'not measured, so nothing is known'
      : 'expected no leak, and it is not certain'
  if (claimMet === null) return 'the claim is neither met nor refuted'
  const tolerated = describeApplied(verdict)
  if (tolerated !== undefined) return stated ? `claim met: ${tolerated}` : tolerated
  const refused = claimMet ? '' : describeRefused(verdict)
  if (!stated) return claimMet ? 'no leak, as expected' : `expected not to leak, and it leaks${refused}`
  const claimed = `it ${claim}`
  return claimMet
    ? `claim met: ${claimed}`
    : `claim refuted: said "${claimed}", but ${outcomeSentences[outcome]}${refused}`
}

/** The answer to the claim in a few words, beside the verdict; empty for a trial that failed. */
export function describeClaimAnswer(verdict: Verdict, { stated }: Pick<Subject, 'stated'>): string {
  const { claimMet, outcome } = verdict
  if (outcome === 'failed') return ''
  if (claimMet === null) return stated ? 'claim neither met nor refuted' : 'expected no leak'
  if (describeApplied(verdict) !== undefined) return stated ? 'claim met, as tolerated' : 'tolerated'
  if (!stated) return claimMet ? 'no leak, as expected' : 'expected no leak'
  return claimMet ? 'claim met' : 'claim refuted'
}

const outcomeSentences: Record<Outcome, string> = {
  leaking: 'it leaks',
  plateau: 'it keeps a bounded amount',
  collected: 'it keeps nothing',
  inconclusive: 'nothing is certain',
  failed: 'it could not be run',
}
