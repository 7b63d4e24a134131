// The notes of a presentation, as the second terminal shows them.
import type { Notes } from '../../model/notes.ts'

export interface NotesState {
  /** Null while no presentation runs. */
  notes: Notes | null
  /** Since the newest notes came, in milliseconds. */
  ageMs: number
}

export const noNotes: NotesState = { notes: null, ageMs: 0 }

export function takeNotes(notes: Notes | null): NotesState {
  return { notes, ageMs: 0 }
}

/** Whether a timer of them changes with a tick. */
export function tickNotes(state: NotesState, ms: number): NotesState {
  return state.notes === null ? state : { ...state, ageMs: state.ageMs + ms }
}
