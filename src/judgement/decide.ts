// Recording → Verdict: all kinds of evidence, then one answer. Pure: the same recording says the same for ever.
import type { Reading } from '../model/event.ts'
import type { Recording, Subject } from '../model/recording.ts'
import { wereAllMajor } from '../model/settling.ts'
import {
  type Caveat,
  type Evidence,
  findEvidence,
  isTolerated,
  type Outcome,
  type Verdict,
} from '../model/verdict.ts'
import { findFinalization } from './evidence/finalization.ts'
import { findGrowth } from './evidence/growth.ts'
import { findRecovery } from './evidence/recovery.ts'
import { findRetentionEvidence } from './evidence/retention.ts'
import { findSurvivors } from './evidence/survivors.ts'
import { pointsOf, type SeriesRule, seriesRules } from './series.ts'
import { judgeTolerances } from './tolerance/judge-tolerances.ts'
import { judgeTrend, type SeriesTrend } from './trend.ts'

/** A leak below this many bytes per step may hide in noise without a word about it. */
const reportableBytes = 16
/** More unconverged rounds than this part of all are worth a caveat. */
const unconvergedPart = 0.25

interface Judged {
  rule: SeriesRule
  trend: SeriesTrend
}

/** Judges a recording. */
export function decide(recording: Recording): Verdict {
  const judged = seriesRules.map(rule => ({
    rule,
    trend: judgeTrend(pointsOf(recording, rule), rule, null),
  }))
  const evidence = gatherEvidence(recording, judged)
  const caveats = findCaveats(recording, judged)
  const outcome = decideOutcome(recording, evidence, caveats)
  const watched = (recording.rounds.at(-1)?.watched ?? 0) > 0
  const claimMet = meetsClaim(outcome, recording.subject, watched)
  const toleranceUses = judgeTolerances(recording, { outcome, evidence, claimMet })
  if (toleranceUses.length === 0) return { outcome, evidence, caveats, claimMet }
  const claimCounts = isTolerated({ toleranceUses }) || claimMet
  return { outcome, evidence, caveats, claimMet: claimCounts, toleranceUses }
}

function gatherEvidence(recording: Recording, judged: Judged[]): Evidence[] {
  const evidence: (Evidence | undefined)[] = judged.map(({ rule, trend }) =>
    rule.series === 'alive' ? findSurvivors(recording, trend) : findGrowth(recording, rule, trend),
  )
  evidence.push(findFinalization(recording), findRecovery(recording), findRetentionEvidence(recording))
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
  // Steps that grow slower the more is kept come to the time limit: what was read until then may be proof enough.
  if (kind === 'timeout' && points('leaking')) return 'leaking'
  if (kind !== 'complete') return 'failed'
  if (points('leaking')) return 'leaking'
  const unclear = evidence.some(
    piece => (piece.kind === 'growth' || piece.kind === 'survivors') && piece.trend === 'unclear',
  )
  if (unclear || !evidence.some(({ kind }) => kind === 'growth')) return 'inconclusive'
  // Where objects were watched, they are the question: tables that keep their size are not an answer to it.
  const survivors = findEvidence(evidence, 'survivors')
  if (survivors !== undefined) return survivors.pointsTo === 'plateau' ? 'plateau' : 'collected'
  return points('plateau') ? 'plateau' : 'collected'
}

/** It ran out of memory: by a leak, if memory rose from reading to reading before. One reading shows nothing. */
function grewThroughout({ baseline, rounds }: Recording): boolean {
  const readings: Reading[] = baseline === null ? rounds : [baseline, ...rounds]
  const size = (reading: Reading) => reading.heapUsed + reading.external
  const rises = readings.slice(1).filter((reading, i) => size(reading) > size(readings[i]!)).length
  return rises >= 3 && rises >= (readings.length - 1) * 0.75
}

function meetsClaim(outcome: Outcome, { claim, stated }: Subject, watched: boolean): boolean | null {
  if (outcome === 'inconclusive' || outcome === 'failed') return null
  if (claim === 'leaks') return outcome === 'leaking'
  // What is bounded and not watched can be too little to see.
  if (claim === 'plateaus') return outcome === 'plateau' || (outcome === 'collected' && !watched)
  // A bare function states nothing: bounded memory is no leak, and no alarm.
  return outcome === 'collected' || (outcome === 'plateau' && !stated)
}

function findCaveats(recording: Recording, judged: Judged[]): Caveat[] {
  const { rounds, foreignLines, released } = recording
  const measured = rounds.filter(({ stage }) => stage > 0)
  const last = rounds.at(-1)
  const caveats: Caveat[] = []
  if (released !== null && !wereAllMajor(released)) {
    const { forced, forcedMajor } = released
    caveats.push({ code: 'not-major', forced, forcedMajor })
  }
  if (last !== undefined && last.watched === 0) caveats.push({ code: 'nothing-watched' })
  // What the last stage cannot rule out, for it is the longest.
  const hidden = judged.flatMap(({ rule, trend: { trend, stages } }) =>
    rule.series !== 'alive' && (trend === 'flat' || trend === 'leveled-off')
      ? [stages.at(-1)?.high ?? 0]
      : [],
  )
  const hiddenBytesPerStep = Math.max(0, ...hidden)
  if (hiddenBytesPerStep > reportableBytes) caveats.push({ code: 'noisy', hiddenBytesPerStep })
  const unconverged = measured.filter(({ settled }) => !settled).length
  if (unconverged > measured.length * unconvergedPart)
    caveats.push({ code: 'did-not-converge', rounds: unconverged })
  if (measured.length > 0 && measured.length < 9)
    caveats.push({ code: 'few-rounds', rounds: measured.length })
  if (recording.ending.kind === 'timeout' && judged.some(({ trend }) => trend.trend === 'rising'))
    caveats.push({ code: 'cut-short', afterMs: recording.ending.afterMs })
  if (last !== undefined && last.untracked > 0) caveats.push({ code: 'sampled', untracked: last.untracked })
  if (foreignLines > 0) caveats.push({ code: 'foreign-lines', lines: foreignLines })
  return caveats
}
