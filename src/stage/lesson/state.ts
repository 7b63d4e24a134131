// One lesson as a state machine: ask, code, predict, watch, what did you see, reveal, why, duel, recap.
// Keys, readings and ticks are events; what is to be done outside is an effect. There is no clock and no terminal in it.
import type { Recording } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import { listPaths, type RetainingPath, type ShownPath } from '../../model/retention.ts'
import { type Claim, claims } from '../../scenario/scenario.ts'
import type { Key } from '../keys.ts'
import { listEvents } from '../playback/events.ts'
import { createPlayer, isAtEnd, type Player, reducePlayer } from '../playback/player.ts'
import { playerActionOf } from '../playback/player-keys.ts'
import { type Observation, observations, type Prediction } from './answer.ts'
import type { LessonContent } from './content.ts'

export const lessonScenes = [
  'ask',
  'code',
  'outcome',
  'reason',
  'confidence',
  'watch',
  'observe',
  'reveal',
  'why',
  'duel',
  'recap',
] as const
export type LessonScene = (typeof lessonScenes)[number]

/** Which of the two variants of a lesson. */
export type Side = 'variant' | 'against'

/** One variant that is measured now or was. */
interface Measurement {
  recording: Recording | null
  result: Result | null
  /** Why it could not be measured; empty if nothing went wrong. */
  problem: string
}

export interface LessonState {
  content: LessonContent
  scene: LessonScene
  /** Time in the scene of the code, in milliseconds. */
  sceneMs: number
  prediction: Partial<Prediction>
  observation: Observation | null
  measured: Record<Side, Measurement>
  player: Player
  /** Whether the end is wanted as soon as it has been measured. */
  skips: boolean
  /** Which retaining path is shown: an index of `pathsOf`. */
  shownPath: number
  /** Which arrow of the path is chosen: an index of its steps; null where none can be cut. */
  arrow: number | null
  /** Whether the chosen arrow was cut and no variant is without it. */
  cutNothing: boolean
}

export type LessonEvent =
  | { type: 'key'; key: Key }
  | { type: 'tick'; ms: number }
  | { type: 'progress'; side: Side; recording: Recording }
  | { type: 'result'; side: Side; result: Result }
  | { type: 'problem'; side: Side; message: string }

type LessonEffect = { do: 'run'; side: Side } | { do: 'finish' }

export interface LessonStep {
  state: LessonState
  effects: LessonEffect[]
}

const nothing: Measurement = { recording: null, result: null, problem: '' }

export function beginLesson(content: LessonContent): LessonState {
  return {
    content,
    scene: content.ask === '' ? 'code' : 'ask',
    sceneMs: 0,
    prediction: {},
    observation: null,
    measured: { variant: nothing, against: nothing },
    player: createPlayer([], true),
    skips: false,
    shownPath: 0,
    arrow: null,
    cutNothing: false,
  }
}

export function reduceLesson(state: LessonState, event: LessonEvent): LessonStep {
  switch (event.type) {
    case 'key':
      return reduceKey(state, event.key)
    case 'tick':
      return stay(tick(state, event.ms))
    case 'progress':
      return stay(measure(state, event.side, { recording: event.recording }))
    case 'result': {
      const { result, side } = event
      const next = measure(state, side, { recording: result.recording, result })
      const runsNext = side === 'variant' && next.content.against !== null
      return { state: next, effects: runsNext ? [{ do: 'run', side: 'against' }] : [] }
    }
    case 'problem':
      return stay(measure(state, event.side, { problem: event.message }))
  }
}

function stay(state: LessonState): LessonStep {
  return { state, effects: [] }
}

function go(state: LessonState, scene: LessonScene, effects: LessonEffect[] = []): LessonStep {
  return { state: { ...state, scene, sceneMs: 0 }, effects }
}

/** Shows a scene. The arrow out of the holder is chosen where the path is shown. */
export function enterScene(state: LessonState, scene: LessonScene): LessonState {
  const entered = { ...state, scene, sceneMs: 0 }
  return scene === 'why' ? showPath(entered, 0) : entered
}

/** Shows what was measured before, in place of what is measured now. */
export function showResults(
  state: LessonState,
  { against, variant }: Record<Side, Result | null>,
): LessonState {
  const of = (result: Result | null): Measurement => ({
    recording: result?.recording ?? null,
    result,
    problem: '',
  })
  const measured = { variant: of(variant), against: of(against) }
  const events = variant === null ? [] : listEvents(variant.recording)
  return { ...state, measured, player: createPlayer(events, false), skips: false }
}

/** Whether the curve has been watched to its end, or there will be none. */
export function isWatched({ measured: { variant }, player }: LessonState): boolean {
  return variant.problem !== '' || (variant.result !== null && isAtEnd(player))
}

/** Whether the scenario can be run in other engines now: the lesson is over, and nothing is measured any more. */
export function canCompareEngines({ content, measured, scene }: LessonState): boolean {
  const { against, variant } = measured
  const isMeasured =
    variant.problem !== '' || content.against === null || against.result !== null || against.problem !== ''
  return scene === 'recap' && content.isComparable && isMeasured
}

/** The prediction, once it is complete. */
export function predictionOf({ prediction }: LessonState): Prediction | null {
  const { claim, isSure, reason } = prediction
  return claim === undefined || isSure === undefined || reason === undefined
    ? null
    : { claim, reason, isSure }
}

/** The retaining paths of the variant, the main one first. */
export function pathsOf({ measured }: LessonState): ShownPath[] {
  return listPaths(measured.variant.result?.recording.retention ?? null)
}

/** An arrow can be cut in the main path only, and only if there is a variant without that reference. */
function showPath(state: LessonState, shownPath: number): LessonState {
  const main = pathsOf(state)[0]?.path
  const canCut = shownPath === 0 && state.content.against !== null
  const arrow = canCut && main !== undefined ? holderArrow(main) : null
  return { ...state, shownPath, arrow, cutNothing: false }
}

/** The arrow that the other variant does not have: the one that leads out of the holder. */
function holderArrow({ holder, steps }: RetainingPath): number {
  return Math.min(holder + 1, steps.length - 1)
}

function reduceKey(state: LessonState, key: Key): LessonStep {
  const choice = /^[1-9]$/.test(key) ? Number(key) - 1 : undefined
  const goesOn = key === 'enter' || key === 'space'
  switch (state.scene) {
    case 'ask':
      return goesOn ? go(state, 'code') : stay(state)
    case 'code':
      if (isBack(key) && state.content.ask !== '') return go(state, 'ask')
      return goesOn ? go(state, 'outcome') : stay(state)
    case 'outcome':
      if (isBack(key)) return go(state, 'code')
      return chooseOutcome(state, choice)
    case 'reason':
      if (isBack(key)) return go(state, 'outcome')
      return chooseReason(state, choice)
    case 'confidence':
      if (isBack(key)) return go(state, state.content.reasons.length === 0 ? 'outcome' : 'reason')
      if (choice !== 0 && choice !== 1) return stay(state)
      return go({ ...state, prediction: { ...state.prediction, isSure: choice === 0 } }, 'watch', [
        { do: 'run', side: 'variant' },
      ])
    case 'watch':
      return reduceWatchKey(state, key)
    case 'observe':
      if (isBack(key)) return go(state, 'watch')
      return choice !== undefined && choice < observations.length
        ? go({ ...state, observation: observations[choice]! }, 'reveal')
        : stay(state)
    case 'reveal':
      if (isBack(key)) return go(state, 'watch')
      return goesOn ? stay(enterScene(state, 'why')) : stay(state)
    case 'why':
      return reduceWhyKey(state, key)
    case 'duel':
      if (isBack(key)) return go(state, 'why')
      return goesOn ? go(state, 'recap', [{ do: 'finish' }]) : stay(state)
    case 'recap':
      if (isBack(key)) return go(state, state.content.against === null ? 'why' : 'duel')
      return stay(state)
  }
}

function isBack(key: Key): boolean {
  return key === 'backspace' || key === 'b'
}

function chooseOutcome(state: LessonState, choice: number | undefined): LessonStep {
  const claim: Claim | undefined = choice === undefined ? undefined : claims[choice]
  if (claim === undefined) return stay(state)
  const hasReasons = state.content.reasons.length > 0
  const prediction = hasReasons ? { claim } : { claim, reason: null }
  return go({ ...state, prediction }, hasReasons ? 'reason' : 'confidence')
}

function chooseReason(state: LessonState, choice: number | undefined): LessonStep {
  const reason = choice === undefined ? undefined : state.content.reasons[choice]
  return reason === undefined
    ? stay(state)
    : go({ ...state, prediction: { ...state.prediction, reason } }, 'confidence')
}

function reduceWatchKey(state: LessonState, key: Key): LessonStep {
  const { player } = state
  if (key === 'enter') {
    if (state.measured.variant.problem !== '') return go(state, 'recap', [{ do: 'finish' }])
    if (isWatched(state)) return go(state, 'observe')
    return stay(settle({ ...state, skips: true, player: reducePlayer(player, { do: 'last' }) }))
  }
  const action = playerActionOf(key)
  return action === undefined
    ? stay(state)
    : stay({ ...state, player: reducePlayer(player, action), skips: false })
}

function reduceWhyKey(state: LessonState, key: Key): LessonStep {
  const paths = pathsOf(state)
  if (isBack(key)) return go(state, 'reveal')
  const next = state.content.against === null ? 'recap' : 'duel'
  if (key === 'enter' || key === 'space') return go(state, next, next === 'recap' ? [{ do: 'finish' }] : [])
  if (key === 'o' && paths.length > 1) return stay(showPath(state, (state.shownPath + 1) % paths.length))
  const path = paths[state.shownPath]?.path
  if (path === undefined || path.steps.length < 2 || state.arrow === null) return stay(state)
  const choose = (arrow: number) => stay({ ...state, arrow, cutNothing: false })
  if (key === 'down' || key === 'j') return choose(Math.min(path.steps.length - 1, state.arrow + 1))
  if (key === 'up' || key === 'k') return choose(Math.max(1, state.arrow - 1))
  if (key !== 'x') return stay(state)
  return state.arrow === holderArrow(path) && next === 'duel'
    ? go(state, 'duel')
    : stay({ ...state, cutNothing: true })
}

function measure(state: LessonState, side: Side, news: Partial<Measurement>): LessonState {
  const measured = { ...state.measured, [side]: { ...state.measured[side], ...news } }
  const next = { ...state, measured }
  const { recording, result, problem } = measured.variant
  if (side === 'against' || recording === null) return next
  const isLive = result === null && problem === ''
  const player = reducePlayer(state.player, { do: 'extend', events: listEvents(recording), isLive })
  return settle({ ...next, player })
}

/** When the student wants to see the end, the newest event is shown. */
function settle(state: LessonState): LessonState {
  return state.skips ? { ...state, player: reducePlayer(state.player, { do: 'last' }) } : state
}

function tick(state: LessonState, ms: number): LessonState {
  if (state.scene === 'code') return { ...state, sceneMs: state.sceneMs + ms }
  if (state.scene !== 'watch') return state
  const player = reducePlayer(state.player, { do: 'tick', ms })
  return player === state.player ? state : { ...state, player }
}
