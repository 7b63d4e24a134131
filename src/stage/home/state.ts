// The list of lessons as a state machine: move, filter, open.
import type { Progress } from '../../model/progress.ts'
import { createFilter } from '../filter.ts'
import type { Key } from '../keys.ts'
import { type CourseGroup, type CourseLesson, listLessons } from './course.ts'

export interface HomeState {
  course: readonly CourseGroup[]
  /** What was typed to filter; empty for all lessons. */
  filter: string
  /** Index of the chosen lesson among those that are shown. */
  selected: number
}

/** Begins at the lesson that was opened last, if it is not done; otherwise at the first one that is not done. */
export function openHome(course: readonly CourseGroup[], { last, lessons: done }: Progress): HomeState {
  const lessons = listLessons(course)
  const isOpen = ({ id }: CourseLesson) => !Object.hasOwn(done, id)
  const begun = lessons.findIndex(lesson => lesson.id === last && isOpen(lesson))
  const selected = begun === -1 ? Math.max(0, lessons.findIndex(isOpen)) : begun
  return { course, filter: '', selected }
}

/** The groups with the lessons that the filter leaves. */
export function shownGroups({ course, filter }: Pick<HomeState, 'course' | 'filter'>): CourseGroup[] {
  const matches = createFilter(filter)
  const isShown = ({ ask, chapter, slug, title }: CourseLesson) =>
    matches(`${title} ${slug} ${chapter} ${ask}`)
  return course
    .map(({ chapter, lessons }) => ({ chapter, lessons: lessons.filter(isShown) }))
    .filter(({ lessons }) => lessons.length > 0)
}

function selectedLesson(state: HomeState): CourseLesson | undefined {
  return listLessons(shownGroups(state))[state.selected]
}

export type HomeEffect = { do: 'open'; id: string } | { do: 'leave' }

/** @returns the next state, and what is to be done */
export function reduceHome(
  state: HomeState,
  key: Key,
  pageRows: number,
): { state: HomeState; effect: HomeEffect | null } {
  const count = listLessons(shownGroups(state)).length
  const move = (by: number) => ({
    state: { ...state, selected: Math.max(0, Math.min(count - 1, state.selected + by)) },
    effect: null,
  })
  const filterBy = (filter: string) => ({ state: { ...state, filter, selected: 0 }, effect: null })
  switch (key) {
    case 'down':
    case 'tab':
    case 'ctrl-n':
      return move(1)
    case 'up':
    case 'ctrl-p':
      return move(-1)
    case 'pagedown':
      return move(pageRows)
    case 'pageup':
      return move(-pageRows)
    case 'home':
      return move(-count)
    case 'end':
      return move(count)
    case 'enter': {
      const lesson = selectedLesson(state)
      return { state, effect: lesson === undefined ? null : { do: 'open', id: lesson.id } }
    }
    case 'escape':
      return state.filter === '' ? { state, effect: { do: 'leave' } } : filterBy('')
    case 'backspace':
      return filterBy([...state.filter].slice(0, -1).join(''))
    case 'space':
      return state.filter === '' ? { state, effect: null } : filterBy(`${state.filter} `)
    case 'q':
      if (state.filter === '') return { state, effect: { do: 'leave' } }
  }
  const digit = /^[1-9]$/.test(key) && state.filter === '' ? Number(key) : undefined
  if (digit !== undefined) {
    const lesson = listLessons(shownGroups(state))[digit - 1]
    return { state, effect: lesson === undefined ? null : { do: 'open', id: lesson.id } }
  }
  return [...key].length === 1 ? filterBy(state.filter + key) : { state, effect: null }
}
