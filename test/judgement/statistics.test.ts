// The statistics, with samples whose results are known.
import { describe, expect, it } from 'vitest'
import { median, theilSen } from '../../src/judgement/statistics.ts'

describe('median', () => {
  it('is the middle value, or the mean of the two middle ones', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([7])).toBe(7)
  })

  it('is NaN for no values, and does not change its input', () => {
    const values = [3, 1, 2]
    expect(median([])).toBeNaN()
    median(values)
    expect(values).toEqual([3, 1, 2])
  })
})

describe('theilSen', () => {
  it('finds the slope of a line exactly', () => {
    expect(theilSen([0, 10, 20, 30], [5, 165, 325, 485])).toEqual({ slope: 16, low: 16, high: 16 })
  })

  it('is the median over all pairs, computed by hand', () => {
    // Pairs: 1, 3, 2, 5, 2.5, 0.
    expect(theilSen([0, 1, 2, 3], [0, 1, 6, 6]).slope).toBe(2.25)
  })

  it('is right for a falling sample, computed by hand', () => {
    // Ten pairs, sorted: -.15 -.13 -.08 -.07 -.0575 | -.055 -.045 -.0333 .01 .04; the middle of the two in the middle.
    const { slope } = theilSen([1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03])
    expect(slope).toBeCloseTo(-0.05625, 10)
  })

  it('takes no more memory for a hundred thousand points than for some thousands', () => {
    const xs = Array.from({ length: 100_000 }, (_, i) => i)
    expect(
      theilSen(
        xs,
        xs.map(x => 16 * x),
      ).slope,
    ).toBe(16)
  })

  it('is not moved by outliers, a quarter of the values', () => {
    const xs = Array.from({ length: 20 }, (_, i) => i)
    const ys = xs.map(x => (x % 4 === 1 ? 1e6 * (x % 8 === 1 ? 1 : -1) : 16 * x))
    expect(theilSen(xs, ys).slope).toBeCloseTo(16, 6)
  })

  it('has an interval that contains the slope and narrows with more points', () => {
    const make = (count: number) => {
      const xs = Array.from({ length: count }, (_, i) => i)
      return theilSen(
        xs,
        xs.map(x => 16 * x + ((x * 7919) % 13) * 10),
      )
    }
    const few = make(8)
    const many = make(40)
    expect(few.low).toBeLessThan(16)
    expect(few.high).toBeGreaterThan(16)
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 2)
  })
})
