// How many iterations does a round have, and how many rounds a stage?
import type { Reading } from '../../model/event.ts'
import type { Plan, Recording } from '../../model/recording.ts'
import { affordableSize, firstAffordableSize } from './budget.ts'
import { fastestStepMs, growthPerStep } from './costs.ts'

/** The iterations of a round take about this long, without settling: short enough for many rounds, long enough for low noise. */
export const roundMs = 10
const maxBaseSteps = 1000
/** Limits for one round of the first stage, so that a leak of megabytes per iteration is found with little harm. */
const maxRoundBytes = 1 << 20
const maxRoundSurvivors = 500

/** In warm-up, a round grows by this factor at most, and only if the suitable size is larger by more than the second one. */
const maxSizeGrowth = 5
const minSizeGrowth = 2.2
/** A round of warm-up may exceed its time by this factor before it is made smaller. Rounds of one size are easier to compare. */
const maxTimeExcess = 5

/** The first stage has the iterations of so many rounds of warm-up, in one round more than later stages: where it is flat, nothing follows. */
const firstStageLength = 10
const firstStageRounds = 6
const laterStageRounds = 5
/** In rounds of fewer iterations, noise is as large as a small leak. So such a stage has more rounds. */
const fewSteps = 100
const roundsOfFewSteps = 10
/** A later stage adds this many times the iterations so far, so it multiplies their number by 2.5. */
const stageGrowth = 1.5

/** Iterations of the newest round; 1 before the first. */
function lastSize(rounds: readonly Reading[]): number {
  return rounds.at(-1)?.steps ?? 1
}

/** Iterations of the last round of warm-up. */
export function baseSize(rounds: readonly Reading[]): number {
  return lastSize(rounds.filter(round => round.stage === 0))
}

/** Iterations of the next stage, unless time or memory are short. */
export function nextStageSteps(rounds: readonly Reading[]): number {
  return rounds.at(-1)!.totalSteps * stageGrowth
}

/** Iterations of the next round of warm-up. Begins with one, and rises to the size that suits the code: 1, 5, 20, 100 … */
export function warmUpSize(plan: Plan, rounds: readonly Reading[]): number {
  if (plan.steps !== null) return plan.steps
  if (rounds.length === 0) return 1
  const last = lastSize(rounds)
  const inTime = roundMs / fastestStepMs(rounds)
  const { heap, native, alive } = growthPerStep(rounds)
  const inMemory = maxRoundBytes / Math.max(heap, native, 1)
  const inSurvivors = maxRoundSurvivors / Math.max(alive, 0.01)
  const suitable = roundDown(Math.min(maxBaseSteps, inTime, inMemory, inSurvivors))
  if (suitable > last * minSizeGrowth) return roundDown(Math.min(suitable, last * maxSizeGrowth))
  const tooLarge = Math.min(inTime * maxTimeExcess, inMemory * minSizeGrowth, inSurvivors * minSizeGrowth)
  return last > tooLarge ? suitable : last
}

/** Size and number of the rounds of a stage. Depends only on the rounds before the stage, so it is the same throughout. */
export function planStage(recording: Recording, stage: number): { size: number; count: number } {
  const rounds = recording.rounds.filter(round => round.stage < stage)
  const { steps } = recording.plan
  const wanted = stage === 1 ? baseSize(rounds) * firstStageLength : nextStageSteps(rounds)
  if (steps !== null) return { size: steps, count: Math.ceil(wanted / steps) }
  const usual = stage === 1 ? firstStageRounds : laterStageRounds
  const count = wanted / usual < fewSteps ? roundsOfFewSteps : usual
  const size = roundUp(wanted / count)
  const affordable =
    stage === 1
      ? firstAffordableSize({ ...recording, rounds }, count)
      : affordableSize({ ...recording, rounds }, count, size)
  return { size: Math.max(1, Math.min(size, affordable)), count }
}

/** The next higher of 10, 15, 20, 25, … 95, 100, 150 …; below ten, the next higher integer. */
function roundUp(value: number): number {
  const half = Math.max(1, 10 ** Math.floor(Math.log10(value)) / 2)
  return Math.ceil(value / half) * half
}

/** The next lower of 1, 2, 5, 10, 20, 50 …, since people read the tables. */
function roundDown(value: number): number {
  if (!(value >= 1)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const digit = value / power
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1)
}
