// Robust statistics over short series. All functions are pure; inputs are not changed.

/** The middle value; the mean of the two middle ones for an even count; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export interface Slope {
  /** Median of the slopes between all pairs of points. */
  slope: number
  /** Confidence interval of it. */
  low: number
  high: number
}

/** Two-sided 99 % quantile of the normal distribution. */
const z99 = 2.5758

/**
 * The Theil–Sen estimator with Sen's confidence interval at 99 %, from the distribution of Kendall's S
 * (P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1968).
 * It stays right while fewer than 29 % of the points are wild.
 * @param xs distinct, rising
 * @param ys as many as `xs`, two at least
 */
export function theilSen(xs: readonly number[], ys: readonly number[]): Slope {
  const count = xs.length
  const slopes = new Float64Array((count * (count - 1)) / 2)
  let next = 0
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) slopes[next++] = (ys[j]! - ys[i]!) / (xs[j]! - xs[i]!)
  }
  slopes.sort()
  // With few points no smaller interval than the whole range has 99 %: then the whole range it is.
  const spread = z99 * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)
  const lower = Math.max(0, Math.floor((slopes.length - spread) / 2))
  const upper = slopes.length - 1 - lower
  return { slope: median(Array.from(slopes)), low: slopes[lower]!, high: slopes[upper]! }
}
