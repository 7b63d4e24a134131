// Does memory grow in proportion to the iterations? Growth of memory by n iterations is n to the power of some exponent: 1 for
// a leak, 1/2 for a square root, 0 for a logarithm, and for whatever is bounded.
import { negligibleRateOf, type Points, type SeriesRule, slicePoints } from './series.ts'
import { median, theilSen } from './statistics.ts'

/** Growth by a higher exponent than this is a leak: the middle between a line and a square root. */
const leakExponent = 0.75
/** A leak's rate falls by a smaller power of the iterations than this. */
const maxFall = 1 - leakExponent
const lastFall = 1 / 2
/** A queue that is flushed grows like a leak between two flushes, but then by less than this part of it. */
const minKeptPart = 1 / 2
/** The newest rounds, of which most must have grown too. */
const newestRounds = 3

/**
 * Growth in jumps is compared over parts, each of which multiplies the iterations by this: a table that doubles has doubled twice,
 * so that its rate is the same in each.
 */
const partRatio = 4
/** So many parts, together 64 times the iterations before them. */
const parts = 3

/**
 * Whether the rate of single rounds is certainly constant, from a point to the end. Rounds that jump may be nearly a half.
 * @param from index of the last point before these rounds
 */
export function roundsKeepRate(points: Points, rule: SeriesRule, from: number, isLast: boolean): boolean {
  const { steps, values } = slicePoints(points, from, points.steps.length)
  const rates = values.slice(1).map((value, i) => (value - values[i]!) / (steps[i + 1]! - steps[i]!))
  const newest = slicePoints(points, -newestRounds - 1, points.steps.length)
  const negligible = negligibleRateOf(rule, newest)
  const typical = median(rates)
  const whole = (values.at(-1)! - values[0]!) / (steps.at(-1)! - steps[0]!)
  if (typical <= negligible || median(rates.slice(-newestRounds)) <= negligible) return false
  if (whole < typical * minKeptPart) return false
  const middles = rates.map((_, i) => Math.log((steps[i]! + steps[i + 1]!) / 2))
  const logRates = rates.map(rate => Math.log(Math.max(rate, negligible)))
  const { slope, low } = theilSen(middles, logRates)
  return isLast ? slope > -maxFall && low > -lastFall : low > -maxFall
}

/** Whether the rate is the same in each of the last parts of all iterations, however it is spread within them. */
export function partsKeepRate({ steps, values }: Points, rule: SeriesRule, count = parts): boolean {
  const total = steps.at(-1)!
  const edges = Array.from({ length: count + 1 }, (_, part) =>
    steps.findLastIndex(step => step <= total / partRatio ** part),
  )
  const rates = edges.slice(1).map((start, part) => {
    const end = edges[part]!
    return (values[end]! - values[start]!) / (steps[end]! - steps[start]!)
  })
  const slowest = Math.min(...rates)
  const singles = steps.slice(edges[count]! + 1).map((step, i) => {
    const before = edges[count]! + i
    return (values[before + 1]! - values[before]!) / (step - steps[before]!)
  })
  if (median(singles) >= slowest) return false
  const added = values.at(-1)! - values[edges[1]!]!
  return (
    added > rule.jumpBytes &&
    slowest > rule.negligibleRate &&
    slowest >= Math.max(...rates) * partRatio ** (-maxFall * (count - 1))
  )
}
