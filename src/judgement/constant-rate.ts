// Does memory grow at a constant rate? Memory that grows with a power of the iterations has a rate that changes with them: growth by
// n^a has a rate of n^(a−1). The exponent a is 1 for a leak, 1/2 for a square root, 0 for a logarithm and for all that is bounded.
import { negligibleRateOf, type Points, type SeriesRule, slicePoints } from './series.ts'
import { median, theilSen } from './statistics.ts'

/** Growth with a larger exponent is a leak: the middle between a line and a square root. */
const leakExponent = 3 / 4
const squareRoot = 1 / 2
/**
 * Every stage, the newest rounds, and the growth as a whole have at least this part of the typical rate. A queue that is flushed
 * grows by less as a whole, and a cache that has just filled no longer grows in the newest rounds.
 */
const minPart = 1 / 2
const newestRounds = 3
/** So many rounds after rounds have become longer, what is bounded by their length has its size. */
const roundsToAdapt = 3
/** Each part of a series multiplies the iterations by this: a table that doubles does so twice, so its parts have the same rate. */
export const partRatio = 4
/** Fewer jumps may be the entries of a small cache. */
const fewestJumps = 6
/** Points are near a curve up to this part of a jump: half for stairs, and half as much for noise. */
const nearPart = 3 / 4
/**
 * Growth of so many bytes in the newest part uses up the memory of a trial, and no warm-up is so large. At the end of a trial, one
 * stage or part fewer is then enough.
 */
export const largeGrowth = 16 << 20

/**
 * Whether single rounds keep their rate from the beginning of a stage to the end. Nearly half of the rounds may jump.
 * @param isLast no more rounds will come. Then a line must be possible, and likelier than a square root, which must not be. Where the user
 *   fixed the rounds, it is enough that a line is possible and its rate known within a half: rounds of one size span too few iterations to tell exponents
 *   apart.
 */
export function roundsKeepRate(
  points: Points,
  rule: SeriesRule,
  fromStage: number,
  isLast: boolean,
): boolean {
  const from = points.stages.indexOf(fromStage) - 1
  if (from < 0) return false
  const { steps, values, stages } = slicePoints(points, from, points.steps.length)
  const rates = ratesBetween(steps, values)
  const typical = median(rates)
  const negligible = negligibleRateOf(rule, slicePoints(points, -newestRounds - 1, points.steps.length))
  if (typical <= negligible) return false
  const ofStages = [...new Set(stages.slice(1))].map(stage => rates.filter((_, i) => stages[i + 1] === stage))
  const medians = [...ofStages, rates.slice(-newestRounds)].map(median)
  const [whole] = ratesBetween([steps[0]!, steps.at(-1)!], [values[0]!, values.at(-1)!])
  if (Math.min(whole!, ...medians) < typical * minPart) return false
  const middles = rates.map((_, i) => Math.log((steps[i]! + steps[i + 1]!) / 2))
  const change = theilSen(
    middles,
    rates.map(rate => Math.log(Math.max(rate, negligible))),
  )
  const [exponent, low, high] = [change.slope + 1, change.low + 1, change.high + 1]
  if (low > leakExponent) return true
  if (!isLast || high < 1) return false
  if (exponent > leakExponent && low > squareRoot) return true
  return haveOneSize(steps) && theilSen(steps, values).low >= Math.max(typical * minPart, rule.detectableRate)
}

/** Whether the newest round, too, has at least half of the typical rate: what has just reached its bound has not. */
export function newestRoundKeepsRate({ steps, values }: Pick<Points, 'steps' | 'values'>): boolean {
  const rates = ratesBetween(steps, values)
  return rates.at(-1)! >= median(rates) * minPart
}

/**
 * Whether the rate is the same in each of so many parts at the end, for growth in jumps or by megabytes. Growth is in jumps when each
 * part grows faster than the typical round.
 */
export function partsKeepRate({ steps, values }: Points, rule: SeriesRule, parts: number): boolean {
  const edges = Array.from({ length: parts + 1 }, (_, part) =>
    indexOfNearest(steps, steps.at(-1)! / partRatio ** part),
  ).reverse()
  const rates = ratesBetween(
    edges.map(edge => steps[edge]!),
    edges.map(edge => values[edge]!),
  )
  const slowest = Math.min(...rates)
  if (slowest <= rule.negligibleRate) return false
  const single = ratesBetween(steps.slice(edges[0]), values.slice(edges[0]))
  const newest = values.slice(edges.at(-2))
  const hasJumped = newest.slice(1).some((value, i) => value - newest[i]! > rule.jumpBytes)
  const inJumps = hasJumped && median(single) < slowest && comesAnywhere({ steps, values }, edges.at(-2)!)
  if (!inJumps && newestGrowth({ steps, values }) < largeGrowth) return false
  return slowest >= Math.max(...rates) * partRatio ** ((leakExponent - 1) * (parts - 1))
}

/**
 * Whether what was added after a point came in rounds of any place in their stage. Tables of weak references and the like get as large as a round
 * within some rounds after rounds have become longer, and then stay.
 */
function comesAnywhere({ steps, values }: Pick<Points, 'steps' | 'values'>, from: number): boolean {
  const late = { growth: 0, steps: 0 }
  let ofOneSize = 0
  let longest = 0
  for (let at = 1; at < values.length; at++) {
    const size = steps[at]! - steps[at - 1]!
    ofOneSize = size > longest ? 1 : ofOneSize + 1
    longest = Math.max(longest, size)
    if (at <= from || ofOneSize <= roundsToAdapt) continue
    late.growth += values[at]! - values[at - 1]!
    late.steps += size
  }
  const [rate] = ratesBetween([steps[from]!, steps.at(-1)!], [values[from]!, values.at(-1)!])
  return late.growth >= rate! * late.steps * minPart
}

/**
 * Whether rare jumps come at even distances, at the end of a trial. Jumps that do are stairs beside a line, and lie within half of a jump of it; half
 * as much more is left for noise. So near, a line must be possible, a square root must not be, and a curve with the leak exponent must be farther away.
 */
export function jumpsKeepRate(points: Points, rule: SeriesRule): boolean {
  const first = points.stages.findIndex(stage => stage > 0) - 1
  if (first < 0) return false
  const { steps, values } = slicePoints(points, first, points.steps.length)
  const jumps = values
    .slice(1)
    .map((value, i) => value - values[i]!)
    .filter(rise => rise > rule.jumpBytes)
  // Where jumps are not rare, rounds tell more.
  if (jumps.length < fewestJumps || jumps.length >= (values.length - 1) / 2) return false
  const near = median(jumps) * nearPart
  const ofLine = distanceTo(steps, values, 1)
  if (ofLine > near || distanceTo(steps, values, squareRoot) <= near) return false
  return ofLine < distanceTo(steps, values, leakExponent)
}

/** The distance of values from the nearest curve c·nᵃ + d: the largest of all points. */
function distanceTo(steps: readonly number[], values: readonly number[], exponent: number): number {
  const powers = steps.map(step => step ** exponent)
  const distanceAt = (factor: number): number => {
    const rest = values.map((value, i) => value - factor * powers[i]!)
    return (Math.max(...rest) - Math.min(...rest)) / 2
  }
  // A convex function of the factor: the third that the larger end bounds does not have its minimum.
  const most = (Math.max(...values) - Math.min(...values)) / (powers.at(-1)! - powers[0]!)
  let [low, high] = [-2 * most, 2 * most]
  for (let i = 0; i < 60; i++) {
    const third = (high - low) / 3
    if (distanceAt(low + third) < distanceAt(high - third)) high -= third
    else low += third
  }
  return distanceAt((low + high) / 2)
}

/** How much the newest part added. */
export function newestGrowth({ steps, values }: Pick<Points, 'steps' | 'values'>): number {
  return values.at(-1)! - values[indexOfNearest(steps, steps.at(-1)! / partRatio)]!
}

/** Whether all rounds have the same number of iterations. A schedule of ours makes those of each stage longer. */
function haveOneSize(steps: readonly number[]): boolean {
  const size = steps[1]! - steps[0]!
  return steps.slice(1).every((step, i) => step - steps[i]! === size)
}

/** What is added per iteration between each two neighbors. */
export function ratesBetween(steps: readonly number[], values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => (value - values[i]!) / (steps[i + 1]! - steps[i]!))
}

/** The index of the number whose ratio to the wanted one is nearest to 1. */
function indexOfNearest(ascending: readonly number[], wanted: number): number {
  const after = Math.max(
    1,
    ascending.findIndex(value => value >= wanted),
  )
  return ascending[after]! / wanted <= wanted / ascending[after - 1]! ? after : after - 1
}
