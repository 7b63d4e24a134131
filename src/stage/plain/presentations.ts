// A presentation and its notes as lines of text, without a screen.
import { words } from '../../report/words/words.ts'
import type { LessonState } from '../lesson/state.ts'
import type { NotesState } from '../notes/state.ts'
import { letterOf, sumOf } from '../present/ballot.ts'
import { askedInVote, describeClass, describeStandIn } from '../present/describe-votes.ts'
import { beliefsOf, type PresentState, type Vote } from '../present/state.ts'
import { withoutName } from '../present/without-name.ts'
import { describeForLecturer } from '../views/notes.ts'
import { describeCode, describeDuel, describeMeasurement, describeWhy } from './scenes.ts'

export function describePresentation(state: PresentState): string[] {
  const { at, lesson, lessons, scene } = state
  const { plain, present, stage } = words
  const number = present.describeNumber(at + 1, lessons.length)
  if (scene === 'end') return describeEnd(state)
  if (lesson === null) return [number, present.loading]
  const { content, measured } = lesson
  switch (scene) {
    case 'ask':
      return [number, content.ask, plain.pressEnter]
    case 'code':
      return [number, ...describeCode(withoutName(content), present.codeHeading), plain.pressEnter]
    case 'outcome':
    case 'reason':
      return describeVote(state, lesson, scene)
    case 'watch':
      return [plain.measuring]
    case 'reveal': {
      const { result } = measured.variant
      if (result === null) return []
      return [
        ...describeMeasurement(lesson),
        stage.verdictWords[result.verdict.outcome],
        stage.describeMeasured(words.headline.describeVerdict(result)),
        ...describeStandIn(state),
        ...describeClass(state, lesson),
        plain.pressEnter,
      ]
    }
    case 'belief':
      return describeBelief(state, lesson)
    case 'why':
      return describeWhy(lesson)
    case 'duel':
      return describeDuel(lesson)
    case 'recap':
      return [
        `${stage.rule}: ${content.title}`,
        content.learn,
        ...(measured.variant.problem === '' ? [] : [stage.describeMeasureProblem(measured.variant.problem)]),
        plain.pressEnter,
      ]
  }
}

function describeVote(state: PresentState, lesson: LessonState, vote: Vote): string[] {
  const { plain, present } = words
  const { choices, question } = askedInVote(lesson, vote)
  const newest = state.ballots[vote].at(-1)
  const before = state.ballots[vote].at(-2)
  return [
    question,
    ...choices.map((choice, at) => {
      const votes =
        newest === undefined ? '' : `: ${present.describeVotes(before?.[at] ?? null, newest[at]!)}`
      return `${letterOf(at)}. ${choice}${votes}`
    }),
    ...(state.isMistyped ? [present.mistyped] : []),
    newest === undefined ? present.countHint : state.votesAgain ? present.againHint : present.plainVoteHint,
    ...(newest === undefined ? [plain.pressEnter] : []),
  ]
}

function describeBelief(state: PresentState, { content }: LessonState): string[] {
  const { plain, present, stage } = words
  const shown = beliefsOf(state)[state.belief]
  const right = content.reasons.find(({ belief }) => belief === null)
  const ballot = state.ballots.reason.at(-1)
  return [
    ...(shown === undefined
      ? []
      : [
          ...(shown.votes === 0
            ? []
            : [present.describeReasonVotes(shown.votes, ballot === undefined ? 0 : sumOf(ballot))]),
          present.describeWrongReason(shown.reason.because),
          stage.describeBelief(shown.reason.belief!),
          shown.reason.answer,
        ]),
    ...(right === undefined ? [] : [stage.describeRightReason(right.because)]),
    plain.pressEnter,
  ]
}

function describeEnd({ shown }: PresentState): string[] {
  const { present } = words
  if (shown.length === 0) return [present.nothingShown]
  return [
    present.endHeading,
    ...shown.map(({ first, last, title }) => `${title}: ${present.describeShares(first, last)}`),
  ]
}

export function describeNotesPlainly({ notes }: NotesState): string[] {
  const { present } = words
  if (notes === null) return [present.notesWaiting]
  return [
    `${present.describeNumber(notes.number, notes.of)} ${notes.title}`,
    ...describeForLecturer(notes).flatMap(({ heading, texts }) => [
      ...(heading === '' ? [] : [heading]),
      ...texts,
    ]),
  ]
}
