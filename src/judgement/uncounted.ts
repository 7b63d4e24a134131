// Does memory grow that no counter of the engine explains? It is known for whole pages only, and what malloc has once got for the garbage
// of a round it may keep, in pieces. So it rises when rounds become longer, and such a rise says nothing. Within a stage all rounds have one
// size: what still rises after the first of them is kept. It is no leak as long as it is less than was once in use.
import type { Reading } from '../model/event.ts'
import type { Recording } from '../model/recording.ts'
import { seriesValue } from '../model/series-value.ts'
import type { Trend } from '../model/verdict.ts'
import { type Points, pointsFrom, slicePoints, slopeOf, stepsPerRound } from './series.ts'
import type { Slope } from './statistics.ts'

/** A rate per iteration up to this is no growth, and no growth either is so much in a round. In bytes. */
const negligibleRate = 256
const negligibleRoundBytes = 64 << 10
/** So many stages prove a leak if none rises at less than this part of an earlier rate, and if together they added so much. */
const certainStages = 3
const steadyRate = 0.5
const certainBytes = 4 << 20
/** V8 collects, also within a round, when so much memory outside the heap has been added since the last collection (its soft limit). */
const softLimit = 64 << 20
/** In rounds of fewer iterations, what happens once in a trial would be taken for the garbage of an iteration. */
const fewSteps = 5

export interface UncountedTrend {
  trend: Trend
  /** Of the newest stage, in bytes per iteration. */
  slope: Slope
  /** Of all stages together, in bytes. */
  net: number
  /** What was once in use outside the heap at most. Malloc may keep so much of it when it has been freed. In bytes. */
  onceInUse: number
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
  const figures = {
    slope: newest,
    net: netOf(stages),
    onceInUse: mostInUse(recording.rounds),
  }
  if (isCertain(stages, figures.onceInUse)) return { trend: 'rising', ...figures }
  const mayRise = newest.low > negligibleRate
  return { trend: mayRise ? 'unclear' : 'flat', ...figures }
}

/** Memory outside the heap that V8 counted, when it was highest: before the collection of a round, or within the round. */
function mostInUse(rounds: readonly Reading[]): number {
  const added = (round: Reading) => Math.max(0, (round.before?.external ?? 0) - round.external)
  const perStep = Math.max(0, ...rounds.filter(({ steps }) => steps >= fewSteps).map(r => added(r) / r.steps))
  const inUse = (round: Reading) =>
    round.external + Math.max(added(round), Math.min(perStep * round.steps, softLimit))
  return Math.max(0, ...rounds.map(inUse)) - (rounds[0]?.external ?? 0)
}

function isCertain(stages: readonly Stage[], onceInUse: number): boolean {
  const last = stages.slice(-certainStages)
  if (last.length < certainStages || last.some(({ rising }) => !rising)) return false
  // Lower bounds are compared: what compilers take at times makes a slope steeper, but not its lower bound.
  const isSteady = last.every((stage, i) =>
    last.slice(0, i).every(earlier => stage.low >= steadyRate * earlier.low),
  )
  return isSteady && netOf(last) >= Math.max(certainBytes, onceInUse)
}

/** What the stages added together, in bytes. */
function netOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { net }) => sum + net, 0)
}

function stagesAfterFirstRound(points: Points): Stage[] {
  const stages: Stage[] = []
  for (let stage = 1; stage <= (points.stages.at(-1) ?? 0); stage++) {
    const first = points.stages.indexOf(stage)
    const end = points.stages.lastIndexOf(stage) + 1
    if (first < 0 || end - first < 4) continue
    const measured = slicePoints(points, first, end)
    const { values } = measured
    const slope = slopeOf(measured)
    const rising = slope.low > Math.max(negligibleRate, negligibleRoundBytes / stepsPerRound(measured))
    stages.push({ ...slope, rising, net: values.at(-1)! - values[0]! })
  }
  return stages
}
