// One scenario in several engines as a state machine: what has been measured so far, and which variant is shown.
import type { ComparedCell, ComparedTrial, Comparison } from '../../model/comparison.ts'
import type { Recording } from '../../model/recording.ts'
import type { Engine } from '../../model/runtime.ts'
import type { Key } from '../keys.ts'

export interface EnginesState {
  /** `caches/strong-cache`, or the path of a user's file. */
  scenario: string
  title: string
  /** What has been measured so far; null before the engines are known. */
  comparison: Comparison | null
  /** What is measured, one after the other. */
  trials: readonly ComparedTrial[]
  /** Trials that have ended. */
  ended: number
  /** Engines that are not on this machine. */
  missing: readonly Engine[]
  /** What has been recorded of the trial that runs now; null before the first reading of each. */
  recording: Recording | null
  /** How long it has been measured, in milliseconds. */
  elapsedMs: number
  /** Which row is shown: an index of the variants; the last row are the notes on the engines. */
  selected: number
  /** How often the next part of a long description was asked for; after the last part the first one comes again. */
  part: number
  /** Why it could not be measured; empty if nothing went wrong. */
  problem: string
}

export type EnginesEvent =
  | { type: 'key'; key: Key }
  | { type: 'tick'; ms: number }
  /** It begins: which engines there are, and what will be measured. `comparison` has no cells of them yet. */
  | { type: 'begun'; comparison: Comparison; trials: readonly ComparedTrial[]; missing: readonly Engine[] }
  | { type: 'progress'; recording: Recording }
  /** `index` is that of the trial. */
  | { type: 'result'; index: number; cell: ComparedCell }
  | { type: 'problem'; message: string }

export function openEngines({ scenario, title }: { scenario: string; title: string }): EnginesState {
  return {
    scenario,
    title,
    comparison: null,
    trials: [],
    ended: 0,
    missing: [],
    recording: null,
    elapsedMs: 0,
    selected: 0,
    part: 0,
    problem: '',
  }
}

/** @returns the same state where nothing changes */
export function reduceEngines(state: EnginesState, event: EnginesEvent): EnginesState {
  switch (event.type) {
    case 'begun': {
      const { comparison, missing, trials } = event
      return { ...state, comparison, missing, trials, selected: clamp(state.selected, comparison) }
    }
    case 'progress':
      return { ...state, recording: event.recording }
    case 'result':
      return fillIn(state, event.index, event.cell)
    case 'problem':
      return { ...state, recording: null, problem: event.message }
    case 'tick':
      return isMeasuringEngines(state) ? { ...state, elapsedMs: state.elapsedMs + event.ms } : state
    case 'key':
      return reduceKey(state, event.key)
  }
}

export function isMeasuringEngines({ comparison, ended, problem, trials }: EnginesState): boolean {
  return problem === '' && (comparison === null || ended < trials.length)
}

/** What an empty cell waits for; null where the variant has no counterpart in the engine. */
export function stateOfCell(
  { ended, problem, recording, trials }: EnginesState,
  variant: string,
  column: string,
): 'waiting' | 'running' | 'unmeasured' | null {
  const at = trials.findIndex((one, at) => at >= ended && one.variant === variant && one.column === column)
  if (at < 0) return null
  if (problem !== '') return 'unmeasured'
  return at === ended && recording !== null ? 'running' : 'waiting'
}

function fillIn(state: EnginesState, index: number, cell: ComparedCell): EnginesState {
  const { comparison, trials } = state
  const trial = trials[index]
  if (comparison === null || trial === undefined) return state
  const rows = comparison.rows.map(row =>
    row.variant === trial.variant ? { ...row, cells: { ...row.cells, [trial.column]: cell } } : row,
  )
  return { ...state, comparison: { ...comparison, rows }, ended: state.ended + 1, recording: null }
}

function reduceKey(state: EnginesState, key: Key): EnginesState {
  if (key === 'space') return { ...state, part: state.part + 1 }
  const last = state.comparison?.rows.length ?? 0
  const steps: Record<Key, number> = {
    ...{ up: -1, k: -1, down: 1, j: 1, tab: 1 },
    ...{ home: -last, end: last, pageup: -last, pagedown: last },
  }
  const digit = /^[1-9]$/.test(key) ? Number(key) - 1 : undefined
  const to = digit ?? (Object.hasOwn(steps, key) ? state.selected + steps[key]! : state.selected)
  const selected = clamp(to, state.comparison)
  return selected === state.selected ? state : { ...state, selected, part: 0 }
}

function clamp(selected: number, comparison: Comparison | null): number {
  return Math.max(0, Math.min(comparison?.rows.length ?? 0, selected))
}
