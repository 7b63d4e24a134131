// One stage of a series: how it rises, and how surely.
import type { Points, SeriesRule } from './series.ts'
import { median, type Slope, theilSen } from './statistics.ts'

/** A stage rises without a doubt when the lowerQuantileRate that its slope may be is at lowerQuantileRate this part of the most, */
const precisionRatio = 0.5
/** or when so many of its rounds add the same, give or take this part of it: what leaks beneath a table that leaps. */
const evenRounds = 0.6
const evenness = 0.2
/** What nearly all rounds of a stage add: all but this part of them. */
const fewRounds = 0.15

/** What one stage says of a series. */
export interface StageTrend extends Slope {
  /** Change of the level from the stage's beginning to its end, and that per step. */
  net: number
  rate: number
  /** What nearly all of its rounds add per step, at lowerQuantileRate. */
  lowerQuantileRate: number
  rising: boolean
  precise: boolean
  fromSteps: number
  toSteps: number
}

/** The stages that were measured, first to last; one of too few rounds says nothing. */
export function stagesOf(points: Points, rule: SeriesRule): StageTrend[] {
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
  const floor = negligibleRateOf(rule, points)
  const rising = slope.low > floor || (net > rule.jumpBytes && rate > floor && slope.low >= -floor)
  const rates = roundRates(points)
  const precise = slope.low >= slope.high * precisionRatio || isEven(rates, floor)
  const lowerQuantileRate = rates.sort((a, b) => a - b)[Math.floor(rates.length * fewRounds)]!
  return { ...slope, net, rate, lowerQuantileRate, rising, precise, fromSteps, toSteps }
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
export function negligibleRateOf(rule: SeriesRule, points: Points): number {
  const perRound = (points.steps.at(-1)! - points.steps[0]!) / (points.steps.length - 1)
  return Math.max(rule.negligibleRate, rule.negligibleRatePerRound / perRound)
}

/** Change of the level, each end as the median of three points: one wild reading moves neither. */
export function netOf({ values }: Points): number {
  if (values.length < 6) return values.at(-1)! - values[0]!
  return median(values.slice(-3)) - median(values.slice(0, 3))
}

/** The same change per step, between the places where those medians stand when the series rises evenly. */
function rateOf(points: Points): number {
  const { steps } = points
  const inset = steps.length < 6 ? 0 : 1
  return netOf(points) / (steps.at(-1 - inset)! - steps[inset]!)
}

/** The points from one index up to another. */
export function slice(points: Points, start: number, end: number): Points {
  return {
    ...points,
    steps: points.steps.slice(start, end),
    values: points.values.slice(start, end),
    stages: points.stages.slice(start, end),
  }
}
