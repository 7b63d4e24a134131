// How much time, memory and how many descriptors may a trial use, and what of it is left for the next stage?
import type { Reading } from '../../model/event.ts'
import type { Plan, Recording } from '../../model/recording.ts'
import { minStages } from '../trend.ts'
import { expectedGrowthPerStep, expectedMs, nativeSince, slowdownPerStep, spentMs } from './costs.ts'
import { isAnswered } from './stopping.ts'

/** Part of the time limit that a trial may use, */
const budgetPart = 1 / 3
/** while some series has no answer yet, */
export const undecidedBudgetPart = 3 / 4
/** and while a stage is under way. The rest of the time limit is for dropping the scenario. */
const stagePart = 7 / 8
/** Warm-up may use this part of the usual budget of time and of memory. */
const warmUpPart = 0.3

/** Growth of the heap and of memory outside it in the whole trial, in bytes. */
const maxHeapGrowth = 64 << 20
const maxNativeGrowth = 256 << 20
/** The heap may grow by this part of its limit at most. */
const heapLimitPart = 1 / 4
/** Of the descriptors that are left to the process, a trial may take this part. */
const descriptorPart = 1 / 3
/** The first stage may use this share of what is left: one in so many. */
const firstStageShare = 3
/** A stage may exceed a budget by this factor, since growth is an estimate; by the second one while some series has no answer yet. */
const budgetMargin = 1.5
const undecidedBudgetMargin = 2.5

/** What iterations take of something that is limited, since the first round: bytes or descriptors. */
interface Demand {
  used: number
  perStep: number
  budget: number
}

/** Whether warm-up has used its share of the time, of the memory, or of the descriptors. */
export function isWarmUpOver({ plan, rounds }: Recording): boolean {
  if (spentMs(rounds) > budgetMs(plan) * warmUpPart) return true
  return demandsOf({ plan, rounds }).some(({ used, budget }) => used > budget * warmUpPart)
}

/** Whether time and memory are left for a stage of `count` rounds of `size` iterations. */
export function isAffordable(recording: Recording, size: number, count: number): boolean {
  const { rounds } = recording
  return (
    spentMs(rounds) + expectedMs(rounds, size, count) <= allowedMs(recording, count) &&
    fits(recording, size * count)
  )
}

/** The largest round of the first stage that leaves enough for two more, in iterations. */
export function firstAffordableSize(recording: Recording, count: number): number {
  return Math.max(1, Math.floor(stepsLeft(recording) / firstStageShare / count))
}

/**
 * The largest affordable round of the next stage, in iterations; but at least as many as make the stage worthwhile. Where iterations
 * become slower, it leaves time for one stage more, while a leak must rise over more.
 * @param wanted iterations of a round, if nothing were short
 */
export function affordableSize(recording: Recording, count: number, wanted: number): number {
  const { rounds } = recording
  const left = allowedMs(recording, count) - spentMs(rounds)
  const least = worthwhileSize(rounds, count)
  const total = rounds.at(-1)!.totalSteps
  const isAlone = rounds.at(-1)!.stage + 1 >= minStages || slowdownPerStep(rounds) === 0
  /** Of the stage alone, or with one after it that is worthwhile: then twice as many rounds share one and a half of the iterations. */
  const msOf = (size: number) =>
    isAlone ? expectedMs(rounds, size, count) : expectedMs(rounds, (size * 3 + total / count) / 4, count * 2)
  let size = Math.max(least, Math.min(wanted, Math.floor(stepsLeft(recording) / count)))
  while (size > least && msOf(size) > left) size = Math.max(least, Math.floor(size * 0.9))
  return size
}

/** Milliseconds that are left for the rounds of a stage that is under way. */
export function msLeftForRounds({ plan, rounds }: Pick<Recording, 'plan' | 'rounds'>): number {
  return plan.timeoutMs * stagePart - spentMs(rounds)
}

/** How many iterations the budgets allow. Negative where one is used up, infinite where nothing grows. */
function stepsLeft(recording: Recording): number {
  return Math.min(
    ...demandsOf(recording).map(({ used, perStep, budget }) =>
      perStep > 0 ? (budget - used) / perStep : Number.POSITIVE_INFINITY,
    ),
  )
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

function fits(recording: Recording, steps: number): boolean {
  const demands = demandsOf(recording)
  const within = (margin: number) =>
    demands.every(({ used, perStep, budget }) => used + perStep * steps <= budget * margin)
  return within(budgetMargin) || (within(undecidedBudgetMargin) && !isAnswered(recording))
}

function demandsOf({ plan, rounds }: Pick<Recording, 'plan' | 'rounds'>): Demand[] {
  const first = rounds[0]
  const last = rounds.at(-1)
  if (first === undefined || last === undefined) return []
  const { heap, native, descriptors } = expectedGrowthPerStep(rounds)
  const limit = first.system?.descriptorLimit
  const open = first.system?.descriptors
  return [
    { used: last.heapUsed - first.heapUsed, perStep: heap, budget: heapBudget(plan) },
    { used: nativeSince(first, last), perStep: native, budget: maxNativeGrowth },
    ...(typeof limit === 'number' && typeof open === 'number'
      ? [
          {
            used: (last.system?.descriptors ?? open) - open,
            perStep: descriptors,
            budget: (limit - open) * descriptorPart,
          },
        ]
      : []),
  ]
}
