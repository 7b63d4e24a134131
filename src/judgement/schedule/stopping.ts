// Do the readings so far decide the trial? And is the scenario warmed up?
import type { Reading } from '../../model/event.ts'
import type { Recording } from '../../model/recording.ts'
import type { Trend } from '../../model/verdict.ts'
import { newestRoundKeepsRate } from '../constant-rate.ts'
import { judgeResources } from '../resources.ts'
import { pointsOf, rulesFor } from '../series.ts'
import { median } from '../statistics.ts'
import { judgeTrend, minRounds, minStages } from '../trend.ts'
import { judgeUncounted } from '../uncounted.ts'
import { growthPerStep, measureTimes } from './costs.ts'

/**
 * While one more stage costs less than this, a leak must rise over one stage more: a cache may have a distant bound. Beyond
 * these costs few have.
 */
const cheapHeapGrowth = 32 << 20
const cheapNativeGrowth = 128 << 20
const cheapMs = 3000

/**
 * So many iterations show that nothing rises, where time allows. What is flat at their end then spans more than a hundred, so a leak that comes
 * once in a hundred iterations is in it.
 */
const fewestSteps = 200

/** Rounds of one size by which it is decided whether growth has stopped changing. */
const stableRounds = 5

/**
 * Whether a series certainly rises, or none of them can any more.
 * @param nextSteps iterations of the next stage
 */
export function isDecided(recording: Recording, nextSteps: number): boolean {
  const certain = minStages + (areCheap(nextSteps, recording.rounds) ? 1 : 0)
  const trends: Trend[] = rulesFor(recording).map(
    rule => judgeTrend(pointsOf(recording, rule), rule, certain).trend,
  )
  trends.push(...judgeResources(recording, certain).map(({ trend }) => trend))
  const uncounted = judgeUncounted(recording)
  if (uncounted !== undefined) trends.push(uncounted.trend)
  if (trends.includes('rising')) return true
  return !trends.includes('unclear') && recording.rounds.at(-1)!.totalSteps >= fewestSteps
}

function areCheap(steps: number, rounds: readonly Reading[]): boolean {
  const { heap, native } = growthPerStep(rounds)
  return (
    heap * steps <= cheapHeapGrowth &&
    native * steps <= cheapNativeGrowth &&
    measureTimes(rounds, steps).perStepMs * steps <= cheapMs
  )
}

/**
 * Whether a series certainly rises before its stage is complete: since the first stage, over one more than needed or as many where the rest of
 * the stage is not cheap, and in the newest round. The last stage is the costliest part of a trial.
 * @param stepsLeft iterations of the rest of the stage
 */
export function isCertainEarly(recording: Recording, stepsLeft: number): boolean {
  const { rounds } = recording
  const stage = rounds.at(-1)!.stage
  const isLong = stage > minStages || (stage === minStages && !areCheap(stepsLeft, rounds))
  if (!isLong || rounds.filter(round => round.stage === stage).length < minRounds) return false
  return rulesFor(recording).some(rule => {
    const points = pointsOf(recording, rule)
    return newestRoundKeepsRate(points) && judgeTrend(points, rule, stage).trend === 'rising'
  })
}

/** Whether every series would have an answer if no more rounds came. */
export function isAnswered(recording: Recording): boolean {
  return rulesFor(recording).every(
    rule => judgeTrend(pointsOf(recording, rule), rule, null).trend !== 'unclear',
  )
}

/**
 * Whether growth has stopped changing: rounds of one size add what the rounds before them added. Medians are compared,
 * because tables grow in jumps.
 */
export function isWarm(recording: Pick<Recording, 'rounds' | 'runtime'>, size: number): boolean {
  const { rounds } = recording
  const last = rounds.slice(-stableRounds - 1)
  if (last.length <= stableRounds || last.slice(1).some(round => round.steps !== size)) return false
  return rulesFor(recording).every(({ value, detectableRate, noiseBytes }) => {
    const deltas = last.slice(1).map((round, i) => value(round) - value(last[i]!))
    const earlier = median(deltas.slice(0, 3))
    const later = median(deltas.slice(-3))
    return Math.abs(later - earlier) <= Math.max(noiseBytes * 4, detectableRate * size, Math.abs(later) / 4)
  })
}
