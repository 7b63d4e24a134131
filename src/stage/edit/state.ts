// A scenario that is edited, as a state machine: all its variants are measured anew on each save; what leaked before, and what now.
import type { Recording } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import type { Key } from '../keys.ts'

export interface EditedVariant {
  name: string
  /** What was measured before the newest save; null if it was not there or was not measured to its end. */
  before: Result | null
  /** What has been recorded since the newest save. */
  recording: Recording | null
  now: Result | null
}

export interface EditState {
  /** As the user typed it, or as it was copied. */
  file: string
  /** How often it has been measured; 0 before the first time. */
  runs: number
  variants: readonly EditedVariant[]
  /** Index of the variant whose curve is shown. */
  selected: number
  /** Why the file could not be measured; empty if nothing went wrong. */
  problem: string
}

export type EditEvent =
  | { type: 'key'; key: Key }
  /** A run has begun, with these variants. */
  | { type: 'begun'; names: readonly string[] }
  | { type: 'progress'; index: number; recording: Recording }
  | { type: 'result'; index: number; result: Result }
  | { type: 'problem'; message: string }
  /** The file has changed. */
  | { type: 'saved' }

export type EditEffect = { do: 'run-all'; file: string } | { do: 'leave' }

export function openEdit(file: string): EditState {
  return { file, runs: 0, variants: [], selected: 0, problem: '' }
}

export function reduceEdit(state: EditState, event: EditEvent): { state: EditState; effects: EditEffect[] } {
  const stay = (changes: Partial<EditState>) => ({ state: { ...state, ...changes }, effects: [] })
  const runAll = { state, effects: [{ do: 'run-all', file: state.file } as const] }
  switch (event.type) {
    case 'saved':
      return runAll
    case 'begun': {
      const variants = event.names.map((name): EditedVariant => {
        const known = state.variants.find(variant => variant.name === name)
        // A variant whose run was cut short by another save is compared with the run before.
        return { name, before: known?.now ?? known?.before ?? null, recording: null, now: null }
      })
      const selected = Math.min(state.selected, Math.max(0, variants.length - 1))
      return stay({ variants, selected, runs: state.runs + 1, problem: '' })
    }
    case 'progress':
      return stay({ variants: change(state, event.index, { recording: event.recording }) })
    case 'result':
      return stay({
        variants: change(state, event.index, { recording: event.result.recording, now: event.result }),
      })
    case 'problem':
      return stay({ problem: event.message })
    case 'key':
      return reduceKey(state, event.key, stay, runAll)
  }
}

function reduceKey<T>(
  state: EditState,
  key: Key,
  stay: (changes: Partial<EditState>) => T,
  runAll: T,
): T | { state: EditState; effects: EditEffect[] } {
  const count = state.variants.length
  switch (key) {
    case 'q':
    case 'escape':
      return { state, effects: [{ do: 'leave' }] }
    case 'r':
      return runAll
    case 'j':
    case 'down':
    case 'tab':
      return stay({ selected: count === 0 ? 0 : (state.selected + 1) % count })
    case 'k':
    case 'up':
      return stay({ selected: count === 0 ? 0 : (state.selected + count - 1) % count })
  }
  const digit = /^[1-9]$/.test(key) ? Number(key) - 1 : count
  return stay(digit < count ? { selected: digit } : {})
}

function change({ variants }: EditState, index: number, changes: Partial<EditedVariant>): EditedVariant[] {
  return variants.map((variant, at) => (at === index ? { ...variant, ...changes } : variant))
}
