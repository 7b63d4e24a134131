// The browser of a heap as a state machine: go in, go back, filter, ask for the path or for the id.
import type { HeapExplorer } from '../../retention/heap-explorer.ts'
import type { Key } from '../keys.ts'
import {
  allClasses,
  type ClassesPlace,
  chosenId,
  chosenObject,
  countRows,
  findWayIn,
  isAt,
  type OpenPlace,
  openPlace,
  type Place,
  selectedRow,
  selectRow,
} from './places.ts'

export interface ExploreState {
  explorer: HeapExplorer
  /** The snapshot, as the user named it. */
  file: string
  /** The way back: the places before this one, the first one first. */
  before: readonly Place[]
  here: OpenPlace
  /** The ids that were asked for, each once, in their order. */
  askedIds: readonly number[]
  /** The id that is shown now. */
  shownId: number | null
}

export function openExplore(explorer: HeapExplorer, file: string): ExploreState {
  const here = openPlace(explorer, allClasses)
  return { explorer, file, before: [], here, askedIds: [], shownId: null }
}

/**
 * @param pageRows rows that a page up or down moves by
 * @returns the same state where the key does nothing; null to leave
 */
export function reduceExplore(before: ExploreState, key: Key, pageRows: number): ExploreState | null {
  const state = before.shownId === null ? before : { ...before, shownId: null }
  const { here } = state
  if (isAt(here, 'classes') && here.place.isTyping) {
    const typed = typeFilter(here.place, key)
    if (typed !== undefined) return goTo(state, typed)
  }
  const moved = move(here, key, pageRows)
  if (moved !== undefined) return moved === here ? state : { ...state, here: moved }
  switch (key) {
    case 'q':
      return null
    case 'escape':
      if (!isAt(here, 'classes') || here.place.filter === '') return null
      return goTo(state, allClasses)
    case '/':
      return isAt(here, 'classes') ? goTo(state, { ...here.place, isTyping: true }) : state
    case 'enter':
    case 'right':
      return goIn(state, findWayIn(here))
    case 'backspace':
    case 'b':
    case 'left':
      return goBack(state)
    case 'tab':
    case 'r':
      return isAt(here, 'object') ? { ...state, here: { ...here, place: switchSide(here.place) } } : state
    case 'p': {
      const node = chosenObject(here)
      return goIn(state, node && { kind: 'path', node: nameOf(node), selected: 0 })
    }
    case 'y': {
      const id = chosenId(here)
      if (id === undefined) return state
      const askedIds = state.askedIds.includes(id) ? state.askedIds : [...state.askedIds, id]
      return { ...state, askedIds, shownId: id }
    }
    default:
      return state
  }
}

/** What a key does to the filter while it is typed; undefined for a key that moves or goes on. */
function typeFilter(place: ClassesPlace, key: Key): ClassesPlace | undefined {
  const withFilter = (filter: string) => ({ ...place, filter, selected: 0 })
  if (key === 'enter') return { ...place, isTyping: false }
  if (key === 'escape') return allClasses
  if (key === 'space') return withFilter(`${place.filter} `)
  if (key === 'backspace') {
    if (place.filter === '') return { ...place, isTyping: false }
    return withFilter([...place.filter].slice(0, -1).join(''))
  }
  return [...key].length === 1 ? withFilter(place.filter + key) : undefined
}

/** The place with another row selected, if the key moves. */
function move(here: OpenPlace, key: Key, pageRows: number): OpenPlace | undefined {
  const count = countRows(here)
  const steps: Record<Key, number> = {
    ...{ up: -1, k: -1, 'ctrl-p': -1, down: 1, j: 1, 'ctrl-n': 1 },
    ...{ pageup: -pageRows, pagedown: pageRows, home: -count, end: count },
  }
  if (!Object.hasOwn(steps, key)) return undefined
  const from = selectedRow(here)
  const to = Math.max(0, Math.min(count - 1, from + steps[key]!))
  return to === from ? here : selectRow(here, to)
}

function goTo(state: ExploreState, place: Place): ExploreState {
  return { ...state, here: openPlace(state.explorer, place) }
}

function goIn(state: ExploreState, place: Place | undefined): ExploreState {
  return place === undefined ? state : { ...goTo(state, place), before: [...state.before, state.here.place] }
}

function goBack(state: ExploreState): ExploreState {
  const place = state.before.at(-1)
  return place === undefined ? state : { ...goTo(state, place), before: state.before.slice(0, -1) }
}

function switchSide<Place extends { side: 'references' | 'retainers' }>(place: Place): Place {
  return { ...place, side: place.side === 'references' ? 'retainers' : 'references' }
}

function nameOf({ id, name, ordinal, type }: { id: number; name: string; ordinal: number; type: string }) {
  return { id, name, ordinal, type }
}
