// Does memory grow that no counter of the engine explains? It is known for whole pages only, and what malloc has once got for the garbage
// of a round it keeps. So it rises when rounds become longer, and such a rise says nothing. Within a stage all rounds have one size: what
// still rises after the first of them is kept.
import type { Recording } from '../model/recording.ts'
import { seriesValue } from '../model/series-value.ts'
import type { Trend } from '../model/verdict.ts'
import { type Points, pointsFrom, slicePoints } from './series.ts'
import { type Slope, theilSen } from './statistics.ts'

/** A rate per iteration up to this is no growth, and no growth either is so much in a round. In bytes. */
const negligibleRate = 256
const negligibleRoundBytes = 64 << 10
/** Growth below this rate is not worth a caveat. In bytes per iteration. */
const reportableRate = 512
/** So many stages prove a leak if none rises at less than this part of an earlier rate, and if together they added so much. */
const certainStages = 3
const steadyRate = 0.5
const certainBytes = 4 << 20

export interface UncountedTrend {
  trend: Trend
  /** Of the newest stage, in bytes per iteration. */
  slope: Slope
}

interface Stage extends Slope {
  rising: boolean
  /** Bytes that the rounds after the first have added. */
  net: number
}

/** Whether it was read in every round. */
export function isUncountedKnown({ rounds }: Pick<Recording, 'rounds'>): boolean {
  return rounds.length > 0 && rounds.every(reading => seriesValue('uncounted', reading) !== undefined)
}

/** @returns undefined where it was not read, or no stage has enough rounds */
export function judgeUncounted(recording: Recording): UncountedTrend | undefined {
  if (!isUncountedKnown(recording)) return undefined
  const stages = stagesAfterFirstRound(
    pointsFrom(recording, reading => seriesValue('uncounted', reading) ?? 0),
  )
  const newest = stages.at(-1)
  if (newest === undefined) return undefined
  if (isCertain(stages)) return { trend: 'rising', slope: newest }
  const mayRise = newest.low > negligibleRate && newest.slope >= reportableRate
  return { trend: mayRise ? 'unclear' : 'flat', slope: newest }
}

function isCertain(stages: readonly Stage[]): boolean {
  const last = stages.slice(-certainStages)
  if (last.length < certainStages || last.some(({ rising }) => !rising)) return false
  // Lower bounds are compared: what compilers take at times makes a slope steeper, but not its lower bound.
  const isSteady = last.every((stage, i) =>
    last.slice(0, i).every(earlier => stage.low >= steadyRate * earlier.low),
  )
  return isSteady && last.reduce((sum, { net }) => sum + net, 0) >= certainBytes
}

function stagesAfterFirstRound(points: Points): Stage[] {
  const stages: Stage[] = []
  for (let stage = 1; stage <= (points.stages.at(-1) ?? 0); stage++) {
    const first = points.stages.indexOf(stage)
    const end = points.stages.lastIndexOf(stage) + 1
    if (first < 0 || end - first < 4) continue
    const { steps, values } = slicePoints(points, first, end)
    const slope = theilSen(steps, values)
    const perRound = (steps.at(-1)! - steps[0]!) / (steps.length - 1)
    const rising = slope.low > Math.max(negligibleRate, negligibleRoundBytes / perRound)
    stages.push({ ...slope, rising, net: values.at(-1)! - values[0]! })
  }
  return stages
}
