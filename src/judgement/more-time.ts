// How much time would a trial need for one more stage? Pure.
import type { Recording } from '../model/recording.ts'
import { undecidedBudgetPart } from './schedule/budget.ts'
import { expectedMs, spentMs } from './schedule/costs.ts'
import { nextStageSteps } from './schedule/round-sizes.ts'

/** Time limits are given in whole tens of seconds. */
const unitMs = 10_000

/** @returns the time limit in milliseconds and the iterations of that stage; null where it is not time that is missing */
export function limitForNextStage({
  plan,
  rounds,
}: Pick<Recording, 'plan' | 'rounds'>): { timeoutMs: number; iterations: number } | null {
  if (!rounds.some(({ stage }) => stage > 0)) return null
  const iterations = Math.round(nextStageSteps(rounds))
  const needed = (spentMs(rounds) + expectedMs(rounds, iterations)) / undecidedBudgetPart
  const timeoutMs = Math.ceil(needed / unitMs) * unitMs
  return timeoutMs > plan.timeoutMs ? { timeoutMs, iterations } : null
}
