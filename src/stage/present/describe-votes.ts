// What is voted on, how the class voted, and where a measurement that is shown comes from, as words: for screens and for plain mode.
import { nameRuntime } from '../../model/runtime.ts'
import { words } from '../../report/words/words.ts'
import { claims } from '../../scenario/scenario.ts'
import { findRightClaim } from '../lesson/answer.ts'
import type { LessonState } from '../lesson/state.ts'
import { sumOf } from './ballot.ts'
import type { PresentState, Vote } from './state.ts'

/** The question of a vote, and its choices. */
export function askedInVote({ content }: LessonState, vote: Vote): { question: string; choices: string[] } {
  const { present, stage } = words
  return vote === 'outcome'
    ? {
        question: stage.outcomeQuestion,
        choices: claims.map(claim => present.outcomeChoices[claim]),
      }
    : { question: present.reasonQuestion, choices: content.reasons.map(({ because }) => because) }
}

/** How many voted for what was measured, before and after the discussion; nothing where it is not certain. */
export function describeClass({ ballots }: PresentState, { measured }: LessonState): string[] {
  const { present } = words
  const { result } = measured.variant
  const right = result === null ? -1 : findRightClaim(result)
  const counted = ballots.outcome.filter(ballot => sumOf(ballot) > 0)
  if (right === -1 || counted.length === 0) return []
  const [first, last] = [counted[0]!, counted.at(-1)!]
  return [
    present.describeClass(first[right]!, sumOf(first)),
    ...(counted.length > 1 ? [present.describeClassAgain(last[right]!, sumOf(last))] : []),
  ]
}

/** That the recording of the rehearsal is shown; nothing where it is not. */
export function describeStandIn({ rehearsed, standsIn }: PresentState): string[] {
  if (!standsIn || rehearsed === null) return []
  const { runtime } = rehearsed.variant.recording
  const name = runtime === null ? '' : nameRuntime(runtime)
  return [words.present.describeStandIn(rehearsed.recordedAt, name)]
}
