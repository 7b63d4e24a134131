// Which series of readings is a trial judged by, and which change of each counts as noise?
import type { Reading } from '../model/event.ts'
import type { Recording } from '../model/recording.ts'
import { seriesValue } from '../model/series-value.ts'
import type { Series } from '../model/verdict.ts'
import { median, type Slope, theilSen } from './statistics.ts'

/** A series and its thresholds: in bytes, or in objects for the watched objects that are alive. */
export interface SeriesRule {
  series: Series
  /** 0 where it was not read. */
  value(reading: Reading): number
  /** A rate per iteration at or below this is no growth. */
  negligibleRate: number
  /** The same per round. It is the larger of the two in rounds of few iterations. */
  negligibleRatePerRound: number
  /** A series is level only if its rate per iteration is certainly below this, */
  detectableRate: number
  /** plus this times the square root of the milliseconds per iteration: slow iterations are few, so precision is lower. */
  detectableRatePerMs: number
  /** A change of the level up to this is no growth. */
  noiseBytes: number
  /** A rise by more than this over a stage counts even when it comes in jumps, as in a table that doubles. */
  jumpBytes: number
  /** In fewer iterations than this, jumps may be compiled code. */
  codeSteps: number
}

const kB = 1024
/**
 * Where functions are optimized as usual, in a trial in the calling process, compiled code of Node's own modules comes during so many iterations, up
 * and down (`bench:clean`, Node 22). It lies in the heap.
 */
const codeSteps = 20_000
/** Newest rounds from which the duration of an iteration is taken. */
const costRounds = 15

/** Memory outside the heap is noisier, because buffers come from pools. */
const outside = {
  negligibleRate: 0.5,
  negligibleRatePerRound: 12,
  detectableRate: 4,
  detectableRatePerMs: 28,
  noiseBytes: 16 * kB,
  jumpBytes: 256 * kB,
  codeSteps: 0,
}

/** Counts have no noise. */
const counts = {
  negligibleRate: 0.005,
  negligibleRatePerRound: 0.05,
  detectableRate: 0.01,
  detectableRatePerMs: 0,
  noiseBytes: 0,
  jumpBytes: 64,
  codeSteps: 0,
}

/**
 * The smallest leaks that must be found are 16 bytes per iteration, and 100 bytes in every tenth iteration. Rounds that
 * retain nothing change by 0 bytes in the median on every supported Node (`npm run bench:errors` shows both).
 * Code that is compiled meanwhile changes the heap by some kilobytes.
 */
export const seriesRules: readonly SeriesRule[] = [
  rule('heap', {
    negligibleRate: 0.5,
    negligibleRatePerRound: 12,
    detectableRate: 4,
    detectableRatePerMs: 28,
    noiseBytes: 2 * kB,
    jumpBytes: 48 * kB,
    codeSteps,
  }),
  rule('external', outside),
  rule('arrayBuffers', outside),
  rule('alive', counts),
  rule('workers', { ...outside, codeSteps }),
]

/**
 * Where an engine counts memory in blocks. JavaScriptCore frees the block of a weak reference, and others, only when all of it is free:
 * in the clean variants of the catalog, memory rises by up to 20 bytes per watched object before it levels off. The smallest leak of
 * the catalog takes 47.
 */
const inBlocks = {
  negligibleRate: 24,
  negligibleRatePerRound: 4 * kB,
  detectableRate: 32,
  detectableRatePerMs: 224,
  noiseBytes: 64 * kB,
  jumpBytes: 512 * kB,
}

/**
 * The series to judge by. The heaps of worker threads can be compared only while there are as many of them.
 * @param recording of which only the rounds and the engine are read
 */
export function rulesFor({ rounds, runtime }: Pick<Recording, 'rounds' | 'runtime'>): readonly SeriesRule[] {
  const missing = runtime?.missing ?? []
  const unread: Series[] = [
    ...(areWorkersComparable(rounds) ? [] : ['workers' as const]),
    ...(missing.includes('external-memory') ? ['external' as const, 'arrayBuffers' as const] : []),
  ]
  const rules = seriesRules.filter(({ series }) => !unread.includes(series))
  if (!missing.includes('exact-bytes')) return rules
  return rules.map(rule =>
    rule.series === 'heap' || rule.series === 'external' ? { ...rule, ...inBlocks } : rule,
  )
}

function areWorkersComparable(rounds: readonly Reading[]): boolean {
  const measured = rounds.filter(({ stage }) => stage > 0)
  const alive = measured[0]?.system?.workers?.alive
  return (
    alive !== undefined &&
    measured.every(
      ({ system }) => system?.workers?.alive === alive && typeof system.workers.heapUsed === 'number',
    )
  )
}

/** For counts of resources: they have no noise either. */
export const countRule: SeriesRule = rule('alive', counts)

function rule(series: Series, thresholds: Omit<SeriesRule, 'series' | 'value'>): SeriesRule {
  return { series, value: reading => seriesValue(series, reading) ?? 0, ...thresholds }
}

/** One series of a recording, point by point: iterations so far, value and stage. And the duration of one iteration. */
export interface Points {
  msPerStep: number
  steps: number[]
  values: number[]
  stages: number[]
}

/** The baseline is the first point, in stage 0. */
export function pointsOf(recording: Recording, rule: Pick<SeriesRule, 'value'>): Points {
  return pointsFrom(recording, rule.value)
}

export function pointsFrom(recording: Recording, value: (reading: Reading) => number): Points {
  const readings = recording.baseline === null ? recording.rounds : [recording.baseline, ...recording.rounds]
  const costs = recording.rounds.map(msPerStep)
  return {
    msPerStep: costs.length === 0 ? 0 : median(costs.slice(-costRounds)),
    steps: readings.map(reading => reading.totalSteps),
    values: readings.map(value),
    stages: readings.map(reading => reading.stage),
  }
}

/** Milliseconds that one iteration of a round took. */
export function msPerStep({ stepMs, steps }: Reading): number {
  return stepMs / Math.max(1, steps)
}

/** The points from one index up to another, which is not included. */
export function slicePoints(points: Points, start: number, end: number): Points {
  return {
    ...points,
    steps: points.steps.slice(start, end),
    values: points.values.slice(start, end),
    stages: points.stages.slice(start, end),
  }
}

/** The slope per iteration. */
export function slopeOf({ steps, values }: Points): Slope {
  return theilSen(steps, values)
}

/** The rate per iteration at or below which these points are level. It is larger for rounds of few iterations. */
export function negligibleRateOf(rule: SeriesRule, points: Points): number {
  return Math.max(rule.negligibleRate, rule.negligibleRatePerRound / stepsPerRound(points))
}

/** Iterations from one point to the next, on average. */
export function stepsPerRound({ steps }: Points): number {
  return (steps.at(-1)! - steps[0]!) / (steps.length - 1)
}

/** Change of the level. Each end is the median of three points, so that one outlier moves neither. */
export function netOf({ values }: Points): number {
  if (values.length < 6) return values.at(-1)! - values[0]!
  return median(values.slice(-3)) - median(values.slice(0, 3))
}
