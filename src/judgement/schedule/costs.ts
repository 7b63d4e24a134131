// What do the rounds of a trial cost: time for iterations and for settling, and growth of memory?
import type { Reading } from '../../model/event.ts'
import { seriesValue } from '../../model/series-value.ts'
import { msPerStep } from '../series.ts'
import { median, theilSen } from '../statistics.ts'

/** Newest rounds that growth is taken from. */
const growthRounds = 3
/** Newest rounds that times are taken from. */
const timeRounds = 5
/** Rounds by which it is decided whether iterations become slower. */
const slowdownRounds = 8

/** Growth of memory outside the heap between two readings, in bytes: what V8 counts or what it does not count, the larger. */
export function nativeSince(first: Reading, last: Reading): number {
  const uncounted = (reading: Reading) => seriesValue('uncounted', reading) ?? 0
  return Math.max(last.external - first.external, uncounted(last) - uncounted(first))
}

export interface GrowthRates {
  heap: number
  native: number
  alive: number
}

/** Growth per iteration in the newest rounds: bytes of the heap, bytes outside it, watched objects that are alive. */
export function growthPerStep(rounds: readonly Reading[]): GrowthRates {
  const recent = rounds.slice(-growthRounds - 1)
  const grown = (value: (reading: Reading) => number) =>
    recent.length < 2
      ? 0
      : median(recent.slice(1).map((round, i) => (value(round) - value(recent[i]!)) / round.steps))
  return {
    heap: grown(r => r.heapUsed),
    native: Math.max(
      grown(r => r.external),
      grown(r => r.arrayBuffers),
      grown(r => seriesValue('uncounted', r) ?? 0),
    ),
    alive: grown(r => r.alive),
  }
}

/**
 * The growth to expect: that of the newest rounds, or where it comes in rare jumps, that of most iterations. Bytes of the heap, bytes
 * outside it, open descriptors.
 */
export function expectedGrowthPerStep(rounds: readonly Reading[]): {
  heap: number
  native: number
  descriptors: number
} {
  const last = rounds.at(-1)!
  const from = rounds.findLast(({ totalSteps }) => totalSteps <= last.totalSteps / 4) ?? rounds[0]!
  const steps = Math.max(1, last.totalSteps - from.totalSteps)
  const { heap, native } = growthPerStep(rounds)
  return {
    heap: Math.max(heap, (last.heapUsed - from.heapUsed) / steps),
    native: Math.max(native, nativeSince(from, last) / steps),
    descriptors: ((last.system?.descriptors ?? 0) - (from.system?.descriptors ?? 0)) / steps,
  }
}

/** By how many milliseconds each iteration takes longer than the one before it; 0 where that is not certain. */
export function slowdownPerStep(rounds: readonly Reading[]): number {
  const newest = rounds.slice(-slowdownRounds)
  if (newest.length < slowdownRounds) return 0
  const { slope, low } = theilSen(
    newest.map(({ totalSteps }) => totalSteps),
    newest.map(msPerStep),
  )
  return low > 0 ? slope : 0
}

/**
 * Milliseconds of one iteration and, in addition, of one round.
 * @param ahead how many iterations will follow. If they have certainly been slowing down, the time is that in the middle of those.
 */
export function measureTimes(
  rounds: readonly Reading[],
  ahead: number,
): { perStepMs: number; perRoundMs: number } {
  const recent = rounds.slice(-timeRounds)
  return {
    perStepMs: median(recent.map(msPerStep)) + slowdownPerStep(rounds) * (ahead / 2),
    perRoundMs: median(recent.map(({ settleMs }) => settleMs)),
  }
}

/** How long `count` more rounds of `steps` iterations will take, in milliseconds. */
export function expectedMs(rounds: readonly Reading[], steps: number, count = 1): number {
  const { perStepMs, perRoundMs } = measureTimes(rounds, steps * count)
  return (perStepMs * steps + perRoundMs) * count
}

/** How long the rounds took, in milliseconds. */
export function spentMs(rounds: readonly Reading[]): number {
  return rounds.reduce((sum, round) => sum + round.stepMs + round.settleMs, 0)
}

/** The shortest time of one iteration in the newest rounds: on a busy machine any round may have been interrupted. */
export function fastestStepMs(rounds: readonly Reading[]): number {
  return Math.min(...rounds.slice(-growthRounds).map(msPerStep))
}
