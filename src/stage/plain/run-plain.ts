// Runs the interactive program without a screen: each answer is a line, and what happens is appended.
import type { Style } from '../../report/terminal/style.ts'
import type { PlainReason } from '../../report/words/en/plain.ts'
import { words } from '../../report/words/words.ts'
import { isMeasuringEngines } from '../engines/state.ts'
import { listLessons } from '../home/course.ts'
import { shownGroups } from '../home/state.ts'
import type { Key } from '../keys.ts'
import { isAtEnd } from '../playback/player.ts'
import { isVote, type PresentState } from '../present/state.ts'
import { type Backstage, type Session, startSession } from '../session.ts'
import type { StageState } from '../state.ts'
import { describeState, shownLesson } from './state.ts'

/** What is read and written. */
export interface PlainIo {
  /** The lines that the user types; the program is left after the last. */
  lines: AsyncIterable<string>
  /** Prints lines. */
  print(text: string): void
  style: Pick<Style, 'unicode'>
}

/** A line on long work after so many milliseconds. */
const reportEveryMs = 30_000

/**
 * Runs until the user leaves, or the input ends.
 * @returns the state in which it was left
 */
export async function runPlain(
  initial: StageState,
  { lines, print, style }: PlainIo,
  backstage: Backstage,
  reason: PlainReason,
  signal: AbortSignal,
): Promise<StageState> {
  let shown = ''
  /** Nothing is said while several keys are one answer, and after leaving. */
  let isSilent = false
  let changed: (() => void) | undefined
  const say = (texts: readonly string[]) => print(texts.join('\n'))
  const onChange = (state: StageState) => {
    if (isSilent) return
    const scene = nameScene(state)
    if (scene !== shown) {
      shown = scene
      say(['', ...describeState(state, style)])
    }
    if (isMeasured(state)) session.handle({ type: 'key', key: 'enter' })
    changed?.()
  }
  /** Several keys are one answer. */
  const pressAll = (keys: readonly Key[]) => {
    isSilent = true
    for (const key of keys) session.handle({ type: 'key', key })
    isSilent = false
    onChange(session.state)
  }
  /** An answer that is typed, or piped, while it is measured is for what comes then. */
  const untilMeasured = async () => {
    while (isMeasuring(session.state))
      await new Promise<void>(resolve => {
        changed = resolve
      })
  }
  const session = startSession(initial, backstage, onChange, () => {})
  signal.addEventListener('abort', () => session.end(signal.reason), { once: true })
  const reporting = setInterval(() => sayProgress(session.state, say), reportEveryMs)
  try {
    signal.throwIfAborted()
    say([words.plain.describeMode(reason)])
    onChange(session.state)
    const repeat = () => {
      shown = ''
      onChange(session.state)
    }
    const input = readLines(lines, session, { say, style, repeat, pressAll, untilMeasured })
    await Promise.race([session.left, input])
    return session.state
  } finally {
    isSilent = true
    clearInterval(reporting)
    session.close()
  }
}

/** What is shown is appended when this changes. */
function nameScene(state: StageState): string {
  const { home, scene } = state
  if (scene.kind === 'notes') return describeState(state, { unicode: true }).join('\n')
  if (scene.kind === 'engines') {
    const { problem, scenario } = scene.engines
    return JSON.stringify([scene.kind, scenario, problem, isMeasuringEngines(scene.engines)])
  }
  const shown = shownLesson(state)
  if (shown === null) return `${scene.kind} ${home.filter}`
  const { content, cutNothing, measured, shownPath } = shown.lesson
  const compared = shown.part === 'duel' ? measured.against.result !== null : ''
  return JSON.stringify([content.scenario, shown.part, shownPath, cutNothing, compared, nameVotes(state)])
}

function nameVotes({ scene }: StageState): unknown {
  if (scene.kind !== 'present') return null
  const { at, ballots, belief, isMistyped, votesAgain } = scene.present
  return [at, ballots, belief, isMistyped, votesAgain]
}

/** Whether a lesson waits only for the student to go on from the curve, which plain mode describes in the next scene. */
function isMeasured(state: StageState): boolean {
  const shown = shownLesson(state)
  if (shown === null || shown.part !== 'watch') return false
  const { measured, player } = shown.lesson
  const { problem, recording, result } = measured.variant
  if (problem !== '') return true
  return result !== null || (recording !== null && player.isLive && !isAtEnd(player))
}

interface Answers {
  say(texts: readonly string[]): void
  style: Pick<Style, 'unicode'>
  /** Prints the scene once more. */
  repeat(): void
  pressAll(keys: readonly Key[]): void
  untilMeasured(): Promise<void>
}

async function readLines(
  lines: AsyncIterable<string>,
  session: Session,
  { pressAll, repeat, say, style, untilMeasured }: Answers,
): Promise<void> {
  for await (const line of lines) {
    const typed = line.trim().toLowerCase()
    const { againCommand, commands, helpCommand, helpLines } = words.plain
    const leavesEngines = session.state.scene.kind === 'engines' && commands[typed] === 'b'
    if (commands[typed] !== 'q' && !leavesEngines) await untilMeasured()
    if (typed === helpCommand) say(helpLines)
    else if (typed === againCommand && !isRecap(session.state)) repeat()
    else pressAll(keysOf(typed, session.state))
    if (session.state.scene.kind === 'home' && typed === '') say(describeState(session.state, style))
  }
}

/** Whether what the scene is about is not known yet. */
function isMeasuring(state: StageState): boolean {
  if (state.scene.kind === 'present' && state.scene.present.lesson === null) return true
  if (state.scene.kind === 'engines') return isMeasuringEngines(state.scene.engines)
  const shown = shownLesson(state)
  if (shown === null) return false
  const { content, measured } = shown.lesson
  const { problem, result } = measured.against
  return (
    shown.part === 'watch' ||
    (shown.part === 'duel' && content.against !== null && result === null && problem === '')
  )
}

function isRecap({ scene }: StageState): boolean {
  return scene.kind === 'lesson' && scene.lesson.scene === 'recap'
}

/** The keys that a line stands for. */
function keysOf(typed: string, state: StageState): Key[] {
  const { againCommand, commands } = words.plain
  if (typed === '') return state.scene.kind === 'home' ? [] : ['enter']
  const { scene } = state
  if (scene.kind === 'present' && isVote(scene.present.scene)) return voteKeysOf(typed, scene.present)
  if (typed === againCommand) return ['a']
  if (Object.hasOwn(commands, typed))
    return state.scene.kind === 'home' ? leaveHome(commands[typed]!, state) : [commands[typed]!]
  if (state.scene.kind !== 'home') return [...typed].slice(0, 1)
  const { home } = state
  const number = Number(typed)
  if (Number.isInteger(number) && number >= 1 && number <= listLessons(shownGroups(home)).length)
    return ['home', ...Array.from({ length: number - 1 }, () => 'down'), 'enter']
  // A new word replaces the one before it.
  return [...(home.filter === '' ? [] : ['escape']), ...[...typed].map(key => (key === ' ' ? 'space' : key))]
}

/** A count is a line, and `b` is one of its letters. */
function voteKeysOf(typed: string, { typed: before }: PresentState): Key[] {
  const key = words.plain.commands[typed]
  if (key === 'b') return ['pageup']
  if (key === 'v' || key === 'q') return [key]
  // What was typed before, and is no count, goes first.
  const clear = before === '' ? [] : ['escape']
  return [...clear, ...[...typed].map(character => (character === ' ' ? 'space' : character)), 'enter']
}

/** On the list of lessons a letter would be part of a search. */
function leaveHome(key: Key, { home }: StageState): Key[] {
  if (key !== 'q') return []
  return home.filter === '' ? ['escape'] : ['escape', 'escape']
}

function sayProgress(state: StageState, say: (texts: readonly string[]) => void): void {
  if (state.scene.kind === 'engines') {
    const { ended, trials } = state.scene.engines
    if (isMeasuringEngines(state.scene.engines))
      say([words.engines.describeStillMeasuring(ended, trials.length)])
    return
  }
  const shown = shownLesson(state)
  if (shown === null || shown.part !== 'watch') return
  const { recording, result } = shown.lesson.measured.variant
  if (recording === null || result !== null) return
  const iterations = recording.rounds.at(-1)?.totalSteps ?? 0
  say([words.plain.describeStillMeasuring(recording.rounds.length, iterations)])
}
