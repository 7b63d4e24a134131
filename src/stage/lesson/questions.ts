// What does a lesson ask now, and what can be answered? And what has been answered so far.
import { words } from '../../report/words/words.ts'
import { claims } from '../../scenario/scenario.ts'
import { observations } from './answer.ts'
import type { LessonState } from './state.ts'

/** The question of a scene, and its numbered answers; none in a scene that asks nothing. */
export function askedIn({ content, prediction, scene }: LessonState): {
  question: string
  choices: readonly string[]
} {
  const { stage } = words
  switch (scene) {
    case 'outcome':
      return { question: stage.outcomeQuestion, choices: claims.map(claim => stage.outcomeChoices[claim]) }
    case 'reason':
      return {
        question: stage.askReason(prediction.claim!),
        choices: content.reasons.map(({ because }) => because),
      }
    case 'confidence':
      return { question: stage.confidenceQuestion, choices: stage.confidenceChoices }
    case 'observe':
      return {
        question: stage.observationQuestion,
        choices: observations.map(one => stage.observationChoices[one]),
      }
    default:
      return { question: '', choices: [] }
  }
}

/** The prediction, as far as it has been made; empty before the outcome is chosen. */
export function describePrediction({ prediction: { claim, isSure, reason } }: LessonState): string {
  return claim === undefined ? '' : words.stage.describePrediction(claim, reason?.because ?? '', isSure)
}
