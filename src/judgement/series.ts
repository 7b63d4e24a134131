// The four series that a trial is judged by, and how coarse each may be told.
import type { Reading } from '../model/event.ts'
import type { Recording } from '../model/recording.ts'
import type { Series } from '../model/verdict.ts'
import { median } from './statistics.ts'

export interface SeriesRule {
  series: Series
  value(reading: Reading): number
  /** Growth per step at or below this is none: bytes, or objects. */
  negligibleRate: number
  /** The same per round, for rounds of few steps. */
  negligibleRatePerRound: number
  /** To be called level, growth above this must be ruled out, */
  detectableRate: number
  /** and this times the square root of a step's milliseconds more: slow steps are few, and told less finely. */
  detectableRatePerMs: number
  /** A change of the level up to this much is no growth. */
  noiseBytes: number
  /** A rise of this much over a stage counts even when it comes in leaps, as tables that double do. */
  jumpBytes: number
}

const kB = 1024
/** Newest rounds that the cost of a step is taken from. */
const costRounds = 15

/** Memory outside the heap: buffers come from pools. */
const outside = {
  negligibleRate: 0.5,
  negligibleRatePerRound: 12,
  detectableRate: 4,
  detectableRatePerMs: 28,
  noiseBytes: 16 * kB,
  jumpBytes: 256 * kB,
}

/**
 * The smallest leak that must be caught is 16 bytes a step, or 100 bytes in every tenth; clean rounds measure
 * 0 bytes in the median on every supported Node (`npm run bench:errors` shows both). Optimised code that comes and
 * goes moves the heap by some kilobytes.
 */
export const seriesRules: readonly SeriesRule[] = [
  rule('heap', reading => reading.heapUsed, {
    negligibleRate: 0.5,
    negligibleRatePerRound: 12,
    detectableRate: 4,
    detectableRatePerMs: 28,
    noiseBytes: 2 * kB,
    jumpBytes: 48 * kB,
  }),
  rule('external', reading => reading.external, outside),
  rule('arrayBuffers', reading => reading.arrayBuffers, outside),
  rule('alive', reading => reading.alive, {
    negligibleRate: 0.005,
    negligibleRatePerRound: 0.05,
    detectableRate: 0.01,
    detectableRatePerMs: 0,
    noiseBytes: 0,
    jumpBytes: 64,
  }),
]

function rule(
  series: Series,
  value: SeriesRule['value'],
  bounds: Omit<SeriesRule, 'series' | 'value'>,
): SeriesRule {
  return { series, value, ...bounds }
}

/** One series over a recording: cumulative steps, values, and the stage of each point; and what a step costs. */
export interface Points {
  msPerStep: number
  steps: number[]
  values: number[]
  stages: number[]
}

/** The baseline is the first point, in stage 0. */
export function pointsOf(recording: Recording, rule: SeriesRule): Points {
  const readings = recording.baseline === null ? recording.rounds : [recording.baseline, ...recording.rounds]
  const costs = recording.rounds.map(({ stepMs, steps }) => stepMs / Math.max(1, steps))
  return {
    msPerStep: costs.length === 0 ? 0 : median(costs.slice(-costRounds)),
    steps: readings.map(reading => reading.totalSteps),
    values: readings.map(rule.value),
    stages: readings.map(reading => reading.stage),
  }
}
