// Robust statistics over short series. All functions are pure and leave their inputs unchanged.

/** The middle value; for an even count, the mean of the two middle values; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Time and memory grow with the square of the number of points: of more, every second, third, … is taken. */
const maxPoints = 1500

export interface Slope {
  /** Median of the slopes between all pairs of points. */
  slope: number
  /** Bounds of its 99 % confidence interval. */
  low: number
  high: number
}

/** Two-sided 99 % quantile of the normal distribution. */
const z99 = 2.5758

/**
 * The Theil–Sen estimator with Sen's confidence interval at 99 %, from the distribution of Kendall's S
 * (P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1968).
 * Its breakdown point is 29 %: fewer outliers than that do not spoil the slope.
 * @param xs distinct and ascending
 * @param ys as many as `xs`, at least two
 */
export function theilSen(xs: readonly number[], ys: readonly number[]): Slope {
  if (xs.length > maxPoints) {
    const nth = Math.ceil(xs.length / maxPoints)
    const isKept = (_: number, index: number) => index % nth === 0
    return theilSen(xs.filter(isKept), ys.filter(isKept))
  }
  const count = xs.length
  const slopes = new Float64Array((count * (count - 1)) / 2)
  let next = 0
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) slopes[next++] = (ys[j]! - ys[i]!) / (xs[j]! - xs[i]!)
  }
  slopes.sort()
  // With few points, even the whole range of the slopes covers less than 99 %. The interval is the whole range then.
  const spread = z99 * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)
  const lower = Math.max(0, Math.floor((slopes.length - spread) / 2))
  const upper = slopes.length - 1 - lower
  return { slope: median(Array.from(slopes)), low: slopes[lower]!, high: slopes[upper]! }
}
