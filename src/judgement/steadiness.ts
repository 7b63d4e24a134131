// What several stages say together: is there one rate that they keep?
import type { StageTrend } from './stages.ts'

/** A rate that fell below this part of an earlier one is falling: then more must be seen. */
const steadiness = 0.5
/**
 * The same for what a stage grew by at least. Wild readings move it little, and the leaps of tables not at all:
 * under noise that fades it is steady long before the rate is.
 */
const lowSteadiness = 0.75
/** The same for what nearly all of its rounds add. */
const leastSteadiness = 0.85
/**
 * Steady rising stages that will do when there is no budget left for more, if they are steadier than chance has it: slow
 * steps are few, and code that warms up through all of them rises as well, ever more slowly.
 */
const leastStages = 3
const lastSteadiness = 0.8
/** The quickest of so many stages that are not precise rises at most this many times as fast as the slowest. */
const spread = 2
/** Where few stages are all there is, the newest of two rates is at least this part of the other. */
const warmSteadiness = 0.9
/** Of two precise stages the newer one rises so many times as fast, and has added so many bytes. */
const accelerationRatio = 1.5
const acceleratedBytes = 8 << 20
/** The least that ever makes a leak certain: a cache may have a bound that is far off. */
export const leastCertainty: Certainty = { stages: 4, preciseStages: 3 }

/**
 * Steady rising stages that make a leak certain, if they are precise or the least that each rises by is steady as well;
 * and those that do when each of them is precise. Rates alone are steady by chance, where code warms up slowly.
 */
export interface Certainty {
  stages: number
  preciseStages: number
}

function arePrecise(stages: StageTrend[], count: number): boolean {
  return stages.slice(-count).every(({ precise }) => precise)
}

/**
 * Whether the newest stages make a leak certain.
 * @param more stages that must rise besides
 */
export function isCertain(stages: StageTrend[], certain: Certainty, more: number): boolean {
  const steady = countSteadyStages(stages) - more
  if (steady >= certain.preciseStages && arePrecise(stages, certain.preciseStages) && isWarm(stages))
    return true
  if (countSteadyLeasts(stages) - more >= certain.stages) return true
  if (steady < certain.stages) return false
  return arePrecise(stages, certain.stages) || (countSteadyLows(stages) >= certain.stages && areEven(stages))
}

/** What the newest stages say when there are no more to come. */
export function isLikely(stages: StageTrend[]): boolean {
  const steady = Math.max(countSteadyRates(stages, lastSteadiness), countSteadyLows(stages))
  if (steady >= leastStages && areEven(stages)) return true
  return countSteadyLeasts(stages) >= leastStages || isAccelerating(stages)
}

/** Memory ends such a leak before there are more stages: what is kept keeps ever more itself. No warm-up is so large. */
function isAccelerating(stages: StageTrend[]): boolean {
  const [before, newest] = stages.slice(-2)
  if (before === undefined || newest === undefined || !before.precise || !newest.precise) return false
  return before.rising && newest.rate >= accelerationRatio * before.rate && newest.net >= acceleratedBytes
}

/** What gathers speed is no steady leak: code that V8 has come to optimise leaves more behind than before, for a while. */
function areEven(stages: StageTrend[]): boolean {
  const rates = stages.slice(-leastStages).map(({ rate }) => rate)
  return Math.max(...rates) <= spread * Math.min(...rates)
}

/** Few stages may all have warmed up, however precise: the newest rate is no less than the one before it, then. */
function isWarm(stages: StageTrend[]): boolean {
  return countSteadyRates(stages, warmSteadiness) >= 2 || countSteadyLows(stages) >= leastStages
}

/**
 * How many stages at the end rise, at one rate. Warm-up that fades adds less and less per step: where each stage
 * adds as many bytes as the one before, its rate falls to two fifths from stage to stage.
 */
export function countSteadyStages(stages: StageTrend[]): number {
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
  const leasts = newestRising(stages).map(({ lowerQuantileRate }) => lowerQuantileRate)
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
