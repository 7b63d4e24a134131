// The whole interactive program as a state machine: the list of lessons, a lesson, or a recording; and the help over them.
import type { Notes } from '../model/notes.ts'
import { noProgress, type Progress } from '../model/progress.ts'
import type { Rehearsed } from '../model/rehearsed.ts'
import type { Result } from '../model/report.ts'
import type { HeapExplorer } from '../retention/heap-explorer.ts'
import { type EditEvent, type EditState, openEdit, reduceEdit } from './edit/state.ts'
import {
  type EnginesEvent,
  type EnginesState,
  isMeasuringEngines,
  openEngines,
  reduceEngines,
} from './engines/state.ts'
import { type ExploreState, openExplore, reduceExplore } from './explore/state.ts'
import type { CourseGroup } from './home/course.ts'
import { listLessons } from './home/course.ts'
import { type HomeState, openHome, reduceHome } from './home/state.ts'
import type { Key } from './keys.ts'
import { isRightOutcome, isRightReason } from './lesson/answer.ts'
import type { LessonContent } from './lesson/content.ts'
import {
  beginLesson,
  canCompareEngines,
  type LessonEvent,
  type LessonState,
  predictionOf,
  reduceLesson,
  type Side,
} from './lesson/state.ts'
import { type NotesState, noNotes, takeNotes, tickNotes } from './notes/state.ts'
import { beginPresent, openInPresent, type PresentState, reducePresent } from './present/state.ts'
import { openReplay, type ReplayState, reduceReplay } from './replay/state.ts'
import type { Size } from './screen.ts'

export interface StageState {
  size: Size
  scene:
    | { kind: 'home' }
    | { kind: 'lesson'; lesson: LessonState }
    | { kind: 'replay'; replay: ReplayState }
    | { kind: 'edit'; edit: EditState }
    | { kind: 'present'; present: PresentState }
    | { kind: 'notes'; notes: NotesState }
    | { kind: 'explore'; explore: ExploreState }
    /** `lesson`: the one that it was reached from. */
    | { kind: 'engines'; engines: EnginesState; lesson: LessonState }
  home: HomeState
  /** Whether the user began with the list of lessons: then leaving a lesson leads back to it. */
  hasHome: boolean
  /** What the scene of the engines showed last; null before. */
  compared: EnginesState | null
  progress: Progress
  /** Why the progress could not be saved; empty if it was. */
  unsaved: string
  /** Whether all keys are shown instead of the scene. */
  showsHelp: boolean
}

export type StageEvent =
  | { type: 'key'; key: Key }
  | { type: 'tick'; ms: number }
  | { type: 'resize'; size: Size }
  /** A lesson was opened. `rehearsed` stands in for it before a class. */
  | { type: 'opened'; content: LessonContent; rehearsed?: Rehearsed | null }
  /** What a presentation shows now; null when none runs. */
  | { type: 'notes'; notes: Notes | null }
  /** Something happened in a measurement of the lesson that is open. */
  | { type: 'lesson'; event: LessonEvent }
  /** Something happened to the file that is edited. */
  | { type: 'edit'; event: EditEvent }
  /** Something happened while a scenario is measured in several engines. */
  | { type: 'engines'; event: EnginesEvent }

export type StageEffect =
  | { do: 'open'; id: string }
  | { do: 'run'; content: LessonContent; side: Side }
  /** Measure all variants of a file anew. */
  | { do: 'run-all'; file: string }
  /** Measure all variants of a scenario in each engine. */
  | { do: 'compare'; scenario: string }
  /** End what runs: nobody waits for it any more. */
  | { do: 'stop' }
  | { do: 'save'; progress: Progress }
  | { do: 'suspend' }
  | { do: 'leave' }

export interface StageStep {
  state: StageState
  effects: StageEffect[]
}

export function openStage(size: Size, course: readonly CourseGroup[], progress: Progress): StageState {
  const home = openHome(course, progress)
  return {
    size,
    scene: { kind: 'home' },
    home,
    hasHome: true,
    compared: null,
    progress,
    unsaved: '',
    showsHelp: false,
  }
}

/** Begins with one lesson. */
export function openStageAt(
  size: Size,
  course: readonly CourseGroup[],
  progress: Progress,
  content: LessonContent,
): StageState {
  const lesson = beginLesson(content)
  return { ...openStage(size, course, progress), scene: { kind: 'lesson', lesson }, hasHome: false }
}

/** Begins with recordings. @param results at least one */
export function openStageWith(size: Size, results: readonly Result[]): StageState {
  const replay = openReplay(results)
  return { ...openStage(size, [], noProgress), scene: { kind: 'replay', replay } }
}

/** Begins with a file that is edited. */
export function openStageToEdit(size: Size, file: string): StageState {
  return { ...openStage(size, [], noProgress), scene: { kind: 'edit', edit: openEdit(file) } }
}

/**
 * Begins a presentation.
 * @param lessons scenarios or files, at least one
 * @param from the index of the first lesson to show
 */
export function openStageToPresent(
  size: Size,
  { from, lessons }: { lessons: readonly string[]; from: number },
): StageState {
  const present = beginPresent(lessons, from)
  return { ...openStage(size, [], noProgress), scene: { kind: 'present', present } }
}

/** Begins with the notes of a presentation, before any have come. */
export function openStageForNotes(size: Size): StageState {
  return { ...openStage(size, [], noProgress), scene: { kind: 'notes', notes: noNotes } }
}

/** Begins with a heap snapshot. @param file the snapshot, as the user named it */
export function openStageToExplore(size: Size, explorer: HeapExplorer, file: string): StageState {
  return {
    ...openStage(size, [], noProgress),
    scene: { kind: 'explore', explore: openExplore(explorer, file) },
  }
}

export function reduceStage(state: StageState, event: StageEvent): StageStep {
  switch (event.type) {
    case 'resize':
      return stay({ ...state, size: event.size })
    case 'opened': {
      if (state.scene.kind === 'present') {
        const present = openInPresent(state.scene.present, event.content, event.rehearsed ?? null)
        return stay({ ...state, scene: { kind: 'present', present } })
      }
      const progress = { ...state.progress, last: event.content.scenario }
      const lesson = beginLesson(event.content)
      return {
        state: { ...state, scene: { kind: 'lesson', lesson }, progress },
        effects: [{ do: 'save', progress }],
      }
    }
    case 'tick':
      return tick(state, event.ms)
    case 'notes':
      return state.scene.kind === 'notes'
        ? stay({ ...state, scene: { kind: 'notes', notes: takeNotes(event.notes) } })
        : stay(state)
    case 'lesson':
      if (state.scene.kind === 'present') return inPresent(state, state.scene.present, event.event)
      return state.scene.kind === 'lesson' ? inLesson(state, state.scene.lesson, event.event) : stay(state)
    case 'edit':
      return state.scene.kind === 'edit' ? inEdit(state, state.scene.edit, event.event) : stay(state)
    case 'engines':
      return state.scene.kind === 'engines' ? inEngines(state, state.scene.engines, event.event) : stay(state)
    case 'key':
      return reduceKey(state, event.key)
  }
}

function stay(state: StageState): StageStep {
  return { state, effects: [] }
}

function tick(state: StageState, ms: number): StageStep {
  const { scene } = state
  if (state.showsHelp || scene.kind === 'home' || scene.kind === 'edit' || scene.kind === 'explore')
    return stay(state)
  if (scene.kind === 'replay') return inReplay(state, scene.replay, reduceReplay(scene.replay, { ms }))
  if (scene.kind === 'present') return inPresent(state, scene.present, { type: 'tick', ms })
  if (scene.kind === 'notes') {
    const notes = tickNotes(scene.notes, ms)
    return stay(notes === scene.notes ? state : { ...state, scene: { kind: 'notes', notes } })
  }
  if (scene.kind === 'engines') return inEngines(state, scene.engines, { type: 'tick', ms })
  return inLesson(state, scene.lesson, { type: 'tick', ms })
}

function reduceKey(state: StageState, key: Key): StageStep {
  if (key === 'ctrl-c') return { state, effects: [{ do: 'stop' }, { do: 'leave' }] }
  if (key === 'ctrl-z') return { state, effects: [{ do: 'suspend' }] }
  if (state.showsHelp) return stay({ ...state, showsHelp: false })
  if (key === '?') return stay({ ...state, showsHelp: true })
  const { scene } = state
  switch (scene.kind) {
    case 'home': {
      const { effect, state: home } = reduceHome(state.home, key, state.size.rows - 6)
      return { state: { ...state, home }, effects: effect === null ? [] : [effect] }
    }
    case 'replay':
      if (key === 'q' || key === 'escape') return { state, effects: [{ do: 'leave' }] }
      return inReplay(state, scene.replay, reduceReplay(scene.replay, key))
    case 'edit':
      return inEdit(state, scene.edit, { type: 'key', key })
    case 'present':
      return inPresent(state, scene.present, { type: 'key', key })
    case 'notes':
      return key === 'q' || key === 'escape' ? { state, effects: [{ do: 'leave' }] } : stay(state)
    case 'explore': {
      const explore = reduceExplore(scene.explore, key, state.size.rows - 8)
      if (explore === null) return { state, effects: [{ do: 'leave' }] }
      return stay(explore === scene.explore ? state : { ...state, scene: { kind: 'explore', explore } })
    }
    case 'lesson':
      return reduceLessonKey(state, scene.lesson, key)
    case 'engines':
      return reduceEnginesKey(state, scene, key)
  }
}

function reduceLessonKey(state: StageState, lesson: LessonState, key: Key): StageStep {
  const { scenario } = lesson.content
  if (key === 'q' || key === 'escape') {
    return state.hasHome ? goHome(state) : { state, effects: [{ do: 'stop' }, { do: 'leave' }] }
  }
  if (key === 'e' && canCompareEngines(lesson)) return compareEngines(state, lesson)
  if (lesson.scene === 'recap') {
    const next = nextLesson(state, scenario)
    if (key === 'h' && isInCourse(state, scenario)) return goHome(state)
    if (key === 'a') return { state, effects: [{ do: 'stop' }, { do: 'open', id: scenario }] }
    if (key === 'enter') {
      if (next === null)
        return isInCourse(state, scenario)
          ? goHome(state)
          : { state, effects: [{ do: 'stop' }, { do: 'leave' }] }
      return { state, effects: [{ do: 'stop' }, { do: 'open', id: next.id }] }
    }
  }
  return inLesson(state, lesson, { type: 'key', key })
}

/** Shows what was measured of the scenario before, or measures it. */
function compareEngines(state: StageState, lesson: LessonState): StageStep {
  const { scenario, title } = lesson.content
  const { compared } = state
  if (compared?.scenario === scenario && compared.problem === '' && !isMeasuringEngines(compared))
    return stay({ ...state, scene: { kind: 'engines', engines: compared, lesson } })
  const engines = openEngines({ scenario, title })
  return {
    state: { ...state, scene: { kind: 'engines', engines, lesson } },
    effects: [{ do: 'compare', scenario }],
  }
}

function reduceEnginesKey(
  state: StageState,
  { engines, lesson }: Extract<StageState['scene'], { kind: 'engines' }>,
  key: Key,
): StageStep {
  switch (key) {
    case 'q':
    case 'escape':
      return state.hasHome ? goHome(state) : { state, effects: [{ do: 'stop' }, { do: 'leave' }] }
    case 'b':
    case 'backspace':
    case 'enter':
      return { state: { ...state, scene: { kind: 'lesson', lesson } }, effects: [{ do: 'stop' }] }
    case 'r': {
      if (isMeasuringEngines(engines)) return stay(state)
      const anew = { ...openEngines(engines), selected: engines.selected }
      return {
        state: { ...state, scene: { kind: 'engines', engines: anew, lesson } },
        effects: [{ do: 'compare', scenario: engines.scenario }],
      }
    }
  }
  return inEngines(state, engines, { type: 'key', key })
}

/** The same state where nothing has changed, so that nothing is drawn. */
function inEngines(state: StageState, before: EnginesState, event: EnginesEvent): StageStep {
  const engines = reduceEngines(before, event)
  if (engines === before || state.scene.kind !== 'engines') return stay(state)
  return stay({ ...state, scene: { ...state.scene, engines }, compared: engines })
}

function inEdit(state: StageState, edit: EditState, event: EditEvent): StageStep {
  const step = reduceEdit(edit, event)
  const effects = step.effects.flatMap((effect): StageEffect[] => [{ do: 'stop' }, effect])
  return { state: { ...state, scene: { kind: 'edit', edit: step.state } }, effects }
}

function inPresent(state: StageState, before: PresentState, event: LessonEvent): StageStep {
  const step = reducePresent(before, event)
  const next: StageState =
    step.state === before ? state : { ...state, scene: { kind: 'present', present: step.state } }
  const effects = step.effects.map(
    (effect): StageEffect =>
      effect.do === 'run' ? { ...effect, content: step.state.lesson!.content } : effect,
  )
  return { state: next, effects }
}

/** The same state where nothing has changed, so that nothing is drawn. */
function inReplay(state: StageState, before: ReplayState, replay: ReplayState): StageStep {
  return stay(before === replay ? state : { ...state, scene: { kind: 'replay', replay } })
}

function goHome(state: StageState): StageStep {
  const home = openHome(state.home.course, state.progress)
  return { state: { ...state, scene: { kind: 'home' }, home, hasHome: true }, effects: [{ do: 'stop' }] }
}

function inLesson(state: StageState, lesson: LessonState, event: LessonEvent): StageStep {
  const step = reduceLesson(lesson, event)
  if (step.state === lesson && step.effects.length === 0) return stay(state)
  let next: StageState = { ...state, scene: { kind: 'lesson', lesson: step.state } }
  const effects = step.effects.map((effect): StageEffect => {
    if (effect.do === 'run') return { do: 'run', content: lesson.content, side: effect.side }
    const progress = isInCourse(state, lesson.content.scenario)
      ? addDone(state.progress, step.state)
      : state.progress
    next = { ...next, progress }
    return { do: 'save', progress }
  })
  return { state: next, effects }
}

/** What the lesson adds to the progress. A lesson that could not be measured is not done. */
function addDone(progress: Progress, lesson: LessonState): Progress {
  const { result } = lesson.measured.variant
  const prediction = predictionOf(lesson)
  if (result === null || prediction === null) return progress
  const done = {
    outcome: isRightOutcome(prediction, result),
    reason: prediction.reason === null ? null : isRightReason(prediction),
  }
  return { ...progress, lessons: { ...progress.lessons, [lesson.content.scenario]: done } }
}

/** Whether a lesson is one of leaklab's own. */
export function isInCourse({ home }: Pick<StageState, 'home'>, scenario: string): boolean {
  return listLessons(home.course).some(({ id }) => id === scenario)
}

/** The lesson after this one in the course; null after the last, and for a file of the user. */
export function nextLesson({ home }: Pick<StageState, 'home'>, scenario: string) {
  const lessons = listLessons(home.course)
  const at = lessons.findIndex(({ id }) => id === scenario)
  return at === -1 ? null : (lessons[at + 1] ?? null)
}
