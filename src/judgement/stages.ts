// What does one stage say of a series: does it rise, at which rate, and how precisely is the rate known?
import { type Points, type SeriesRule, slicePoints } from './series.ts'
import { median, type Slope, theilSen } from './statistics.ts'

/** A stage is precise when the lower bound of its slope is at least this part of the upper bound, */
const precisionRatio = 0.5
/**
 * or when this part of its rounds have the same rate, up to this relative deviation. The second is a leak beside a table
 * that is resized in the other rounds.
 */
const consistentPart = 0.6
const consistentDeviation = 0.2
/** The quantile of the rounds' rates that is their lower quantile: all but this part of the rounds add more. */
const lowerQuantile = 0.15

/** One stage of a series. Rates are per iteration. */
export interface StageTrend extends Slope {
  /** Change of the level from the beginning of the stage to its end, in bytes or objects. */
  net: number
  /** The same per iteration. */
  rate: number
  lowerQuantileRate: number
  rising: boolean
  precise: boolean
  fromSteps: number
  toSteps: number
}

/** The measured stages, first to last, without those of fewer than three rounds. */
export function stagesOf(points: Points, rule: SeriesRule): StageTrend[] {
  const found: StageTrend[] = []
  const lastStage = points.stages.at(-1) ?? 0
  for (let stage = 1; stage <= lastStage; stage++) {
    const first = points.stages.indexOf(stage)
    const end = points.stages.lastIndexOf(stage)
    // A stage begins at the last point before it.
    if (first < 1 || end - first < 2) continue
    found.push(stageTrend(slicePoints(points, first - 1, end + 1), rule))
  }
  return found
}

function stageTrend(points: Points, rule: SeriesRule): StageTrend {
  const slope = theilSen(points.steps, points.values)
  const net = netOf(points)
  const fromSteps = points.steps[0]!
  const toSteps = points.steps.at(-1)!
  const rate = rateOf(points)
  const negligible = negligibleRateOf(rule, points)
  const rising =
    slope.low > negligible || (net > rule.jumpBytes && rate > negligible && slope.low >= -negligible)
  const rates = roundRates(points)
  const precise = slope.low >= slope.high * precisionRatio || areConsistent(rates, negligible)
  const lowerQuantileRate = rates.sort((a, b) => a - b)[Math.floor(rates.length * lowerQuantile)]!
  return { ...slope, net, rate, lowerQuantileRate, rising, precise, fromSteps, toSteps }
}

function roundRates({ steps, values }: Points): number[] {
  return values.slice(1).map((value, i) => (value - values[i]!) / (steps[i + 1]! - steps[i]!))
}

/** Whether most rounds of a stage rise at one rate. The other rounds do not matter. */
function areConsistent(rates: number[], negligible: number): boolean {
  const typical = median(rates)
  const consistent = rates.filter(rate => Math.abs(rate - typical) <= typical * consistentDeviation)
  return typical > negligible && consistent.length >= rates.length * consistentPart
}

/** The rate per iteration at or below which these points are level. It is larger for rounds of few iterations. */
export function negligibleRateOf(rule: SeriesRule, points: Points): number {
  const perRound = (points.steps.at(-1)! - points.steps[0]!) / (points.steps.length - 1)
  return Math.max(rule.negligibleRate, rule.negligibleRatePerRound / perRound)
}

/** Change of the level. Each end is the median of three points, so that one outlier moves neither. */
export function netOf({ values }: Points): number {
  if (values.length < 6) return values.at(-1)! - values[0]!
  return median(values.slice(-3)) - median(values.slice(0, 3))
}

/** The same per iteration. Each median of three is taken at the middle of its three points. */
function rateOf(points: Points): number {
  const { steps } = points
  const inset = steps.length < 6 ? 0 : 1
  return netOf(points) / (steps.at(-1 - inset)! - steps[inset]!)
}
