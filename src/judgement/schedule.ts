// Sequential testing: what to do next in a trial, from all that it has shown so far. A pure function, so the
// whole course of a trial can be played through in a test without a child.
//
// Warm-up goes on until growth stops changing. Then come stages: the first of ten equal rounds, each later one
// multiplying the steps so far by two and a half. After each stage the series are judged: stop when certain,
// go on while a slope is still falling, give up at the budget.
import type { Command, Reading } from '../model/event.ts'
import type { Plan, Recording } from '../model/recording.ts'
import { pointsOf, seriesRules } from './series.ts'
import { median, theilSen } from './statistics.ts'
import { leastCertainty } from './steadiness.ts'
import { judgeTrend } from './trend.ts'

/** A round's steps take about this long, settling apart: short enough to have many, long enough to dwarf noise. */
const roundMs = 10
const maxBaseSteps = 1000
/** Limits for one round of the first stage, so that a leak of megabytes a step is caught with little harm. */
const maxRoundBytes = 1 << 20
const maxRoundSurvivors = 500
/** What a trial may let grow in all. */
const maxHeapGrowth = 64 << 20
const maxNativeGrowth = 256 << 20

/**
 * Where another stage would cost more than this, the least certainty is enough: few caches have a bound that is so far
 * off, but code that warms up slowly can look like a leak for so long.
 */
const cheapHeapGrowth = 32 << 20
const cheapNativeGrowth = 128 << 20
const cheapMs = 3000

const firstStageRounds = 10
const laterStageRounds = 5
/** Rounds of few steps are read against noise that is as large as what they leak: more of them, then. */
const fewSteps = 100
/** A later stage adds this many times the steps so far. */
const stageGrowth = 1.5

/** Rounds of one size by which growth is seen to have stopped changing. */
const stableRounds = 5
/** A round of warm-up may take this many times as long as it should before it is made shorter: sizes that change tell little. */
const patience = 5
/** Rounds that the newest costs and growth are taken from. */
const recentRounds = 3
const maxWarmUpRounds = 60
/** Part of the time limit that a trial may use, */
const budgetPart = 1 / 3
/** and while it has no answer yet; the rest is for a machine that is slow all of a sudden. */
const openBudgetPart = 3 / 4
const warmUpPart = 0.3

/** Rounds by which steps are seen to grow slower. */
const costRounds = 8

const noLimitMs = 1e9

/** Decides the next command. */
export function planNext(recording: Recording): Command {
  const { plan, rounds, released } = recording
  if (released !== null) return { do: 'end' }
  const stage = rounds.at(-1)?.stage ?? 0
  if (stage === 0) return planWarmUp(recording)
  if (plan.rounds !== null) return planFixed(recording, plan.rounds)
  const { size, count } = planStage(recording, stage)
  const done = rounds.filter(round => round.stage === stage).length
  if (done < count) return round(plan, stage, size, expectedMs(rounds, size))
  return planAfterStage(recording, stage)
}

function planAfterStage(recording: Recording, stage: number): Command {
  const { plan, rounds } = recording
  if (isDecided(recording)) return { do: 'release' }
  const { size, count } = planStage(recording, stage + 1)
  const affordable =
    spentMs(rounds) + expectedMs(rounds, size, count) <= allowedMs(recording, rounds, count) &&
    fitsMemory(recording, size * count)
  return affordable ? round(plan, stage + 1, size, expectedMs(rounds, size)) : { do: 'release' }
}

/** Whether some series rises for certain, or none can any more. */
function isDecided(recording: Recording): boolean {
  const { heap, native } = growthPerStep(recording.rounds)
  const nextSteps = recording.rounds.at(-1)!.totalSteps * stageGrowth
  const cheap =
    heap * nextSteps <= cheapHeapGrowth &&
    native * nextSteps <= cheapNativeGrowth &&
    costs(recording.rounds, nextSteps).perStepMs * nextSteps <= cheapMs
  const { stages } = leastCertainty
  const certain = cheap ? { stages, preciseStages: stages } : leastCertainty
  const trends = seriesRules.map(rule => judgeTrend(pointsOf(recording, rule), rule, certain).trend)
  return trends.includes('rising') || !trends.includes('unclear')
}

function planWarmUp(recording: Recording): Command {
  const { plan, rounds } = recording
  const size = warmUpSize(plan, rounds)
  const spent = spentMs(rounds) > budgetMs(plan) * warmUpPart || rounds.length >= maxWarmUpRounds
  if (spent || isWarm(rounds, size))
    return round(plan, 1, lastSize(rounds), expectedMs(rounds, lastSize(rounds)))
  return round(plan, 0, size, roundMs * 5)
}

/** Growth has stopped changing: rounds of one size add what the ones before them added. Medians, for tables leap. */
function isWarm(rounds: Reading[], size: number): boolean {
  const last = rounds.slice(-stableRounds - 1)
  if (last.length <= stableRounds || last.slice(1).some(round => round.steps !== size)) return false
  return seriesRules.every(({ value, detectableRate, noiseBytes }) => {
    const deltas = last.slice(1).map((round, i) => value(round) - value(last[i]!))
    const earlier = median(deltas.slice(0, 3))
    const later = median(deltas.slice(-3))
    return Math.abs(later - earlier) <= Math.max(noiseBytes * 4, detectableRate * size, Math.abs(later) / 4)
  })
}

/** Starts with one step and comes to the size that suits the code: 1, 5, 20, 100 … */
function warmUpSize(plan: Plan, rounds: Reading[]): number {
  if (plan.steps !== null) return plan.steps
  if (rounds.length === 0) return 1
  const last = lastSize(rounds)
  // The quickest counts: on a busy machine any round may have waited for its turn.
  const inTime = roundMs / Math.min(...rounds.slice(-recentRounds).map(round => round.stepMs / round.steps))
  const { heap, native, alive } = growthPerStep(rounds)
  const inMemory = maxRoundBytes / Math.max(heap, native, 1)
  const inCensus = maxRoundSurvivors / Math.max(alive, 0.01)
  const suitable = roundFigure(Math.min(maxBaseSteps, inTime, inMemory, inCensus))
  if (suitable > last * 2.2) return roundFigure(Math.min(suitable, last * 5))
  return last > Math.min(inTime * patience, inMemory * 2.2, inCensus * 2.2) ? suitable : last
}

/** Growth of the heap, of memory outside it and of survivors in the newest rounds: bytes, bytes and objects per step. */
function growthPerStep(rounds: Reading[]): { heap: number; native: number; alive: number } {
  const recent = rounds.slice(-recentRounds - 1)
  const grown = (value: (reading: Reading) => number) =>
    recent.length < 2
      ? 0
      : median(recent.slice(1).map((round, i) => (value(round) - value(recent[i]!)) / round.steps))
  return {
    heap: grown(r => r.heapUsed),
    native: Math.max(
      grown(r => r.external),
      grown(r => r.arrayBuffers),
    ),
    alive: grown(r => r.alive),
  }
}

/** Sizes and number of rounds of a stage, from the rounds before it alone. */
function planStage(recording: Recording, stage: number): { size: number; count: number } {
  const rounds = recording.rounds.filter(round => round.stage < stage)
  const base = lastSize(rounds.filter(round => round.stage === 0))
  if (stage === 1) return { size: base, count: firstStageRounds }
  if (recording.plan.steps !== null) {
    return {
      size: recording.plan.steps,
      count: Math.ceil((rounds.at(-1)!.totalSteps * stageGrowth) / recording.plan.steps),
    }
  }
  const wanted = rounds.at(-1)!.totalSteps * stageGrowth
  const count = wanted / laterStageRounds < fewSteps ? firstStageRounds : laterStageRounds
  const size = evenFigure(wanted / count)
  return { size: Math.max(1, Math.min(size, affordableSize(recording, rounds, count))), count }
}

/** A stage that time or memory would not allow is made smaller, as long as it still adds half of what was. */
function affordableSize(recording: Recording, rounds: Reading[], count: number): number {
  const { plan } = recording
  const left = allowedMs(recording, rounds, count) - spentMs(rounds)
  const { perStepMs, perRoundMs } = costs(rounds, rounds.at(-1)!.totalSteps * stageGrowth)
  const inTime = (left / count - perRoundMs) / Math.max(perStepMs, 1e-6)
  const { heap, native } = growthPerStep(rounds)
  const grownHeap = rounds.at(-1)!.heapUsed - rounds[0]!.heapUsed
  const grownNative = rounds.at(-1)!.external - rounds[0]!.external
  const inHeap = (heapBudget(plan) - grownHeap) / count / Math.max(heap, 1)
  const inNative = (maxNativeGrowth - grownNative) / count / Math.max(native, 1)
  return Math.max(leastSize(rounds, count), Math.floor(Math.min(inTime, inHeap, inNative)))
}

function leastSize(rounds: Reading[], count: number): number {
  return (rounds.at(-1)!.totalSteps / 2 / count) | 0
}

/** What a trial may take in all, by the rounds before its next stage: longer where these leave the question open. */
function allowedMs(recording: Recording, rounds: Reading[], count: number): number {
  const usual = budgetMs(recording.plan)
  const next = expectedMs(rounds, leastSize(rounds, count), count)
  const isEnough = spentMs(rounds) + next <= usual || isAnswered({ ...recording, rounds })
  return isEnough ? usual : recording.plan.timeoutMs * openBudgetPart
}

/** Whether each series has an answer, if no more will be known. */
function isAnswered(recording: Recording): boolean {
  return seriesRules.every(rule => judgeTrend(pointsOf(recording, rule), rule, null).trend !== 'unclear')
}

function fitsMemory({ plan, rounds }: Recording, steps: number): boolean {
  const { heap, native } = growthPerStep(rounds)
  const last = rounds.at(-1)!
  const first = rounds[0]!
  return (
    last.heapUsed - first.heapUsed + heap * steps <= heapBudget(plan) * 1.5 &&
    last.external - first.external + native * steps <= maxNativeGrowth * 1.5
  )
}

function heapBudget(plan: Plan): number {
  return Math.min(maxHeapGrowth, (plan.heapLimitMb << 20) / 4)
}

/** The user fixed the number of rounds: they are told in thirds, so that growth can be compared. */
function planFixed({ plan, rounds }: Recording, count: number): Command {
  const done = rounds.filter(round => round.stage > 0).length
  if (done >= count) return { do: 'release' }
  const parts = count >= 9 ? 3 : count >= 6 ? 2 : 1
  const size = lastSize(rounds.filter(round => round.stage === 0))
  return round(plan, 1 + Math.floor((done * parts) / count), size, expectedMs(rounds, size))
}

/** A command for one round; it ends early only if it takes far longer than all that is known says. */
function round(plan: Plan, stage: number, steps: number, expected: number): Command {
  const maxMs = plan.steps === null ? Math.max(100, expected * 10) : noLimitMs
  return { do: 'round', stage, steps, maxMs }
}

function lastSize(rounds: Reading[]): number {
  return rounds.at(-1)?.steps ?? 1
}

/**
 * What a step costs in the middle of so many more, and what a round costs besides, in milliseconds. Steps that were slower
 * the more of them there had been will go on so.
 */
function costs(rounds: Reading[], ahead: number): { perStepMs: number; perRoundMs: number } {
  const recent = rounds.slice(-5)
  const perStep = (round: Reading) => round.stepMs / round.steps
  const telling = rounds.slice(-costRounds)
  const { low } =
    telling.length < costRounds
      ? { low: 0 }
      : theilSen(
          telling.map(({ totalSteps }) => totalSteps),
          telling.map(perStep),
        )
  return {
    perStepMs: median(recent.map(perStep)) + Math.max(0, low) * (ahead / 2),
    perRoundMs: median(recent.map(round => round.settleMs)),
  }
}

/** What so many rounds of so many steps would take. */
function expectedMs(rounds: Reading[], steps: number, count = 1): number {
  const { perStepMs, perRoundMs } = costs(rounds, steps * count)
  return (perStepMs * steps + perRoundMs) * count
}

function spentMs(rounds: Reading[]): number {
  return rounds.reduce((sum, round) => sum + round.stepMs + round.settleMs, 0)
}

function budgetMs(plan: Plan): number {
  return plan.timeoutMs * budgetPart
}

/** The next higher of 10, 15, 20, 25, … 95, 100, 150 …; below ten, of all whole numbers. */
function evenFigure(value: number): number {
  const half = Math.max(1, 10 ** Math.floor(Math.log10(value)) / 2)
  return Math.ceil(value / half) * half
}

/** The next lower of 1, 2, 5, 10, 20, 50 …: tables are read by people. */
function roundFigure(value: number): number {
  if (!(value >= 1)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const digit = value / power
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1)
}
