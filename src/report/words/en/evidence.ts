// What speaks for a verdict? One sentence for each piece of evidence, and the short forms for columns.

import { countTracked, findEvidence, findMainGrowth } from '../../../model/evidence.ts'
import type { Evidence, Outcome, Series, Verdict } from '../../../model/verdict.ts'
import { describeObjects, describeRounds, plural } from './counts.ts'
import { formatBytes, formatCount, formatPerIteration, formatStepBytes } from './numbers.ts'
import { describeOpen, describeTaken } from './resources.ts'
import { describeRetentionEvidence } from './retention.ts'
import { nameHeap, seriesWords } from './series.ts'

type Piece<Kind extends Evidence['kind']> = Extract<Evidence, { kind: Kind }>

/** For a column: the bytes per step, `none` without growth, `unclear`; empty for a trial that failed. */
export function describeGrowthShort(verdict: Verdict): string {
  const growth = findMainGrowth(verdict)
  if (growth === undefined || verdict.outcome === 'failed') return ''
  if (growth.trend === 'rising') return formatStepBytes(growth.bytesPerStep)
  return growth.trend === 'unclear' ? 'unclear' : 'none'
}

/** One sentence says that none of these grows. */
const outsideSeries: readonly Series[] = ['external', 'arrayBuffers', 'uncounted']

/** A release that freed fewer bytes is not mentioned: warm-up and compiled code vary by as much. */
const reportableBytes = 16 * 1024

/** One sentence for each piece of evidence, those that support the outcome first. */
export function describeEvidence(verdict: Verdict): string[] {
  const { outcome, evidence } = verdict
  // External memory includes the array buffers, so one sentence is enough if neither grows.
  const bothFlat = isFlat(verdict, 'external') && isFlat(verdict, 'arrayBuffers')
  const order = (piece: Evidence) => (piece.pointsTo === outcome ? 0 : 1)
  return [...evidence]
    .sort((a, b) => order(a) - order(b))
    .flatMap(piece => {
      if (bothFlat && piece.kind === 'growth' && piece.series === 'external')
        return ['external memory and array buffers: no growth']
      if (bothFlat && piece.kind === 'growth' && piece.series === 'arrayBuffers') return []
      if (piece.kind === 'recovery') return describeRecovery(piece, outcome)
      return [describePiece(piece, verdict)]
    })
}

/** Memory that V8 does not count is known in whole pages. Above this rate, in bytes per iteration, its figure is given. */
const negligibleRate = 64

/** @param highest rate that still counts, in bytes per iteration */
function isFlat({ evidence }: Verdict, series: Series, highest = Number.POSITIVE_INFINITY): boolean {
  return evidence.some(
    piece =>
      piece.kind === 'growth' &&
      piece.series === series &&
      piece.trend === 'flat' &&
      piece.bytesPerStep <= highest,
  )
}

function describePiece(piece: Exclude<Evidence, { kind: 'recovery' }>, verdict: Verdict): string {
  switch (piece.kind) {
    case 'growth':
      return describeGrowth(piece, verdict)
    case 'survivors':
      return describeSurvivors(piece, verdict)
    case 'finalization':
      return `finalization callbacks: ${formatCount(piece.delivered)} of ${formatCount(piece.watched)} before the scenario was dropped (the specification guarantees none)`
    case 'resource':
      return describeResource(piece)
    case 'retention':
      return describeRetentionEvidence(piece)
    case 'exhaustion':
      return `it ran out of memory at ${formatCount(piece.limitMb)} MB, after ${plural(piece.steps, 'iteration')}`
  }
}

function describeResource({ resource, trend, perStep, open, steps }: Piece<'resource'>): string {
  if (trend === 'rising') return `${describeTaken(resource, perStep)} with every iteration`
  return `${describeOpen(resource, open)} after ${plural(steps, 'iteration')}`
}

function describeGrowth(piece: Piece<'growth'>, verdict: Verdict): string {
  const { series, trend, bytesPerStep, low, high, rounds, steps } = piece
  const what = nameSeries(series, verdict)
  const over = `${describeRounds(rounds)}, ${plural(steps, 'iteration')}`
  const between = `between ${formatStepBytes(low)} and ${formatStepBytes(high)}`
  switch (trend) {
    case 'rising':
      return `${what}: grows by ${formatPerIteration(bytesPerStep)} over ${over} (${between})${sayIfNotInspected(piece)}`
    case 'flat':
      return `${what}: no growth over ${over}${high >= 0.05 ? ` (at most ${formatPerIteration(high)})` : ''}`
    case 'leveled-off':
      return `${what}: rose at first, then stayed level, over ${over}`
    case 'unclear':
      return `${what}: growth cannot be distinguished from noise over ${over} (${between} per iteration)`
  }
}

function nameSeries(series: Series, { caveats }: Verdict): string {
  const engine = caveats.find(caveat => caveat.code === 'not-offered')?.engine
  return series === 'heap' ? nameHeap(engine) : seriesWords[series]
}

/** A heap inspection looks at one thread. */
function sayIfNotInspected({ isInspected, series }: Piece<'growth'>): string {
  return series === 'workers' && isInspected !== true ? '; what keeps it there was not looked at' : ''
}

function describeSurvivors(survivors: Piece<'survivors'>, verdict: Verdict): string {
  const { alive, trend, oldestRound, lastRound, labels } = survivors
  const watched = formatCount(countTracked(verdict))
  if (alive === 0) return `alive after collection: none of ${watched} watched objects`
  const aliveLabels = labels.filter(label => label.alive > 0).sort((a, b) => b.alive - a.alive)
  const named =
    aliveLabels.length === 1
      ? aliveLabels.map(({ label }) => label)
      : aliveLabels.slice(0, 3).map(({ label, alive }) => `${formatCount(alive)} ${label}`)
  if (aliveLabels.length > 3) named.push(`${formatCount(aliveLabels.length - 3)} more kinds`)
  const count = `${formatCount(alive)} of ${watched} watched objects`
  const who = named.length > 0 ? ` (${named.join(', ')})` : ''
  return `alive after collection: ${count}${who}${describeAge(trend, oldestRound, lastRound)}`
}

function describeAge(trend: Piece<'survivors'>['trend'], oldest: number | null, last: number): string {
  if (trend === 'rising') return ', more with every round'
  if (trend === 'unclear') return ', a number that still changes'
  if (oldest === null) return ''
  if (oldest === last) return ', all from the last round'
  return `, the oldest from ${oldest < 0 ? 'the set-up' : `round ${oldest + 1} of ${last + 1}`}`
}

/**
 * The evidence that `run` prints below its verdict, strongest first: whatever points to the outcome, then the rest. What
 * the verdict itself, the heap table and the retaining path already say is left out.
 */
export function describeMainEvidence(verdict: Verdict): string[] {
  const { evidence, outcome } = verdict
  const main = findMainGrowth(verdict)
  const rank = (piece: Evidence) => (piece.pointsTo !== outcome ? 2 : piece === main ? 0 : 1)
  return [...evidence].sort((a, b) => rank(a) - rank(b)).flatMap(piece => describeMainPiece(piece, verdict))
}

function describeMainPiece(piece: Evidence, verdict: Verdict): string[] {
  const { outcome } = verdict
  switch (piece.kind) {
    case 'growth': {
      const isOneOf = outsideSeries.includes(piece.series)
      if (
        !isOneOf ||
        piece.trend !== 'flat' ||
        !isFlat(verdict, 'external') ||
        !isFlat(verdict, 'arrayBuffers') ||
        (piece.series === 'uncounted' && !isFlat(verdict, 'uncounted', negligibleRate))
      )
        return [describeGrowthBriefly(piece, verdict)]
      return piece.series === 'external'
        ? [
            `memory outside the JS heap${isFlat(verdict, 'uncounted', negligibleRate) ? ', counted by V8 or not' : ''}: no growth`,
          ]
        : []
    }
    case 'survivors':
      return describeSurvivorsBriefly(piece, verdict)
    case 'resource':
      return piece.trend === 'rising' || piece.trend === 'unclear' ? [describeResource(piece)] : []
    case 'exhaustion':
      return [
        `it ran out of memory at ${formatCount(piece.limitMb)} MB, after ${plural(piece.steps, 'iteration')}`,
      ]
    case 'recovery':
      return outcome === 'leaking' && describeFreed(piece).length === 0
        ? ["dropping the scenario's references freed nothing; other references remain"]
        : []
    case 'finalization':
    case 'retention':
      return []
  }
}

function describeGrowthBriefly(piece: Piece<'growth'>, verdict: Verdict): string {
  const { series, trend, low, high, steps } = piece
  const what = nameSeries(series, verdict)
  const over = `over ${plural(steps, 'iteration')}`
  switch (trend) {
    case 'rising':
      // Without noise both bounds are the same figure.
      if (formatStepBytes(low) === formatStepBytes(high))
        return `${what}: grows by ${formatPerIteration(high)} ${over}${sayIfNotInspected(piece)}`
      return `${what}: grows by ${formatStepBytes(low)} to ${formatPerIteration(high)} (99 % confidence interval)${sayIfNotInspected(piece)}`
    case 'flat':
      return `${what}: no growth ${over}${high >= 0.05 ? ` (at most ${formatPerIteration(high)})` : ''}`
    case 'leveled-off':
      return `${what}: rose at first, then stayed level, ${over}`
    case 'unclear':
      return `${what}: between ${formatStepBytes(low)} and ${formatPerIteration(high)}, which may be noise`
  }
}

/** The verdict of a plateau says how many are alive, and the verdict `collected` that none is. */
function describeSurvivorsBriefly(survivors: Piece<'survivors'>, verdict: Verdict): string[] {
  const { alive, trend, oldestRound, lastRound } = survivors
  const tracked = countTracked(verdict)
  const count = `${formatCount(alive)} of ${formatCount(tracked)} watched objects`
  if (alive === 0)
    return verdict.outcome === 'collected' ? [] : [`none of ${formatCount(tracked)} watched objects is alive`]
  if (trend === 'rising') return [`${count} are alive, more with every round`]
  if (trend === 'unclear') return [`${count} are alive, and the number still changes`]
  if (oldestRound === null) return [`${count} are alive`]
  if (oldestRound === lastRound) return ['all objects that are alive come from the last round']
  return [
    `the oldest object that is alive comes from ${oldestRound < 0 ? 'the set-up' : `round ${oldestRound + 1} of ${lastRound + 1}`}`,
  ]
}

/** What the release freed, bytes first; empty if it is not worth mentioning. */
function describeFreed({ recoveredBytes, recoveredObjects }: Piece<'recovery'>): string[] {
  return [
    ...(recoveredBytes >= reportableBytes ? [formatBytes(recoveredBytes)] : []),
    ...(recoveredObjects > 0 ? [describeObjects(recoveredObjects)] : []),
  ]
}

/** For a column: what the release freed, or `nothing`; empty if there was no release. */
export function describeFreedShort(verdict: Verdict): string {
  const recovery = findEvidence(verdict.evidence, 'recovery')
  return recovery === undefined ? '' : (describeFreed(recovery)[0] ?? 'nothing')
}

function describeRecovery(recovery: Piece<'recovery'>, outcome: Outcome): string[] {
  const parts = describeFreed(recovery)
  if (parts.length > 0) return [`dropping the scenario's references freed ${parts.join(' and ')}`]
  return outcome === 'leaking'
    ? ["dropping the scenario's references freed nothing; other references remain"]
    : []
}
