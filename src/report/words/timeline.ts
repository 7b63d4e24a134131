// When did something happen in a trial? Words for finalization callbacks, notes, rounds and output.
import type { Moment, Tick } from '../../model/event.ts'
import type { Recording } from '../../model/recording.ts'
import { momentWords } from './failure.ts'
import { formatBytes, formatCount } from './numbers.ts'

/** The task of the event loop in which a callback came, counted from the collection before it. */
export const tickWords: Record<Tick, string> = {
  none: 'before any collection',
  'same job': 'same job',
  microtask: 'microtask',
  'separate task': 'separate task',
  'later task': 'later task',
}

/** The number of a round, counted from 1; `set-up` before the first round, `release` after the last. */
export function describeRound(round: number, recording: Recording): string {
  if (round < 0) return 'set-up'
  const isRelease = recording.released !== null && round >= recording.released.round
  return isRelease || (recording.rounds.length > 0 && round > recording.rounds.at(-1)!.round + 1)
    ? 'release'
    : String(round + 1)
}

/** When in a trial a note was written; after a collection, in which task. */
export function describeWhen(moment: Moment, tick: Tick): string {
  if (moment === 'collection' && tick !== 'none') return tickWords[tick]
  return moment === 'step' ? 'in a step' : momentWords[moment].replace('its ', 'the ')
}

export function describeFold(folded: number, what: string): string {
  return `${formatCount(folded)} ${what} like these`
}

/** The heading of a list. Of a long list only the beginning was recorded. */
export function describeRecorded(what: string, recorded: number, total: number): string {
  const all = Math.max(recorded, total)
  return recorded < all
    ? `${what}: ${formatCount(all)}, of which the first ${formatCount(recorded)} are recorded`
    : `${what}: ${formatCount(all)}`
}

export const delayCaption = 'delay and tick: how long it came after the collection, and in which task'

export function describePrinted(where: 'stdout' | 'stderr', bytes: number): string {
  return `It printed ${formatBytes(bytes)} to ${where}`
}
