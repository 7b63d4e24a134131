// Do several stages together show a leak? They do when they keep one rate per iteration.
import type { StageTrend } from './stages.ts'

/** Rates are steady while none is below this part of an earlier one. */
const steadyRate = 0.5
/**
 * The same for the lower bounds of the slopes. Outliers move these little, and resized tables not at all: under noise that
 * fades, the lower bound is steady long before the rate is.
 */
const steadyLow = 0.75
/** The same for the lower quantiles of the rounds' rates. */
const steadyLowerQuantile = 0.85
/**
 * Stages that suffice when no more will come, and how steady their rates must be then. Slow iterations are few, and code
 * that warms up through all of them also rises, but at a falling rate.
 */
const minFinalStages = 3
const steadyFinalRate = 0.8
/** The rates of consistent stages differ by this factor at most. */
const maxRateSpread = 2
/** After warm-up, the newer of two rates is at least this part of the older one. */
const steadyWarmRate = 0.9
/** Growth accelerates when, of two precise stages, the newer one rises this many times as fast and adds so many bytes. */
const accelerationRatio = 1.5
const acceleratedBytes = 8 << 20
/** The fewest stages that ever prove a leak, because a cache may have a distant bound. */
export const minCertainty: Certainty = { stages: 4, preciseStages: 3 }

/**
 * How many steady rising stages prove a leak. Rates alone can be steady by chance while code warms up slowly, so the
 * stages must also be precise, or the lower bounds of their slopes steady and their rates consistent.
 */
export interface Certainty {
  stages: number
  /** The number that suffices when each of them is precise. */
  preciseStages: number
}

/**
 * Whether the newest stages prove a leak.
 * @param more number of rising stages required in addition
 */
export function isCertain(stages: StageTrend[], certain: Certainty, more: number): boolean {
  const steady = countSteadyStages(stages) - more
  if (steady >= certain.preciseStages && arePrecise(stages, certain.preciseStages) && isWarm(stages))
    return true
  if (countSteadyLowerQuantiles(stages) - more >= certain.stages) return true
  if (steady < certain.stages) return false
  return (
    arePrecise(stages, certain.stages) || (countSteadyLows(stages) >= certain.stages && areConsistent(stages))
  )
}

/** Whether the newest stages suggest a leak. For the end of a trial, when no more stages will come. */
export function isLikely(stages: StageTrend[]): boolean {
  const steady = Math.max(countSteadyRates(stages, steadyFinalRate), countSteadyLows(stages))
  if (steady >= minFinalStages && areConsistent(stages)) return true
  return countSteadyLowerQuantiles(stages) >= minFinalStages || isAccelerating(stages)
}

function arePrecise(stages: StageTrend[], count: number): boolean {
  return stages.slice(-count).every(({ precise }) => precise)
}

/** Retained objects that retain ever more exhaust memory before there are more stages. No warm-up is so large. */
function isAccelerating(stages: StageTrend[]): boolean {
  const [before, newest] = stages.slice(-2)
  if (before === undefined || newest === undefined || !before.precise || !newest.precise) return false
  return before.rising && newest.rate >= accelerationRatio * before.rate && newest.net >= acceleratedBytes
}

/** A rate that accelerates is no steady leak: after V8 has optimized code, it retains more per iteration for a while. */
function areConsistent(stages: StageTrend[]): boolean {
  const rates = stages.slice(-minFinalStages).map(({ rate }) => rate)
  return Math.max(...rates) <= maxRateSpread * Math.min(...rates)
}

/** A few stages may all be warm-up, however precise they are. Then the newest rate is below the one before it. */
function isWarm(stages: StageTrend[]): boolean {
  return countSteadyRates(stages, steadyWarmRate) >= 2 || countSteadyLows(stages) >= minFinalStages
}

/**
 * How many stages at the end rise at one rate. Warm-up that fades adds less and less per iteration: where each stage adds
 * as many bytes as the one before, the rate falls to two fifths from stage to stage.
 */
export function countSteadyStages(stages: StageTrend[]): number {
  return Math.max(countSteadyRates(stages, steadyRate), countSteadyLows(stages))
}

function countSteadyRates(stages: StageTrend[], ratio: number): number {
  const rates = newestRising(stages).map(({ rate }) => rate)
  return countSteady(rates, ratio)
}

function countSteadyLows(stages: StageTrend[]): number {
  const lows = newestRising(stages).map(({ low }) => low)
  return countSteady(lows, steadyLow)
}

function countSteadyLowerQuantiles(stages: StageTrend[]): number {
  const rates = newestRising(stages).map(({ lowerQuantileRate }) => lowerQuantileRate)
  return countSteady(rates, steadyLowerQuantile)
}

function newestRising(stages: StageTrend[]): StageTrend[] {
  return stages.slice(stages.findLastIndex(stage => !stage.rising) + 1)
}

/** How many rates at the end are above zero and none below `ratio` times an earlier one. */
function countSteady(rates: number[], ratio: number): number {
  let count = 0
  let slowest = Number.POSITIVE_INFINITY
  for (const rate of rates.reverse()) {
    slowest = Math.min(slowest, rate)
    if (rate <= 0 || slowest < rate * ratio) break
    count++
  }
  return count
}
