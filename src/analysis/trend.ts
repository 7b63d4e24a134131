// Does a series grow without bound? A trial is lived in stages, each of which multiplies the number of steps.
// Memory that is really leaked grows by the same amount per step in every stage, however many steps a round has.
// Noise grows per round, warm-up grows once, a cache grows to its bound: none of them keeps its rate over
// stages of 10, 20, 50 thousand steps. This is the whole idea; the rest of this file is care.
import type { Trend } from '../model/verdict.ts'
import type { Points, SeriesRule } from './series.ts'
import { median, type Slope, theilSen } from './statistics.ts'

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
const certainLeaps = 5
const leastFilled = 0.4
/** A rate that fell below this part of an earlier one is falling: then more must be seen. */
const steadiness = 0.5
/**
 * The same for what a stage grew by at least. Wild readings move it little, and the leaps of tables not at all:
 * under noise that fades it is steady long before the rate is.
 */
const lowSteadiness = 0.75
/** What nearly all rounds of a stage add, all but this part of them; and how steady it is from stage to stage. */
const fewRounds = 0.15
const leastSteadiness = 0.85
/** A stage rises without a doubt when the least that its slope may be is at least this part of the most, */
const sharpness = 0.5
/** or when so many of its rounds add the same, give or take this part of it: what leaks beneath a table that leaps. */
const evenRounds = 0.6
const evenness = 0.2
/**
 * Steady rising stages that will do when there is no budget left for more, if they are steadier than chance has it: slow
 * steps are few, and code that warms up through all of them rises as well, ever more slowly.
 */
const leastStages = 3
const lastSteadiness = 0.8
/** The quickest of so many stages that are not sharp rises at most this many times as fast as the slowest. */
const spread = 2
/** Where few stages are all there is, the newest of two rates is at least this part of the other. */
const warmSteadiness = 0.9
/** The least that ever makes a leak certain. */
const leastCertainty: Certainty = { stages: 4, sharpStages: 3 }

interface StageTrend extends Slope {
  /** Change of the level from the stage's beginning to its end, and that per step. */
  net: number
  rate: number
  /** What nearly all of its rounds add per step, at least. */
  least: number
  rising: boolean
  sharp: boolean
  flat: boolean
  fromSteps: number
  toSteps: number
}

/**
 * Steady rising stages that make a leak certain, if they are sharp or the least that each rises by is steady as well;
 * and those that do when each of them is sharp. Rates alone are steady by chance, where code warms up slowly.
 */
export interface Certainty {
  stages: number
  sharpStages: number
}

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
  if (isFlatAtEnd(points, rule)) return hasGrown(points, rule) ? 'settled' : 'flat'
  if (growsByRoundSize(points, rule)) return 'settled'
  if (leapsWithSteps(points, rule, certain === null ? certainLeaps : certainLeaps + 1)) return 'rising'
  // A series that stands still in the newest rounds leaps, or has just come to its bound: another stage tells.
  if (certain !== null) return isCertain(stages, certain, pauses(points, rule) ? 1 : 0) ? 'rising' : 'unclear'
  if (isCertain(stages, leastCertainty, 0) || isLikely(stages)) return 'rising'
  // Nothing more will be known. A last stage whose interval reaches down to zero shows no growth, unless all of
  // the stages together do, in leaps; how much could hide in it is told as a caveat.
  const final = stages.at(-1)!
  const level = !final.rising && final.low <= floorOf(rule, final, points)
  return level && countSteadyStages(stages) === 0 && !leaptThroughout(stages, rule) ? 'flat' : 'unclear'
}

function areSharp(stages: StageTrend[], count: number): boolean {
  return stages.slice(-count).every(({ sharp }) => sharp)
}

/** @param more stages that must rise besides */
function isCertain(stages: StageTrend[], certain: Certainty, more: number): boolean {
  const steady = countSteadyStages(stages) - more
  if (steady >= certain.sharpStages && areSharp(stages, certain.sharpStages) && isWarm(stages)) return true
  if (countSteadyLeasts(stages) - more >= certain.stages) return true
  if (steady < certain.stages) return false
  return areSharp(stages, certain.stages) || (countSteadyLows(stages) >= certain.stages && areEven(stages))
}

/** What the newest stages say when there are no more to come. */
function isLikely(stages: StageTrend[]): boolean {
  const steady = Math.max(countSteadyRates(stages, lastSteadiness), countSteadyLows(stages))
  return (steady >= leastStages && areEven(stages)) || countSteadyLeasts(stages) >= leastStages
}

/** What gathers speed is no steady leak: code that V8 has come to optimise leaves more behind than before, for a while. */
function areEven(stages: StageTrend[]): boolean {
  const rates = stages.slice(-leastStages).map(({ rate }) => rate)
  return Math.max(...rates) <= spread * Math.min(...rates)
}

/** Few stages may all have warmed up, however sharp: the newest rate is no less than the one before it, then. */
function isWarm(stages: StageTrend[]): boolean {
  return countSteadyRates(stages, warmSteadiness) >= 2 || countSteadyLows(stages) >= leastStages
}

/** Whether the newest two rounds added nothing. */
function pauses(points: Points, rule: SeriesRule): boolean {
  const newest = slice(points, -3, points.steps.length)
  return netOf(newest) <= perStepFloor(rule, newest) * (newest.steps.at(-1)! - newest.steps[0]!)
}

/** Whether the level rose by a leap or more in both of the newest stages. */
function leaptThroughout(stages: StageTrend[], rule: SeriesRule): boolean {
  const newest = stages.slice(-2)
  return newest.length === 2 && newest.every(stage => stage.net > rule.leap && stage.rate > rule.ceiling)
}

/**
 * How many stages at the end rise, at one rate. Warm-up that fades adds less and less per step: where each stage
 * adds as many bytes as the one before, its rate falls to two fifths from stage to stage.
 */
function countSteadyStages(stages: StageTrend[]): number {
  return Math.max(countSteadyRates(stages, steadiness), countSteadyLows(stages))
}

function countSteadyRates(stages: StageTrend[], part: number): number {
  const rates = newestRising(stages).map(({ rate }) => rate)
  return countSteady(rates, part)
}

function countSteadyLows(stages: StageTrend[]): number {
  const lows = newestRising(stages).map(({ low }) => low)
  return countSteady(lows, lowSteadiness)
}

function countSteadyLeasts(stages: StageTrend[]): number {
  const leasts = newestRising(stages).map(({ least }) => least)
  return countSteady(leasts, leastSteadiness)
}

function newestRising(stages: StageTrend[]): StageTrend[] {
  return stages.slice(stages.findLastIndex(stage => !stage.rising) + 1)
}

/** How many rates at the end are above zero, none of them less than this part of an earlier one. */
function countSteady(rates: number[], part: number): number {
  let count = 0
  let slowest = Number.POSITIVE_INFINITY
  for (const rate of rates.reverse()) {
    slowest = Math.min(slowest, rate)
    if (rate <= 0 || slowest < rate * part) break
    count++
  }
  return count
}

function stagesOf(points: Points, rule: SeriesRule): StageTrend[] {
  const found: StageTrend[] = []
  const lastStage = points.stages.at(-1) ?? 0
  for (let stage = 1; stage <= lastStage; stage++) {
    const first = points.stages.indexOf(stage)
    const end = points.stages.lastIndexOf(stage)
    // The point before a stage is where it starts from.
    if (first < 1 || end - first < 2) continue
    found.push(stageTrend(slice(points, first - 1, end + 1), rule))
  }
  return found
}

function stageTrend(points: Points, rule: SeriesRule): StageTrend {
  const slope = theilSen(points.steps, points.values)
  const net = netOf(points)
  const fromSteps = points.steps[0]!
  const toSteps = points.steps.at(-1)!
  const rate = rateOf(points)
  const floor = perStepFloor(rule, points)
  const rising = slope.low > floor || (net > rule.leap && rate > floor && slope.low >= -floor)
  const rates = roundRates(points)
  const sharp = slope.low >= slope.high * sharpness || isEven(rates, floor)
  const least = rates.sort((a, b) => a - b)[Math.floor(rates.length * fewRounds)]!
  return { ...slope, net, rate, least, rising, sharp, flat: isFlat(points, rule), fromSteps, toSteps }
}

function roundRates({ steps, values }: Points): number[] {
  return values.slice(1).map((value, i) => (value - values[i]!) / (steps[i + 1]! - steps[i]!))
}

/** Do most rounds of a stage rise at one rate, whatever the others do? */
function isEven(rates: number[], floor: number): boolean {
  const pace = median(rates)
  const even = rates.filter(rate => Math.abs(rate - pace) <= pace * evenness)
  return pace > floor && even.length >= rates.length * evenRounds
}

/** The rate at or below which a stretch of points is level. Rounds of few steps cannot tell as finely. */
function perStepFloor(rule: SeriesRule, points: Points): number {
  const perRound = (points.steps.at(-1)! - points.steps[0]!) / (points.steps.length - 1)
  return Math.max(rule.floor, rule.floorPerRound / perRound)
}

function floorOf(rule: SeriesRule, stage: StageTrend, points: Points): number {
  const first = points.steps.indexOf(stage.fromSteps)
  return perStepFloor(rule, slice(points, first, points.steps.length))
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
function leapsWithSteps(points: Points, rule: SeriesRule, needed: number): boolean {
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
    return values.slice(1).map((value, k) => value - values[k]! > rule.leap)
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
  const floor = perStepFloor(rule, points)
  const stretch = points.steps.at(-1)! - points.steps[0]!
  const ceiling = Math.max(rule.ceiling + rule.ceilingPerMs * Math.sqrt(points.msPerStep), floor)
  return low <= floor && high <= ceiling && netOf(points) <= Math.max(rule.wobble, (ceiling / 2) * stretch)
}

/** Change of the level, each end as the median of three points: one wild reading moves neither. */
function netOf({ values }: Points): number {
  if (values.length < 6) return values.at(-1)! - values[0]!
  return median(values.slice(-3)) - median(values.slice(0, 3))
}

/** The same change per step, between the places where those medians stand when the series rises evenly. */
function rateOf(points: Points): number {
  const { steps } = points
  const inset = steps.length < 6 ? 0 : 1
  return netOf(points) / (steps.at(-1 - inset)! - steps[inset]!)
}

/** Whether a series that is level now stood lower when the measured rounds began. */
function hasGrown(points: Points, rule: SeriesRule): boolean {
  const measured = Math.max(0, points.stages.findIndex(stage => stage > 0) - 1)
  return points.values.at(-1)! - points.values[measured]! > Math.max(rule.wobble, rule.leap)
}

function slice(points: Points, start: number, end: number): Points {
  return {
    ...points,
    steps: points.steps.slice(start, end),
    values: points.values.slice(start, end),
    stages: points.stages.slice(start, end),
  }
}
