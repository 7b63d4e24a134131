// The answer to a prediction: what was measured, what was said, and the belief that was tested.
import type { Result } from '../../model/report.ts'
import { words } from '../../report/words/words.ts'
import { isRightOutcome, isRightReason, rightObservation } from './answer.ts'
import { type LessonState, predictionOf } from './state.ts'

export interface AnswerPart {
  text: string
  /** How it stands out: the score, or what refutes the belief. */
  kind: 'fact' | 'right' | 'wrong' | 'refutation'
  /** Whether a new thought begins with it. */
  begins: boolean
}

/** The parts of the answer, in their order; none before the prediction is complete. */
export function describeAnswer(lesson: LessonState, result: Result): AnswerPart[] {
  const prediction = predictionOf(lesson)
  if (prediction === null) return []
  const { stage } = words
  const { claim, isSure, reason } = prediction
  const isRight = isRightOutcome(prediction, result)
  const parts: AnswerPart[] = [
    { text: stage.describeMeasured(words.headline.describeVerdict(result)), kind: 'fact', begins: true },
    { text: stage.describePast(claim, reason?.because ?? '', isSure), kind: 'fact', begins: false },
    {
      text: describeScore(lesson, isRight),
      kind: isRight === null ? 'fact' : isRight ? 'right' : 'wrong',
      begins: true,
    },
  ]
  if (reason !== null && reason.belief !== null) {
    parts.push({ text: stage.describeBelief(reason.belief), kind: 'fact', begins: true })
    parts.push({ text: reason.answer, kind: 'refutation', begins: false })
  }
  const right = lesson.content.reasons.find(({ belief }) => belief === null)
  if (right !== undefined)
    parts.push({ text: stage.describeRightReason(right.because), kind: 'fact', begins: true })
  const seen = rightObservation(result)
  if (seen !== null && lesson.observation !== null && seen !== lesson.observation)
    parts.push({ text: stage.wrongObservation, kind: 'fact', begins: true })
  return parts
}

function describeScore(lesson: LessonState, isRight: boolean | null): string {
  const { stage } = words
  const prediction = predictionOf(lesson)!
  if (isRight === null) return stage.unknownOutcome
  if (prediction.reason === null) return isRight ? stage.rightOutcome : stage.wrongBoth
  if (isRight) return isRightReason(prediction) ? stage.rightBoth : stage.rightForWrongReason
  return isRightReason(prediction) ? stage.wrongOutcomeRightReason : stage.wrongBoth
}
