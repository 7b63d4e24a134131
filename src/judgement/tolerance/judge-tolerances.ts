// Do the variant's tolerances cover what would refute its claim? A budget is compared with the measured growth, an
// acceptance with the fingerprints of the retaining paths. Pure: an acceptance expires by the day on which the trial ran.

import { findEvidence, growthOf, takesEverMore } from '../../model/evidence.ts'
import type { Recording, Subject } from '../../model/recording.ts'
import type { Acceptance, Budget, Measured, ToleranceUse } from '../../model/tolerance.ts'
import type { Verdict } from '../../model/verdict.ts'

type Judged = Pick<Verdict, 'outcome' | 'evidence' | 'claimMet'>

/** The use of each budget and acceptance of the variant. A variant that claims to leak needs none. */
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

/** What budgets are compared with: growth that is shown or cannot be ruled out, and the objects that should be collected. */
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
  // Nothing grew: the claim is met, or it is refuted because nothing grew.
  if (claimMet === true || outcome === 'collected') return 'unused'
  // No number of bytes covers running out of memory, or of descriptors.
  if (evidence.some(({ kind }) => kind === 'exhaustion') || takesEverMore(evidence)) return 'exceeded'
  const { bytesPerStep, survivors } = measured
  // Bounded memory without survivors has no growth per iteration, so any budget of bytes covers it.
  const isBytes = bytesPerStep > 0 || survivors === 0
  // Growth that is not certain is within the budget if its upper bound is.
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
  const { fingerprints } = fingerprintsOf(recording)
  if (fingerprints.length === 0) return acceptances.map(() => 'undecided')
  const day = recording.startedAt.slice(0, 'yyyy-mm-dd'.length)
  const hasExpired = ({ until }: Acceptance) => until !== null && day > until
  const valid = acceptances.filter(acceptance => !hasExpired(acceptance))
  const isAccepted = hasOnly(
    valid.map(({ fingerprint }) => fingerprint),
    recording,
  )
  return acceptances.map(acceptance => {
    if (!fingerprints.includes(acceptance.fingerprint)) return 'unused'
    if (hasExpired(acceptance)) return 'expired'
    return isAccepted ? 'applied' : 'insufficient'
  })
}

/** Whether every retaining path is known and has one of these fingerprints. */
function hasOnly(fingerprints: readonly string[], recording: Recording): boolean {
  const { isWhole, leaks } = fingerprintsOf(recording)
  return isWhole && leaks.length > 0 && leaks.every(seen => seen.some(each => fingerprints.includes(each)))
}

/** From this part on, a second holder holds what the first one does. */
const SAME_PART = 0.95

/**
 * The fingerprints of the described retaining paths, those of each leak, and whether these are all paths. What two holders hold
 * is one leak with two fingerprints, because which of the two is found first may differ between Nodes.
 */
export function fingerprintsOf({ retention }: Pick<Recording, 'retention'>): {
  fingerprints: string[]
  leaks: string[][]
  isWhole: boolean
} {
  if (retention === null) return { fingerprints: [], leaks: [], isWhole: false }
  const { groups, holders, found, described, problem } = retention
  const leaks = [
    ...groups.map(({ fingerprint }) => [fingerprint]),
    ...holders.map(({ fingerprint, others }) => [
      fingerprint,
      ...others.filter(({ share }) => share >= SAME_PART).map(other => other.fingerprint),
    ]),
  ]
  return { fingerprints: [...new Set(leaks.flat())], leaks, isWhole: problem === '' && described >= found }
}
