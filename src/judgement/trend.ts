// Does a series grow without bound? A trial runs in stages, each of which multiplies the number of iterations. A leak grows at the
// same rate per iteration in every stage. Noise grows per round, warm-up once or ever more slowly, and a cache up to its bound.
import type { Trend } from '../model/verdict.ts'
import { jumpsKeepRate, largeGrowth, newestGrowth, partsKeepRate, roundsKeepRate } from './constant-rate.ts'
import { negligibleRateOf, netOf, type Points, type SeriesRule, slicePoints, slopeOf } from './series.ts'
import type { Slope } from './statistics.ts'

/** A flat interval counts when it multiplies the iterations before it by this: a table that doubles is resized within it. */
const flatRatio = 2.2
/**
 * The tables of weak references are as large as what was allocated between two collections. They jump when rounds become
 * longer, and are level within a stage. So many level stages in a row show no leak: a table that doubles as it fills would
 * have jumped within one of them.
 */
const levelStages = 3
/** An iteration of so many milliseconds is slow: few of them run, and compiled code that comes meanwhile is a rate of its own. */
const slowMs = 5
/** Fewer rounds say nothing. */
export const minRounds = 3
/** A leak has a constant rate over so many stages or parts of a series, because a cache may have a distant bound. */
export const minStages = 3

export interface SeriesTrend {
  trend: Trend
  /** The rate of the last stage, with its interval. There is none before the first round. */
  newest: Slope | undefined
}

/**
 * Judges one series.
 * @param certain stages that must rise while the trial runs; null at its end, when no more can come
 */
export function judgeTrend(points: Points, rule: SeriesRule, certain: number | null): SeriesTrend {
  const newest = stageOf(points, points.stages.at(-1) ?? 0)
  return {
    trend: decideTrend(points, rule, certain),
    newest: newest.steps.length < 2 ? undefined : slopeOf(newest),
  }
}

function decideTrend(points: Points, rule: SeriesRule, certain: number | null): Trend {
  if (points.stages.filter(stage => stage > 0).length < minRounds) return 'unclear'
  // While the trial runs, a jump in the newest round may be the first of many, or an outlier: more rounds show it.
  const hasJustJumped = certain !== null && points.values.at(-1)! - points.values.at(-2)! > rule.jumpBytes
  if (!hasJustJumped && isFlatAtEnd(points, rule)) return hasGrown(points, rule) ? 'leveled-off' : 'flat'
  if (growsByRoundSize(points, rule)) return 'leveled-off'
  // Then jumps must keep their rate over one part more, and while the trial runs, the newest stage must certainly rise.
  const mayBeCode = points.steps.at(-1)! < rule.codeSteps
  const fewestParts = mayBeCode ? minStages + 1 : minStages
  if (certain !== null) {
    if (stagesKeepRate(points, rule, certain, false) && !(mayBeCode && isErratic(points, rule)))
      return 'rising'
    // A table that has just jumped may have reached its bound: one more stage shows it.
    const isLong = points.stages.at(-1)! > certain
    return isLong && partsKeepRate(points, rule, fewestParts) ? 'rising' : 'unclear'
  }
  // No more stages will come.
  if (stagesKeepRate(points, rule, minStages, true) || partsKeepRate(points, rule, fewestParts))
    return 'rising'
  if (newestGrowth(points) >= largeGrowth) {
    const fewer = minStages - 1
    if (stagesKeepRate(points, rule, fewer, true) || partsKeepRate(points, rule, fewer)) return 'rising'
  }
  if (jumpsKeepRate(points, rule)) return 'rising'
  return isLevelAtEnd(points, rule) ? 'flat' : 'unclear'
}

/** Whether the newest stage may as well not rise. */
function isErratic(points: Points, rule: SeriesRule): boolean {
  const newest = stageOf(points, points.stages.at(-1)!)
  return slopeOf(newest).low <= negligibleRateOf(rule, newest)
}

/**
 * Whether the interval of the last stage reaches down to zero, or where iterations are slow, ends below the rate that can be detected. Then it
 * shows no growth, unless it rose by a jump and never fell, or the stage before it rose by one too. The caveat `noisy` says how large a leak
 * could go unnoticed.
 */
function isLevelAtEnd(points: Points, rule: SeriesRule): boolean {
  const stage = points.stages.at(-1)!
  const last = stageOf(points, stage)
  if (last.steps.length <= minRounds) return false
  const { low, high } = slopeOf(last)
  const negligible = negligibleRateOf(rule, last)
  const isHidden = stage >= minStages && points.msPerStep >= slowMs && high <= detectableRateOf(rule, points)
  const hasJumped = netOf(last) > rule.jumpBytes
  const jumpedBefore = stage > 1 && netOf(stageOf(points, stage - 1)) > rule.jumpBytes
  return (low <= negligible || isHidden) && !(hasJumped && (low >= -negligible || jumpedBefore))
}

/** The points of a stage, from the last one before it. */
function stageOf(points: Points, stage: number): Points {
  const first = points.stages.indexOf(stage)
  return slicePoints(points, Math.max(0, first - 1), points.stages.lastIndexOf(stage) + 1)
}

/**
 * Whether rounds keep their rate over so many of the newest stages, or over more.
 * @param isLast weaker evidence is enough, if the newest two stages show it by themselves too
 */
function stagesKeepRate(points: Points, rule: SeriesRule, fewest: number, isLast: boolean): boolean {
  const last = points.stages.at(-1)!
  const first = Array.from(
    { length: Math.max(0, last - fewest + 1) },
    (_, before) => last - fewest + 1 - before,
  )
  if (first.some(stage => roundsKeepRate(points, rule, stage, false))) return true
  return (
    isLast &&
    roundsKeepRate(points, rule, last - 1, true) &&
    first.some(stage => roundsKeepRate(points, rule, stage, true))
  )
}

/** Whether there is an interval at the end, long compared with all before it, in which nothing grew. */
function isFlatAtEnd(points: Points, rule: SeriesRule): boolean {
  const end = points.steps.length
  const total = points.steps.at(-1)!
  const measured = points.stages.findIndex(stage => stage > 0)
  // The longest interval is tried first, because more points give a narrower confidence interval.
  for (let start = Math.max(1, measured - 1); end - start >= 6; start++) {
    if (total < flatRatio * points.steps[start]!) return false
    if (isFlat(slicePoints(points, start, end), rule)) return true
  }
  return false
}

/** Whether each of the newest stages is flat from its first round on, so that only longer rounds raise the level. */
function growsByRoundSize(points: Points, rule: SeriesRule): boolean {
  const last = points.stages.at(-1)!
  if (last < levelStages) return false
  for (let stage = last; stage > last - levelStages; stage--) {
    const first = points.stages.indexOf(stage)
    const end = points.stages.lastIndexOf(stage) + 1
    if (first < 0 || end - first < 5 || !isFlat(slicePoints(points, first, end), rule)) return false
  }
  return true
}

/** Whether the points are level: the slope may be negligible, is certainly below the detectable rate, and the level has not moved. */
function isFlat(points: Points, rule: SeriesRule): boolean {
  const { low, high } = slopeOf(points)
  const negligible = negligibleRateOf(rule, points)
  const steps = points.steps.at(-1)! - points.steps[0]!
  const detectable = Math.max(detectableRateOf(rule, points), negligible)
  return (
    low <= negligible &&
    high <= detectable &&
    netOf(points) <= Math.max(rule.noiseBytes, (detectable / 2) * steps)
  )
}

/** In slow iterations precision is lower, because they are few. */
function detectableRateOf(rule: SeriesRule, points: Points): number {
  return rule.detectableRate + rule.detectableRatePerMs * Math.sqrt(points.msPerStep)
}

/** Whether a series that is level now was lower when the measured rounds began. */
function hasGrown(points: Points, rule: SeriesRule): boolean {
  const measured = Math.max(0, points.stages.findIndex(stage => stage > 0) - 1)
  return points.values.at(-1)! - points.values[measured]! > Math.max(rule.noiseBytes, rule.jumpBytes)
}
