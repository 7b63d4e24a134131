// Which verdict does a recording lead to? All kinds of evidence, then one outcome. Pure: a recording always gives the
// same verdict.
import type { Reading } from '../model/event.ts'
import { findEvidence, growsInWorkersOnly, isTolerated } from '../model/evidence.ts'
import type { Recording, Subject } from '../model/recording.ts'
import type { Offer } from '../model/runtime.ts'
import { wereAllMajor } from '../model/settling.ts'
import type { Caveat, Evidence, Outcome, Series, Verdict } from '../model/verdict.ts'
import { findFinalization } from './evidence/finalization.ts'
import { findGrowth, findUncountedGrowth } from './evidence/growth.ts'
import { findRecovery } from './evidence/recovery.ts'
import { findResourceEvidence } from './evidence/resource.ts'
import { findRetentionEvidence } from './evidence/retention.ts'
import { areByChance, findSurvivors } from './evidence/survivors.ts'
import { judgeResources, type ResourceTrend } from './resources.ts'
import { nextStageSteps } from './schedule/round-sizes.ts'
import { isDecided } from './schedule/stopping.ts'
import { pointsOf, rulesFor, type SeriesRule } from './series.ts'
import { judgeTolerances } from './tolerance/judge-tolerances.ts'
import { judgeTrend, type SeriesTrend } from './trend.ts'
import { isUncountedKnown, judgeUncounted, type UncountedTrend } from './uncounted.ts'

/** A leak of at most this many bytes per iteration may go unnoticed in the noise without a caveat. */
const reportableBytes = 16
/** If more than this part of the measured rounds did not converge, the verdict has a caveat. */
const unconvergedPart = 0.25
/** Fewer measured rounds are a caveat, unless they were enough to end the trial: more time would then add none. */
const manyRounds = 9

interface JudgedSeries {
  rule: SeriesRule
  trend: SeriesTrend
}

interface Judged {
  series: JudgedSeries[]
  uncounted: UncountedTrend | undefined
  resources: ResourceTrend[]
}

/** Judges a recording. */
export function decide(recording: Recording): Verdict {
  const judged: Judged = {
    series: rulesFor(recording).map(rule => ({
      rule,
      trend: judgeTrend(pointsOf(recording, rule), rule, null),
    })),
    uncounted: judgeUncounted(recording),
    resources: judgeResources(recording, null),
  }
  const evidence = gatherEvidence(recording, judged)
  const caveats = findCaveats(recording, judged, evidence)
  const outcome = decideOutcome(recording, evidence, caveats)
  const watched = (recording.rounds.at(-1)?.watched ?? 0) > 0
  const mayBeByChance = areByChance(recording) && (recording.rounds.at(-1)?.alive ?? 0) > 0
  const claimMet = meetsClaim(outcome, recording.subject, watched && !mayBeByChance)
  const toleranceUses = judgeTolerances(recording, { outcome, evidence, claimMet })
  if (toleranceUses.length === 0) return { outcome, evidence, caveats, claimMet }
  const claimCounts = isTolerated({ toleranceUses }) || claimMet
  return { outcome, evidence, caveats, claimMet: claimCounts, toleranceUses }
}

function gatherEvidence(recording: Recording, judged: Judged): Evidence[] {
  const evidence: (Evidence | undefined)[] = judged.series.map(({ rule, trend }) =>
    rule.series === 'alive' ? findSurvivors(recording, trend) : findGrowth(recording, rule, trend),
  )
  const hasLeveledOff = judged.series.some(
    ({ rule, trend }) => rule.series !== 'alive' && trend.trend === 'leveled-off',
  )
  evidence.push(
    findUncountedGrowth(recording, judged.uncounted),
    findResourceEvidence(judged.resources),
    findFinalization(recording),
    findRecovery(recording, hasLeveledOff),
    findRetentionEvidence(recording),
  )
  const { ending } = recording
  if (ending.kind === 'exhausted') {
    const { limitMb, steps } = ending
    evidence.push({ kind: 'exhaustion', pointsTo: steps > 0 ? 'leaking' : 'nothing', limitMb, steps })
  }
  return evidence.filter(piece => piece !== undefined)
}

function decideOutcome(recording: Recording, evidence: Evidence[], caveats: Caveat[]): Outcome {
  const { kind } = recording.ending
  if (caveats.some(({ code }) => code === 'not-major')) return 'failed'
  const points = (to: Evidence['pointsTo']) => evidence.some(({ pointsTo }) => pointsTo === to)
  if (kind === 'exhausted') return grewThroughout(recording) ? 'leaking' : 'failed'
  // What leaks may run out before its bytes are certain: of time, as iterations become slower, or of descriptors, ports, threads. The
  // readings before that may be proof enough.
  if (endedEarly(recording) && points('leaking')) return 'leaking'
  if (kind !== 'complete') return 'failed'
  if (points('leaking')) return 'leaking'
  const unclear = evidence.some(
    piece =>
      (piece.kind === 'survivors' || (piece.kind === 'growth' && piece.series !== 'uncounted')) &&
      piece.trend === 'unclear',
  )
  if (unclear || !evidence.some(({ kind }) => kind === 'growth')) return 'inconclusive'
  // If objects were watched, they decide between plateau and collected. Tables that keep their size do not.
  const survivors = findEvidence(evidence, 'survivors')
  if (survivors !== undefined) return survivors.pointsTo === 'plateau' ? 'plateau' : 'collected'
  return points('plateau') ? 'plateau' : 'collected'
}

/** Whether the readings have ended the trial, and not the number of rounds that the user fixed, or a budget. */
function hasDecidedItself(recording: Recording): boolean {
  const { plan, rounds } = recording
  return plan.rounds === null && isDecided(recording, nextStageSteps(rounds))
}

/** Whether iterations ran until one of them failed or the time was over. */
function endedEarly({ ending }: Recording): boolean {
  return ending.kind === 'timeout' || (ending.kind === 'failed' && ending.failure.moment === 'step')
}

/** Running out of memory is a leak if memory rose from reading to reading before. A single reading proves nothing. */
function grewThroughout({ baseline, rounds }: Recording): boolean {
  const readings: Reading[] = baseline === null ? rounds : [baseline, ...rounds]
  const size = (reading: Reading) => reading.heapUsed + reading.external
  const rises = readings.slice(1).filter((reading, i) => size(reading) > size(readings[i]!)).length
  return rises >= 3 && rises >= (readings.length - 1) * 0.75
}

/** @param isCounted whether objects were watched, and their number is exact */
function meetsClaim(outcome: Outcome, { claim, stated }: Subject, isCounted: boolean): boolean | null {
  if (outcome === 'inconclusive' || outcome === 'failed') return null
  if (claim === 'leaks') return outcome === 'leaking'
  // Bounded memory can be too small to detect unless its objects are watched.
  if (claim === 'plateaus') return outcome === 'plateau' || (outcome === 'collected' && !isCounted)
  // A bare function states no claim, so bounded memory does not refute one.
  return outcome === 'collected' || (outcome === 'plateau' && !stated)
}

function findCaveats(
  recording: Recording,
  { series: judged, uncounted }: Judged,
  evidence: readonly Evidence[],
): Caveat[] {
  const isLeaking = evidence.some(({ pointsTo }) => pointsTo === 'leaking')
  const { rounds, foreignLines, released } = recording
  const measured = rounds.filter(({ stage }) => stage > 0)
  const last = rounds.at(-1)
  const caveats: Caveat[] = []
  const missing = missingOffers(recording)
  if (released !== null && !missing.includes('major-collections') && !wereAllMajor(released)) {
    const { forced, forcedMajor } = released
    caveats.push({ code: 'not-major', forced, forcedMajor })
  }
  // A worker thread has no `lab` to watch objects with.
  if (last !== undefined && last.watched === 0 && !growsInWorkersOnly(evidence))
    caveats.push({ code: 'nothing-watched' })
  // The largest rates that the last stages, the longest ones, cannot rule out.
  const hidden = judged.flatMap(({ rule, trend: { trend, newest } }) =>
    rule.series !== 'alive' && (trend === 'flat' || trend === 'leveled-off') ? [newest?.high ?? 0] : [],
  )
  const hiddenBytesPerStep = Math.max(0, ...hidden)
  if (hiddenBytesPerStep > reportableBytes) caveats.push({ code: 'noisy', hiddenBytesPerStep })
  const unconverged = measured.filter(({ settled }) => !settled).length
  if (unconverged > measured.length * unconvergedPart)
    caveats.push({ code: 'did-not-converge', rounds: unconverged })
  if (measured.length > 0 && measured.length < manyRounds && !hasDecidedItself(recording))
    caveats.push({
      code: 'few-rounds',
      rounds: measured.length,
      fixed: measured.length === recording.plan.rounds,
    })
  const { ending } = recording
  if (ending.kind === 'timeout' && isLeaking) caveats.push({ code: 'cut-short', afterMs: ending.afterMs })
  if (ending.kind === 'failed' && endedEarly(recording) && isLeaking)
    caveats.push({ code: 'ended-by-error', step: ending.failure.step, message: ending.failure.message })
  if (uncounted?.trend === 'unclear' && !isLeaking)
    caveats.push({
      code: 'uncounted-rises',
      bytesPerStep: uncounted.slope.slope,
      ...(uncounted.net < uncounted.onceInUse ? { onceInUseBytes: uncounted.onceInUse } : {}),
    })
  const unseen = findUnseen(recording)
  if (unseen.length > 0) caveats.push({ code: 'not-looked-at', series: unseen })
  if (missing.length > 0)
    caveats.push({ code: 'not-offered', engine: recording.runtime!.name, offers: [...missing] })
  if (last !== undefined && last.untracked > 0) caveats.push({ code: 'sampled', untracked: last.untracked })
  if (foreignLines > 0) caveats.push({ code: 'foreign-lines', lines: foreignLines })
  return caveats
}

/** What the engine does not offer. */
function missingOffers({ runtime }: Recording): readonly Offer[] {
  return runtime?.missing ?? []
}

/** Kinds of memory that were not looked at. Recordings of earlier versions do not say. */
function findUnseen(recording: Recording): Series[] {
  const { rounds } = recording
  if (!rounds.some(({ system }) => system !== undefined)) return []
  const hasWorkers = rounds.some(({ system }) => system?.workers !== undefined)
  const areWorkersJudged = rulesFor(recording).some(({ series }) => series === 'workers')
  return [
    ...(hasWorkers && !areWorkersJudged ? ['workers' as const] : []),
    ...(isUncountedKnown(recording) || missingOffers(recording).includes('uncounted-memory')
      ? []
      : ['uncounted' as const]),
  ]
}
