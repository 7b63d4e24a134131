// How many bytes per iteration does one kind of memory grow by, over all measured rounds?
import type { Recording } from '../../model/recording.ts'
import type { Evidence, Trend } from '../../model/verdict.ts'
import { pointsOf, type SeriesRule, slicePoints, slopeOf } from '../series.ts'
import type { SeriesTrend } from '../trend.ts'
import type { UncountedTrend } from '../uncounted.ts'

type Growth = Extract<Evidence, { kind: 'growth' }>

const pointsTo: Record<Trend, Growth['pointsTo']> = {
  rising: 'leaking',
  // Whether the scenario holds it, the release says.
  'leveled-off': 'nothing',
  flat: 'collected',
  unclear: 'nothing',
}

/** @returns the evidence, or undefined when no round was measured */
export function findGrowth(
  recording: Recording,
  rule: SeriesRule,
  { trend }: SeriesTrend,
): Growth | undefined {
  const points = pointsOf(recording, rule)
  const first = points.stages.findIndex(stage => stage > 0)
  if (first < 0) return undefined
  // Growth begins at the reading before the first measured round.
  const from = Math.max(0, first - 1)
  const measured = slicePoints(points, from, points.steps.length)
  const { steps } = measured
  if (steps.length < 2) return undefined
  const { slope, low, high } = slopeOf(measured)
  return {
    kind: 'growth',
    pointsTo: pointsTo[trend],
    series: rule.series,
    trend,
    bytesPerStep: slope,
    low,
    high,
    rounds: steps.length - 1,
    steps: steps.at(-1)! - steps[0]!,
    ...(rule.series === 'workers' && recording.retention?.thread === 'worker' ? { isInspected: true } : {}),
  }
}

/** The same of the memory that no counter explains. Its rate is that of the newest stage. */
export function findUncountedGrowth(
  { rounds }: Recording,
  uncounted: UncountedTrend | undefined,
): Growth | undefined {
  if (uncounted === undefined) return undefined
  const measured = rounds.filter(({ stage }) => stage > 0)
  const { trend, slope } = uncounted
  return {
    kind: 'growth',
    pointsTo: pointsTo[trend],
    series: 'uncounted',
    trend,
    bytesPerStep: slope.slope,
    low: slope.low,
    high: slope.high,
    rounds: measured.length,
    steps: measured.reduce((sum, { steps }) => sum + steps, 0),
  }
}
