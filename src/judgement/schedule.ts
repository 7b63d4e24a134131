// What does a trial do next? Sequential testing: after each reading, the readings so far decide the next command. A pure
// function, so a test can play through a whole trial without a child process.
//
// Warm-up goes on until growth stops changing. Then stages of equal rounds follow: the first is as long as ten
// rounds of warm-up, and each later one multiplies the iterations so far by 2.5. After each stage the series are judged: the trial stops when they are
// decided, goes on while a slope is still falling, and ends at the budget.

import type { Command } from '../model/event.ts'
import { maxRounds } from '../model/limits.ts'
import type { Recording } from '../model/recording.ts'
import { isAffordable, isWarmUpOver, msLeftForRounds } from './schedule/budget.ts'
import { expectedMs } from './schedule/costs.ts'
import { baseSize, nextStageSteps, planStage, roundMs, warmUpSize } from './schedule/round-sizes.ts'
import { isCertainEarly, isDecided, isWarm } from './schedule/stopping.ts'

const maxWarmUpRounds = 60
/** A round of warm-up is expected to take this many times the time it should, because its cost is not yet known. */
const warmUpTimeMargin = 5
/** A round ends early when it takes this many times as long as expected, but never within the second figure. */
const maxTimeExcess = 10
const minLimitMs = 100
const noLimitMs = 1e9

/** Decides the next command. */
export function planNext(recording: Recording): Command {
  const { plan, rounds, released } = recording
  if (released !== null) return { do: 'end' }
  const stage = rounds.at(-1)?.stage ?? 0
  if (stage === 0) return planWarmUp(recording)
  if (rounds.length >= maxRounds) return { do: 'release' }
  if (plan.rounds !== null) return planFixed(recording, plan.rounds)
  const { size, count } = planStage(recording, stage)
  const done = rounds.filter(round => round.stage === stage).length
  if (done === count) return planAfterStage(recording, stage)
  // Rounds whose size the user fixed may be thousands, and judging takes the square of their number.
  if (plan.steps === null && isCertainEarly(recording, size * (count - done))) return { do: 'release' }
  const expected = expectedMs(rounds, size)
  // Iterations that became slower than expected: what was read until now is judged.
  if (expected > msLeftForRounds(recording)) return { do: 'release' }
  return round(recording, stage, size, expected)
}

function planWarmUp(recording: Recording): Command {
  const { plan, rounds } = recording
  const size = warmUpSize(plan, rounds)
  const isOver = isWarmUpOver(recording) || rounds.length >= maxWarmUpRounds
  if (isOver || isWarm(recording, size)) {
    const first = planStage(recording, 1).size
    return round(recording, 1, first)
  }
  return round(recording, 0, size, roundMs * warmUpTimeMargin)
}

function planAfterStage(recording: Recording, stage: number): Command {
  const { rounds } = recording
  if (isDecided(recording, nextStageSteps(rounds))) return { do: 'release' }
  const { size, count } = planStage(recording, stage + 1)
  return isAffordable(recording, size, count) ? round(recording, stage + 1, size) : { do: 'release' }
}

/** The user fixed the number of rounds. They are divided into up to three stages, so that growth can be compared. */
function planFixed(recording: Recording, count: number): Command {
  const { rounds } = recording
  const done = rounds.filter(round => round.stage > 0).length
  if (done >= count) return { do: 'release' }
  const stages = count >= 9 ? 3 : count >= 6 ? 2 : 1
  const size = baseSize(rounds)
  return round(recording, 1 + Math.floor((done * stages) / count), size)
}

/** The command for one round, with a time limit far above the milliseconds that are expected, and within those that are left. */
function round(
  recording: Recording,
  stage: number,
  steps: number,
  expected = expectedMs(recording.rounds, steps),
): Command {
  if (recording.plan.steps !== null) return { do: 'round', stage, steps, maxMs: noLimitMs }
  const limit = Math.min(expected * maxTimeExcess, msLeftForRounds(recording))
  return { do: 'round', stage, steps, maxMs: Math.max(minLimitMs, limit) }
}
