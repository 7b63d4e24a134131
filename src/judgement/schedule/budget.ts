// How much time and memory may a trial use, and how much of it is left for the next stage?
import type { Reading } from '../../model/event.ts'
import type { Plan, Recording } from '../../model/recording.ts'
import { expectedGrowthPerStep, expectedMs, measureTimes, nativeSince, spentMs } from './costs.ts'
import { isAnswered } from './stopping.ts'

/** Part of the time limit that a trial may use, */
const budgetPart = 1 / 3
/** while some series has no answer yet, */
const undecidedBudgetPart = 3 / 4
/** and for warm-up, as a part of the usual budget of time and of memory. The rest of the time limit is a reserve for a machine that slows down. */
const warmUpPart = 0.3

/** Growth of the heap and of memory outside it in the whole trial, in bytes. */
const maxHeapGrowth = 64 << 20
const maxNativeGrowth = 256 << 20
/** The heap may grow by this part of its limit at most. */
const heapLimitPart = 1 / 4
/** The first stage may use this share of the memory that is left: one in so many. */
const firstStageShare = 3
/** A stage may exceed the memory budget by this factor, since growth is an estimate; by the second one while some series has no answer yet. */
const memoryMargin = 1.5
const undecidedMemoryMargin = 2.5

/** Whether warm-up has used its share of the time or of the memory. */
export function isWarmUpOver({ plan, rounds }: Recording): boolean {
  if (spentMs(rounds) > budgetMs(plan) * warmUpPart) return true
  if (rounds.length === 0) return false
  const { heap, native } = grownSoFar(rounds)
  return heap > heapBudget(plan) * warmUpPart || native > maxNativeGrowth * warmUpPart
}

/** Whether time and memory are left for a stage of `count` rounds of `size` iterations. */
export function isAffordable(recording: Recording, size: number, count: number): boolean {
  const { rounds } = recording
  return (
    spentMs(rounds) + expectedMs(rounds, size, count) <= allowedMs(recording, count) &&
    fitsMemory(recording, size * count)
  )
}

/** The largest round of the first stage that leaves memory for two more, in iterations. */
export function firstAffordableSize(recording: Recording, count: number): number {
  return Math.max(1, Math.floor(stepsInMemory(recording) / firstStageShare / count))
}

/**
 * The largest affordable round of the next stage, in iterations; but at least as many as make the stage worthwhile.
 * @param ahead iterations of the next stage as it is wanted
 */
export function affordableSize(recording: Recording, count: number, ahead: number): number {
  const { rounds } = recording
  const left = allowedMs(recording, count) - spentMs(rounds)
  const { perStepMs, perRoundMs } = measureTimes(rounds, ahead)
  const inTime = (left / count - perRoundMs) / Math.max(perStepMs, 1e-6)
  const inMemory = stepsInMemory(recording) / count
  return Math.max(worthwhileSize(rounds, count), Math.floor(Math.min(inTime, inMemory)))
}

/** How many iterations there is memory for. Negative where the budget is used up. */
function stepsInMemory({ plan, rounds }: Recording): number {
  const { heap, native } = expectedGrowthPerStep(rounds)
  const grown = grownSoFar(rounds)
  const inHeap = (heapBudget(plan) - grown.heap) / Math.max(heap, 1)
  return Math.min(inHeap, (maxNativeGrowth - grown.native) / Math.max(native, 1))
}

/** The smallest round of a worthwhile stage, which adds half of the iterations so far. */
function worthwhileSize(rounds: readonly Reading[], count: number): number {
  return (rounds.at(-1)!.totalSteps / 2 / count) | 0
}

/** Milliseconds for the whole trial. There are more if the usual budget would end the trial without an answer. */
function allowedMs(recording: Recording, count: number): number {
  const { plan, rounds } = recording
  const usual = budgetMs(plan)
  const next = expectedMs(rounds, worthwhileSize(rounds, count), count)
  const isEnough = spentMs(rounds) + next <= usual || isAnswered(recording)
  return isEnough ? usual : plan.timeoutMs * undecidedBudgetPart
}

function budgetMs(plan: Plan): number {
  return plan.timeoutMs * budgetPart
}

function heapBudget(plan: Plan): number {
  return Math.min(maxHeapGrowth, (plan.heapLimitMb << 20) * heapLimitPart)
}

function fitsMemory(recording: Recording, steps: number): boolean {
  const { plan, rounds } = recording
  const { heap, native } = expectedGrowthPerStep(rounds)
  const grown = grownSoFar(rounds)
  const fits = (margin: number) =>
    grown.heap + heap * steps <= heapBudget(plan) * margin &&
    grown.native + native * steps <= maxNativeGrowth * margin
  return fits(memoryMargin) || (fits(undecidedMemoryMargin) && !isAnswered(recording))
}

/** Growth since the first round, in bytes. */
function grownSoFar(rounds: readonly Reading[]): { heap: number; native: number } {
  const first = rounds[0]!
  const last = rounds.at(-1)!
  return { heap: last.heapUsed - first.heapUsed, native: nativeSince(first, last) }
}
