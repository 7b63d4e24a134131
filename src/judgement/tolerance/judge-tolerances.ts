// Is what would refute a claim tolerated? Budgets are held against what was measured, acceptances against the shapes of
// the paths that were seen. Pure, as all of the judgement: an acceptance ends by the day on which the trial was lived.

import type { Recording, Subject } from '../../model/recording.ts'
import type { Acceptance, AllowanceUse, Budget, Measured } from '../../model/tolerance.ts'
import type { Evidence, Verdict } from '../../model/verdict.ts'

type Judged = Pick<Verdict, 'outcome' | 'evidence' | 'claimMet'>

/** What came of all that the variant is allowed. A claim to leak needs no leave. */
export function judgeAllowances(recording: Recording, judged: Judged): AllowanceUse[] {
  const { allowance, claim } = recording.subject
  if (allowance === undefined || claim === 'leaks') return []
  const measured = measureGrowth(judged, recording.subject)
  const budgets = allowance.budgets.map(budget => ({
    kind: 'budget' as const,
    use: useBudget(budget, measured, recording, judged),
    budget,
    measured,
  }))
  const isGranted = budgets.some(({ use }) => use === 'granted')
  const uses = useAcceptances(allowance.acceptances, recording, judged, isGranted)
  return [
    ...budgets,
    ...allowance.acceptances.map((acceptance, i) => ({
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
  const survivors = evidence.find(piece => piece.kind === 'survivors')
  const counts = ({ trend }: Extract<Evidence, { kind: 'growth' }>) =>
    trend === 'rising' || trend === 'unclear'
  const high = (series: 'heap' | 'external' | 'arrayBuffers') =>
    evidence.reduce(
      (most, piece) =>
        piece.kind === 'growth' && piece.series === series && counts(piece)
          ? Math.max(most, piece.high)
          : most,
      0,
    )
  // External memory has the array buffers in it.
  const bytesPerStep = high('heap') + Math.max(high('external'), high('arrayBuffers'))
  const mayKeep = claim === 'plateaus' || !stated
  const bounded = survivors?.trend === 'flat' || survivors?.trend === 'settled'
  const kept = survivors === undefined || (mayKeep && bounded) ? 0 : survivors.alive
  return { bytesPerStep, survivors: kept }
}

function useBudget(
  budget: Budget,
  measured: Measured,
  recording: Recording,
  { outcome, evidence, claimMet }: Judged,
): Extract<AllowanceUse, { kind: 'budget' }>['use'] {
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
  return fits ? 'granted' : claimMet === null ? 'undecided' : 'exceeded'
}

function useAcceptances(
  acceptances: readonly Acceptance[],
  recording: Recording,
  { outcome, claimMet }: Judged,
  isGranted: boolean,
): Extract<AllowanceUse, { kind: 'acceptance' }>['use'][] {
  if (claimMet === null || isGranted) return acceptances.map(() => 'undecided')
  if (claimMet || outcome === 'collected') return acceptances.map(() => 'unused')
  const { shapes } = shapesOf(recording)
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
    if (hasEnded(acceptance)) return 'ended'
    return isAccepted ? 'granted' : 'outweighed'
  })
}

/** Whether all that is held is known to be held in one of these ways. */
function hasOnly(fingerprints: readonly string[], recording: Recording): boolean {
  const { shapes, isWhole } = shapesOf(recording)
  return isWhole && shapes.length > 0 && shapes.every(shape => fingerprints.includes(shape))
}

/** The shapes of all paths that were seen, and whether they are all that there are. */
export function shapesOf({ retention }: Pick<Recording, 'retention'>): {
  shapes: string[]
  isWhole: boolean
} {
  if (retention === null) return { shapes: [], isWhole: false }
  const { groups, holders, found, told, problem } = retention
  const shapes = [...new Set([...groups, ...holders].map(({ fingerprint }) => fingerprint))]
  return { shapes, isWhole: problem === '' && told >= found }
}
