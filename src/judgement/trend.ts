// Does a series grow without bound? A trial runs in stages, each of which multiplies the number of iterations.
// A leak grows by the same amount per iteration in every stage, however many iterations a round has. Noise grows
// per round, warm-up grows once, and a cache grows up to its bound: none of them keeps its rate from stage to stage.
import type { Trend } from '../model/verdict.ts'
import { type Certainty, countSteadyStages, isCertain, isLikely, minCertainty } from './certainty.ts'
import { type Points, type SeriesRule, slicePoints } from './series.ts'
import { negligibleRateOf, netOf, type StageTrend, stagesOf } from './stages.ts'
import { theilSen } from './statistics.ts'

/** A flat interval counts when it multiplies the iterations before it by this: a table that doubles is resized within it. */
const flatRatio = 2.2
/**
 * The tables of weak references are as large as what was allocated between two collections. They jump when rounds become
 * longer, and are level within a stage. So many level stages in a row show no leak: a table that doubles as it fills would
 * have jumped within one of them.
 */
const levelStages = 3
/**
 * A table that doubles as it fills jumps ever more rarely, so single stages say little. Over this many stages its size
 * is proportional to the iterations, within the part to which a table is filled that has just doubled.
 */
const certainJumps = 5
const minFilledPart = 0.4

/**
 * Allocators, arenas and tables grow in steps of megabytes, and use up the memory of a trial before there are enough stages. Then
 * the iterations at the end are divided into so many parts, each of which multiplies them by four, and the rates of the parts are
 * compared. A table that doubles has the same one in each; growth by a square root falls to a half from part to part, and a logarithm to a
 * quarter. No warm-up adds so many bytes in the last part.
 */
const bigStepParts = 2
const bigStepRatio = 4
const bigStepBytes = 16 << 20
const steadyBigRate = 0.6

export interface SeriesTrend {
  trend: Trend
  stages: StageTrend[]
}

/**
 * Judges one series.
 * @param certain what proves a leak; null at the end of a trial, when weaker evidence suffices for an answer
 */
export function judgeTrend(points: Points, rule: SeriesRule, certain: Certainty | null): SeriesTrend {
  const stages = stagesOf(points, rule)
  return { trend: decideTrend(points, stages, rule, certain), stages }
}

function decideTrend(
  points: Points,
  stages: StageTrend[],
  rule: SeriesRule,
  certain: Certainty | null,
): Trend {
  if (stages.length === 0) return 'unclear'
  if (isFlatAtEnd(points, rule)) return hasGrown(points, rule) ? 'leveled-off' : 'flat'
  if (growsByRoundSize(points, rule)) return 'leveled-off'
  if (jumpsWithSteps(points, rule, certain === null ? certainJumps : certainJumps + 1)) return 'rising'
  // A series that pauses in the newest rounds either jumps, or has just reached its bound: one more stage shows which.
  if (certain !== null) return isCertain(stages, certain, pauses(points, rule) ? 1 : 0) ? 'rising' : 'unclear'
  if (isCertain(stages, minCertainty, 0) || isLikely(stages)) return 'rising'
  if (growsInBigSteps(points, rule)) return 'rising'
  // No more stages will come. If the interval of the last stage reaches down to zero, it shows no growth, unless all
  // stages together do, in jumps. The caveat `noisy` says how large a leak could go unnoticed.
  const final = stages.at(-1)!
  const level = !final.rising && final.low <= negligibleRateFrom(final, rule, points)
  return level && countSteadyStages(stages) === 0 && !jumpedThroughout(stages, rule) ? 'flat' : 'unclear'
}

/** Whether the newest two rounds added nothing. */
function pauses(points: Points, rule: SeriesRule): boolean {
  const newest = slicePoints(points, -3, points.steps.length)
  return netOf(newest) <= negligibleRateOf(rule, newest) * (newest.steps.at(-1)! - newest.steps[0]!)
}

/** Whether the level rose by a jump or more in each of the two newest stages. */
function jumpedThroughout(stages: StageTrend[], rule: SeriesRule): boolean {
  const newest = stages.slice(-2)
  return (
    newest.length === 2 &&
    newest.every(stage => stage.net > rule.jumpBytes && stage.rate > rule.detectableRate)
  )
}

/** The negligible rate of the points from the beginning of a stage to the end of the series. */
function negligibleRateFrom(stage: StageTrend, rule: SeriesRule, points: Points): number {
  const first = points.steps.indexOf(stage.fromSteps)
  return negligibleRateOf(rule, slicePoints(points, first, points.steps.length))
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

/**
 * Whether the level stayed proportional to the iterations over so many stages, jumps in each of them, and in half of them
 * also after the round in which rounds became longer.
 */
function jumpsWithSteps(points: Points, rule: SeriesRule, needed: number): boolean {
  const ends = stageEnds(points)
  // A last stage that was cut short may contain no jump.
  if (ends.length > 1 && points.steps[ends.at(-1)!]! < flatRatio * points.steps[ends.at(-2)!]!) ends.pop()
  const from = ends.at(-1 - needed)
  if (from === undefined) return false
  const newest = ends.slice(-needed)
  const levels = newest.map(end => (points.values[end]! - points.values[0]!) / points.steps[end]!)
  if (Math.min(...levels) < minFilledPart * Math.max(...levels)) return false
  const jumps = newest.map((end, i) => {
    const start = i === 0 ? from : newest[i - 1]!
    const { values } = slicePoints(points, start, end + 1)
    return values.slice(1).map((value, k) => value - values[k]! > rule.jumpBytes)
  })
  const jumpsLater = jumps.filter(([_, ...later]) => later.some(Boolean))
  return jumps.every(stage => stage.some(Boolean)) && jumpsLater.length * 2 >= needed
}

/** Whether the level rose by many megabytes, at roughly one rate over most iterations, warm-up included. */
function growsInBigSteps({ steps, values }: Points, { series }: SeriesRule): boolean {
  if (series === 'alive') return false
  const total = steps.at(-1)!
  const edges = Array.from({ length: bigStepParts + 1 }, (_, part) =>
    steps.findLastIndex(step => step <= total / bigStepRatio ** part),
  )
  const parts = edges.slice(1).map((start, part) => {
    const end = edges[part]!
    return { net: values[end]! - values[start]!, steps: steps[end]! - steps[start]! }
  })
  if (parts.some(part => part.steps === 0) || parts[0]!.net < bigStepBytes) return false
  const rates = parts.map(part => part.net / part.steps)
  return Math.min(...rates) >= steadyBigRate * Math.max(...rates)
}

/** Index of the last point before the stages, and of the last point of each stage. */
function stageEnds({ stages }: Points): number[] {
  return stages.flatMap((stage, i) => (stage === stages[i + 1] ? [] : [i]))
}

/** Whether the points are level: the slope may be negligible, is certainly below the detectable rate, and the level has not moved. */
function isFlat(points: Points, rule: SeriesRule): boolean {
  const { low, high } = theilSen(points.steps, points.values)
  const negligible = negligibleRateOf(rule, points)
  const steps = points.steps.at(-1)! - points.steps[0]!
  const detectable = Math.max(
    rule.detectableRate + rule.detectableRatePerMs * Math.sqrt(points.msPerStep),
    negligible,
  )
  return (
    low <= negligible &&
    high <= detectable &&
    netOf(points) <= Math.max(rule.noiseBytes, (detectable / 2) * steps)
  )
}

/** Whether a series that is level now was lower when the measured rounds began. */
function hasGrown(points: Points, rule: SeriesRule): boolean {
  const measured = Math.max(0, points.stages.findIndex(stage => stage > 0) - 1)
  return points.values.at(-1)! - points.values[measured]! > Math.max(rule.noiseBytes, rule.jumpBytes)
}
