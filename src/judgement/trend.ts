// Does a series grow without bound? A trial is lived in stages, each of which multiplies the number of steps.
// Memory that is really leaked grows by the same amount per step in every stage, however many steps a round has.
// Noise grows per round, warm-up grows once, a cache grows to its bound: none of them keeps its rate over
// stages of 10, 20, 50 thousand steps. This is the whole idea; the rest is care.
import type { Trend } from '../model/verdict.ts'
import type { Points, SeriesRule } from './series.ts'
import { negligibleRateOf, netOf, type StageTrend, slice, stagesOf } from './stages.ts'
import { theilSen } from './statistics.ts'
import { type Certainty, countSteadyStages, isCertain, isLikely, leastCertainty } from './steadiness.ts'

/** A flat stretch counts when it multiplies the steps before it by this: tables that double leap within it. */
const flatRatio = 2.2
/**
 * A table of weak things is as large as what came between two collections, so it leaps when rounds grow longer, and
 * stands still while they are alike. So many such stages in a row are no leak: a table that doubles as it fills would
 * have leapt in the midst of one of them.
 */
const stillStages = 3
/**
 * A table that doubles as it fills leaps ever more seldom, and stages tell little by themselves. Over so many of them
 * its level is in proportion to the steps, give or take the part to which a table that has just doubled is filled.
 */
const certainJumps = 5
const leastFilled = 0.4

export interface SeriesTrend {
  trend: Trend
  stages: StageTrend[]
}

/**
 * Judges one series.
 * @param certain what makes a leak certain; null when this is all that will be known: then a weaker ground is enough for
 *   an answer
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
  // A series that stands still in the newest rounds leaps, or has just come to its bound: another stage tells.
  if (certain !== null) return isCertain(stages, certain, pauses(points, rule) ? 1 : 0) ? 'rising' : 'unclear'
  if (isCertain(stages, leastCertainty, 0) || isLikely(stages)) return 'rising'
  // Nothing more will be known. A last stage whose interval reaches down to zero shows no growth, unless all of
  // the stages together do, in leaps; how much could hide in it is told as a caveat.
  const final = stages.at(-1)!
  const level = !final.rising && final.low <= floorOf(rule, final, points)
  return level && countSteadyStages(stages) === 0 && !jumpedThroughout(stages, rule) ? 'flat' : 'unclear'
}

/** Whether the newest two rounds added nothing. */
function pauses(points: Points, rule: SeriesRule): boolean {
  const newest = slice(points, -3, points.steps.length)
  return netOf(newest) <= negligibleRateOf(rule, newest) * (newest.steps.at(-1)! - newest.steps[0]!)
}

/** Whether the level rose by a leap or more in both of the newest stages. */
function jumpedThroughout(stages: StageTrend[], rule: SeriesRule): boolean {
  const newest = stages.slice(-2)
  return (
    newest.length === 2 &&
    newest.every(stage => stage.net > rule.jumpBytes && stage.rate > rule.detectableRate)
  )
}

function floorOf(rule: SeriesRule, stage: StageTrend, points: Points): number {
  const first = points.steps.indexOf(stage.fromSteps)
  return negligibleRateOf(rule, slice(points, first, points.steps.length))
}

/** Is there a stretch at the end, long against all that went before it, in which nothing grew? */
function isFlatAtEnd(points: Points, rule: SeriesRule): boolean {
  const end = points.steps.length
  const total = points.steps.at(-1)!
  const measured = points.stages.findIndex(stage => stage > 0)
  // The longest first: more points tell more finely.
  for (let start = Math.max(1, measured - 1); end - start >= 6; start++) {
    if (total < flatRatio * points.steps[start]!) return false
    if (isFlat(slice(points, start, end), rule)) return true
  }
  return false
}

/** Do the newest stages stand still, each but for the round in which rounds became longer? */
function growsByRoundSize(points: Points, rule: SeriesRule): boolean {
  const last = points.stages.at(-1)!
  if (last < stillStages) return false
  for (let stage = last; stage > last - stillStages; stage--) {
    const first = points.stages.indexOf(stage)
    const end = points.stages.lastIndexOf(stage) + 1
    if (first < 0 || end - first < 5 || !isFlat(slice(points, first, end), rule)) return false
  }
  return true
}

/** Has the level kept pace with the steps over so many stages, though it leaps, and not only where rounds grew longer? */
function jumpsWithSteps(points: Points, rule: SeriesRule, needed: number): boolean {
  const ends = stageEnds(points)
  // A last stage that was cut short may hold no leap.
  if (ends.length > 1 && points.steps[ends.at(-1)!]! < flatRatio * points.steps[ends.at(-2)!]!) ends.pop()
  const from = ends.at(-1 - needed)
  if (from === undefined) return false
  const newest = ends.slice(-needed)
  const levels = newest.map(end => (points.values[end]! - points.values[0]!) / points.steps[end]!)
  if (Math.min(...levels) < leastFilled * Math.max(...levels)) return false
  const leaps = newest.map((end, i) => {
    const start = i === 0 ? from : newest[i - 1]!
    const { values } = slice(points, start, end + 1)
    return values.slice(1).map((value, k) => value - values[k]! > rule.jumpBytes)
  })
  const midst = leaps.filter(([_, ...later]) => later.some(Boolean))
  return leaps.every(stage => stage.some(Boolean)) && midst.length * 2 >= needed
}

/** Index of the last point before the stages, and of each stage. */
function stageEnds({ stages }: Points): number[] {
  return stages.flatMap((stage, i) => (stage === stages[i + 1] ? [] : [i]))
}

function isFlat(points: Points, rule: SeriesRule): boolean {
  const { low, high } = theilSen(points.steps, points.values)
  const floor = negligibleRateOf(rule, points)
  const stretch = points.steps.at(-1)! - points.steps[0]!
  const ceiling = Math.max(
    rule.detectableRate + rule.detectableRatePerMs * Math.sqrt(points.msPerStep),
    floor,
  )
  return (
    low <= floor && high <= ceiling && netOf(points) <= Math.max(rule.noiseBytes, (ceiling / 2) * stretch)
  )
}

/** Whether a series that is level now stood lower when the measured rounds began. */
function hasGrown(points: Points, rule: SeriesRule): boolean {
  const measured = Math.max(0, points.stages.findIndex(stage => stage > 0) - 1)
  return points.values.at(-1)! - points.values[measured]! > Math.max(rule.noiseBytes, rule.jumpBytes)
}
