// A presentation as a state machine: a list of lessons before a class, whose predictions are votes. Nothing is given away before
// the vote: no title, no name of a variant, no claim.
import type { PresentScene } from '../../model/notes.ts'
import type { Rehearsed } from '../../model/rehearsed.ts'
import type { Result } from '../../model/report.ts'
import { claims } from '../../scenario/scenario.ts'
import type { Key } from '../keys.ts'
import { findRightClaim, isCertain } from '../lesson/answer.ts'
import type { LessonContent, Reason } from '../lesson/content.ts'
import {
  beginLesson,
  enterScene,
  type LessonEvent,
  type LessonState,
  reduceLesson,
  type Side,
  showResults,
} from '../lesson/state.ts'
import { type Ballot, sumOf } from './ballot.ts'
import { type Count, reduceCount } from './count.ts'

/** What the class votes on. */
export type Vote = 'outcome' | 'reason'

/** Whether a scene is a vote. */
export function isVote(scene: PresentScene): scene is Vote {
  return scene === 'outcome' || scene === 'reason'
}

/** How the class voted on the outcome of a lesson: parts of all votes, from 0 to 1; null where there was no vote. */
interface Shares {
  title: string
  first: number | null
  /** After the discussion; null where the class voted once. */
  last: number | null
}

export interface PresentState extends Count {
  /** Scenarios or files, at least one. */
  lessons: readonly string[]
  at: number
  /** Null while it is loaded. */
  lesson: LessonState | null
  scene: PresentScene
  /** The votes of this lesson, oldest first. The newest one can be corrected. */
  ballots: Readonly<Record<Vote, readonly Ballot[]>>
  /** Which of the beliefs is shown: an index of `beliefsOf`. */
  belief: number
  rehearsed: Rehearsed | null
  /** Whether the recording of the rehearsal is shown. */
  standsIn: boolean
  /** Whether the measurement of this lesson has been begun. */
  hasBegun: boolean
  /** How long this lesson has been measured, in milliseconds. */
  measuringMs: number
  /** Lessons that were shown to their end, in their order. */
  shown: readonly Shares[]
  /** Since the presentation began, and since this lesson did, in milliseconds. */
  elapsedMs: number
  lessonMs: number
}

type PresentEffect = { do: 'open'; id: string } | { do: 'run'; side: Side } | { do: 'stop' } | { do: 'leave' }

export interface PresentStep {
  state: PresentState
  effects: PresentEffect[]
}

const noVotes = { outcome: [], reason: [] }

/** @param from the index of the first lesson to show */
export function beginPresent(lessons: readonly string[], from: number): PresentState {
  return {
    lessons,
    at: from,
    lesson: null,
    scene: 'ask',
    ballots: noVotes,
    votesAgain: false,
    typed: '',
    isMistyped: false,
    belief: 0,
    rehearsed: null,
    standsIn: false,
    hasBegun: false,
    measuringMs: 0,
    shown: [],
    elapsedMs: 0,
    lessonMs: 0,
  }
}

/** A lesson has been loaded. @param rehearsed null where it was not rehearsed as it stands now */
export function openInPresent(
  state: PresentState,
  content: LessonContent,
  rehearsed: Rehearsed | null,
): PresentState {
  const lesson = beginLesson(content)
  const scene = lesson.scene === 'ask' ? 'ask' : 'code'
  return { ...state, lesson, scene, rehearsed }
}

export function reducePresent(state: PresentState, event: LessonEvent): PresentStep {
  if (event.type === 'key') return reduceKey(state, event.key)
  const { lesson } = state
  if (event.type === 'tick') return stay(tick(state, event.ms))
  if (lesson === null) return stay(state)
  const step = inLesson(state, lesson, event)
  const failed =
    event.type === 'problem' || (event.type === 'result' && !isCertain(event.result.verdict.outcome))
  // A measurement that shows nothing is replaced without being asked for.
  return failed && event.side === 'variant' && state.rehearsed !== null ? standIn(step.state) : step
}

function tick(state: PresentState, ms: number): PresentState {
  const { lesson, scene } = state
  const timed = { ...state, elapsedMs: state.elapsedMs + ms, lessonMs: state.lessonMs + ms }
  if (lesson === null) return timed
  const isMeasuring = scene === 'watch' && lesson.measured.variant.result === null
  const next = isMeasuring ? { ...timed, measuringMs: timed.measuringMs + ms } : timed
  return scene === 'code' || scene === 'watch' ? inLesson(next, lesson, { type: 'tick', ms }).state : next
}

/** Whether this machine is slow now: the lesson has taken twice as long as in the rehearsal, and is not measured yet. */
export function isSlow({ lesson, measuringMs, rehearsed }: PresentState): boolean {
  return rehearsed !== null && lesson?.measured.variant.result === null && measuringMs > 2 * rehearsed.tookMs
}

/** The wrong reasons to talk about: those with votes, most votes first; the first of all where nobody voted. */
export function beliefsOf({ ballots, lesson }: PresentState): { reason: Reason; votes: number }[] {
  const ballot = ballots.reason.at(-1)
  const wrong = (lesson?.content.reasons ?? [])
    .map((reason, at) => ({ reason, votes: ballot?.[at] ?? 0 }))
    .filter(({ reason }) => reason.belief !== null)
  const voted = wrong.filter(({ votes }) => votes > 0).sort((a, b) => b.votes - a.votes)
  return voted.length > 0 ? voted : wrong.slice(0, 1)
}

/** The part of the votes for the right outcome; null without votes, or where the measurement says nothing. */
function shareOf(ballot: Ballot | undefined, result: Result): number | null {
  if (ballot === undefined || sumOf(ballot) === 0) return null
  const right = findRightClaim(result)
  return right === -1 ? null : ballot[right]! / sumOf(ballot)
}

function stay(state: PresentState): PresentStep {
  return { state, effects: [] }
}

function leave(state: PresentState): PresentStep {
  return { state, effects: [{ do: 'stop' }, { do: 'leave' }] }
}

function go(state: PresentState, scene: PresentScene): PresentStep {
  const lesson = state.lesson
  const entered = { ...state, scene, typed: '', isMistyped: false, votesAgain: false }
  if (lesson === null) return stay(entered)
  switch (scene) {
    case 'watch': {
      const effects: PresentEffect[] = state.hasBegun ? [] : [{ do: 'run', side: 'variant' }]
      return { state: { ...entered, hasBegun: true, lesson: enterScene(lesson, 'watch') }, effects }
    }
    case 'belief':
      return stay({ ...entered, belief: 0 })
    case 'outcome':
    case 'reason':
    case 'end':
      return stay(entered)
    default:
      return stay({ ...entered, lesson: enterScene(lesson, scene) })
  }
}

/** Keys of a clicker, as presenters have one. */
const clicker: Record<Key, Key> = { pagedown: 'enter', pageup: 'b' }

function reduceKey(state: PresentState, pressed: Key): PresentStep {
  if (isVote(state.scene)) return inVote(state, state.scene, pressed)
  const key = clicker[pressed] ?? pressed
  if (key === 'q' || key === 'escape') return leave(state)
  if (key === ']') return openAt(state, state.at + 1)
  if (key === '[') return openAt(state, state.at - 1)
  const { lesson, scene } = state
  if (lesson === null) return stay(state)
  const goesOn = key === 'enter' || key === 'space'
  const isBack = key === 'b' || key === 'backspace'
  switch (scene) {
    case 'ask':
      return goesOn ? go(state, 'code') : stay(state)
    case 'code':
      if (isBack && lesson.content.ask !== '') return go(state, 'ask')
      return goesOn ? go(state, 'outcome') : stay(state)
    case 'watch':
      if (isBack) return go(state, hasReasons(lesson) ? 'reason' : 'outcome')
      if (key === 's' && state.rehearsed !== null && !state.standsIn) return standIn(state)
      return inLesson(state, lesson, { type: 'key', key })
    case 'reveal':
      if (isBack) return go(state, 'watch')
      return goesOn ? go(state, hasReasons(lesson) ? 'belief' : 'why') : stay(state)
    case 'belief':
      return reduceBeliefKey(state, { goesOn, isBack })
    case 'why':
      if (isBack) return go(state, hasReasons(lesson) ? 'belief' : 'reveal')
      return inLesson(state, lesson, { type: 'key', key })
    case 'duel':
    case 'recap':
      if (scene === 'recap' && goesOn) return openAt(state, state.at + 1)
      return inLesson(state, lesson, { type: 'key', key })
    case 'end':
      return isBack ? go(state, 'recap') : stay(state)
  }
}

function hasReasons({ content }: LessonState): boolean {
  return content.reasons.length > 0
}

function reduceBeliefKey(state: PresentState, { goesOn, isBack }: { goesOn: boolean; isBack: boolean }) {
  if (isBack) return state.belief === 0 ? go(state, 'reveal') : stay({ ...state, belief: state.belief - 1 })
  if (!goesOn) return stay(state)
  return state.belief + 1 < beliefsOf(state).length
    ? stay({ ...state, belief: state.belief + 1 })
    : go(state, 'why')
}

function inVote(state: PresentState, vote: Vote, key: Key): PresentStep {
  const { lesson } = state
  if (lesson === null) return stay(state)
  const { action, ...count } = reduceCount(state, state.ballots[vote], choicesOf(lesson, vote), key)
  const next = { ...state, ...count, ballots: { ...state.ballots, [vote]: count.ballots } }
  switch (action) {
    case 'on':
      return goOn(next, vote)
    case 'back':
      return goBack(next, vote)
    case 'leave':
      return leave(next)
    case 'next-lesson':
      return openAt(next, state.at + 1)
    case 'lesson-before':
      return openAt(next, state.at - 1)
    case null:
      return stay(next)
  }
}

function choicesOf(lesson: LessonState, vote: Vote): number {
  return vote === 'outcome' ? claims.length : lesson.content.reasons.length
}

function goOn(state: PresentState, vote: Vote): PresentStep {
  return go(state, vote === 'outcome' && hasReasons(state.lesson!) ? 'reason' : 'watch')
}

function goBack(state: PresentState, vote: Vote): PresentStep {
  return go(state, vote === 'outcome' ? 'code' : 'outcome')
}

/** Shows another lesson; behind the last one, what the class has learned. */
function openAt(state: PresentState, at: number): PresentStep {
  if (at < 0 || (state.lesson === null && state.scene !== 'end')) return stay(state)
  const shown = at > state.at ? addShown(state) : state.shown
  if (at >= state.lessons.length) {
    if (state.scene === 'end') return stay(state)
    return { state: { ...state, shown, scene: 'end' }, effects: [{ do: 'stop' }] }
  }
  const { elapsedMs, lessons } = state
  const next = { ...beginPresent(lessons, at), shown, elapsedMs }
  return { state: next, effects: [{ do: 'stop' }, { do: 'open', id: lessons[at]! }] }
}

function addShown({ ballots, lesson, shown }: PresentState): readonly Shares[] {
  const result = lesson?.measured.variant.result ?? null
  if (lesson === null || result === null) return shown
  const [first] = ballots.outcome
  const last = ballots.outcome.length > 1 ? ballots.outcome.at(-1) : undefined
  const { title } = lesson.content
  return [
    ...shown.filter(one => one.title !== title),
    { title, first: shareOf(first, result), last: shareOf(last, result) },
  ]
}

function standIn(state: PresentState): PresentStep {
  const { lesson, rehearsed } = state
  if (lesson === null || rehearsed === null) return stay(state)
  return {
    state: { ...state, lesson: showResults(lesson, rehearsed), standsIn: true },
    effects: [{ do: 'stop' }],
  }
}

/** What the lesson does with it. The scenes in which a student alone answers are left out. */
function inLesson(state: PresentState, lesson: LessonState, event: LessonEvent): PresentStep {
  const step = reduceLesson(lesson, event)
  const effects = step.effects.flatMap((effect): PresentEffect[] =>
    effect.do === 'run' ? [{ do: 'run', side: effect.side }] : [],
  )
  if (step.state === lesson) return { state, effects }
  const next = { ...state, lesson: step.state }
  const { scene } = step.state
  if (event.type !== 'key' || scene === lesson.scene) return { state: next, effects }
  const entered = go(next, scene === 'observe' ? 'reveal' : (scene as PresentScene))
  return { state: entered.state, effects: [...effects, ...entered.effects] }
}
