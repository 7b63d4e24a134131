// Is what would refute a claim tolerated? Budgets are held against what was measured, acceptances against the shapes of
// the paths that were seen. Pure, as all of the judgement: an acceptance ends by the day on which the trial was lived.

import type { Recording, Subject } from '../../model/recording.ts'
import type { Acceptance, Budget, Measured, ToleranceUse } from '../../model/tolerance.ts'
import { findEvidence, growthOf, type Verdict } from '../../model/verdict.ts'

type Judged = Pick<Verdict, 'outcome' | 'evidence' | 'claimMet'>

/** What came of all that the variant is allowed. A claim to leak needs no leave. */
export function judgeTolerances(recording: Recording, judged: Judged): ToleranceUse[] {
  const { tolerances, claim } = recording.subject
  if (tolerances === undefined || claim === 'leaks') return []
  const measured = measureGrowth(judged, recording.subject)
  const budgets = tolerances.budgets.map(budget => ({
    kind: 'budget' as const,
    use: useBudget(budget, measured, recording, judged),
    budget,
    measured,
  }))
  const isApplied = budgets.some(({ use }) => use === 'applied')
  const uses = useAcceptances(tolerances.acceptances, recording, judged, isApplied)
  return [
    ...budgets,
    ...tolerances.acceptances.map((acceptance, i) => ({
      kind: 'acceptance' as const,
      use: uses[i]!,
      acceptance,
    })),
  ]
}

/** What budgets are held against: growth that is shown or cannot be ruled out, and the objects that should be gone. */
export function measureGrowth(
  { evidence }: Pick<Judged, 'evidence'>,
  { claim, stated }: Pick<Subject, 'claim' | 'stated'>,
): Measured {
  const survivors = findEvidence(evidence, 'survivors')
  const { high: bytesPerStep } = growthOf(evidence)
  const mayKeep = claim === 'plateaus' || !stated
  const bounded = survivors?.trend === 'flat' || survivors?.trend === 'leveled-off'
  const kept = survivors === undefined || (mayKeep && bounded) ? 0 : survivors.alive
  return { bytesPerStep, survivors: kept }
}

function useBudget(
  budget: Budget,
  measured: Measured,
  recording: Recording,
  { outcome, evidence, claimMet }: Judged,
): Extract<ToleranceUse, { kind: 'budget' }>['use'] {
  if (outcome === 'failed' || !evidence.some(({ kind }) => kind === 'growth')) return 'undecided'
  // Nothing grew: then the claim holds, or is refuted for that very reason.
  if (claimMet === true || outcome === 'collected') return 'unused'
  if (evidence.some(({ kind }) => kind === 'exhaustion')) return 'exceeded'
  const { bytesPerStep, survivors } = measured
  // Bounded memory that nobody watched is no growth a step, and is allowed by any number of bytes.
  const isBytes = bytesPerStep > 0 || survivors === 0
  // What cannot be told from noise is within a budget too, where not even its bound is beyond it.
  const fits =
    (!isBytes || (budget.bytesPerStep !== null && bytesPerStep <= budget.bytesPerStep)) &&
    (survivors === 0 || survivors <= (budget.survivors ?? 0) || hasOnly(budget.fingerprints, recording))
  return fits ? 'applied' : claimMet === null ? 'undecided' : 'exceeded'
}

function useAcceptances(
  acceptances: readonly Acceptance[],
  recording: Recording,
  { outcome, claimMet }: Judged,
  isApplied: boolean,
): Extract<ToleranceUse, { kind: 'acceptance' }>['use'][] {
  if (claimMet === null || isApplied) return acceptances.map(() => 'undecided')
  if (claimMet || outcome === 'collected') return acceptances.map(() => 'unused')
  const { shapes } = fingerprintsOf(recording)
  if (shapes.length === 0) return acceptances.map(() => 'undecided')
  const day = recording.startedAt.slice(0, 'yyyy-mm-dd'.length)
  const hasEnded = ({ until }: Acceptance) => until !== null && day > until
  const valid = acceptances.filter(acceptance => !hasEnded(acceptance))
  const isAccepted = hasOnly(
    valid.map(({ fingerprint }) => fingerprint),
    recording,
  )
  return acceptances.map(acceptance => {
    if (!shapes.includes(acceptance.fingerprint)) return 'unused'
    if (hasEnded(acceptance)) return 'expired'
    return isAccepted ? 'applied' : 'insufficient'
  })
}

/** Whether all that is held is known to be held in one of these ways. */
function hasOnly(fingerprints: readonly string[], recording: Recording): boolean {
  const { shapes, isWhole } = fingerprintsOf(recording)
  return isWhole && shapes.length > 0 && shapes.every(shape => fingerprints.includes(shape))
}

/** The shapes of all paths that were seen, and whether they are all that there are. */
export function fingerprintsOf({ retention }: Pick<Recording, 'retention'>): {
  shapes: string[]
  isWhole: boolean
} {
  if (retention === null) return { shapes: [], isWhole: false }
  const { groups, holders, found, described, problem } = retention
  const shapes = [...new Set([...groups, ...holders].map(({ fingerprint }) => fingerprint))]
  return { shapes, isWhole: problem === '' && described >= found }
}
