// When did something happen in a trial? Words for finalization callbacks, notes, rounds and output.
import type { Moment, Note, Tick } from '../../../model/event.ts'
import type { Recording } from '../../../model/recording.ts'
import type { Series } from '../../../model/verdict.ts'
import { plural } from './counts.ts'
import { momentWords } from './failure.ts'
import { formatBytes, formatCount } from './numbers.ts'
import { seriesWords } from './series.ts'

/** The task of the event loop in which a callback came, counted from the collection before it. */
export const tickWords: Record<Tick, string> = {
  none: 'before any collection',
  'same job': 'same job',
  microtask: 'microtask',
  'separate task': 'separate task',
  'later task': 'later task',
}

/** The number of a round, counted from 1; `set-up` before the first round, `dropped` after the last. */
export function describeRound(round: number, recording: Recording): string {
  if (round < 0) return 'set-up'
  const isRelease = recording.released !== null && round >= recording.released.round
  return isRelease || (recording.rounds.length > 0 && round > recording.rounds.at(-1)!.round + 1)
    ? droppedRow
    : String(round + 1)
}

/** Like `describeRound`, for a sentence: `round 3`. */
export function describeRoundInWords(round: number, recording: Recording): string {
  const name = describeRound(round, recording)
  return /^\d/.test(name) ? `round ${name}` : name
}

/** When in a trial a note was written; after a collection, in which task. */
export function describeWhen(moment: Moment, tick: Tick): string {
  if (moment === 'collection' && tick !== 'none') return tickWords[tick]
  return moment === 'step' ? 'in a step' : momentWords[moment].replace('its ', 'the ')
}

/** Rows that are left out, because they say nothing new. */
export function describeOmittedRounds(count: number): string {
  return plural(count, 'similar round')
}

export function describeOmittedCallbacks(count: number): string {
  return plural(count, 'similar callback')
}

export function describeOmittedNotes(count: number): string {
  return plural(count, 'similar note')
}

/** The rows of the table of rounds: the reading before the first, the rounds of the warm-up, and after the drop. */
export const startRow = 'start'
export const droppedRow = 'dropped'

export function describeWarmUpRow(round: string): string {
  return `warm ${round.padStart(2)}`
}

export const notesHeading = 'Notes'

/** The heading of a list. Of a long list only the beginning was recorded. */
export function describeRecorded(what: string, recorded: number, total: number): string {
  const all = Math.max(recorded, total)
  return recorded < all
    ? `${what}: ${formatCount(all)}, of which the first ${formatCount(recorded)} are recorded`
    : `${what}: ${formatCount(all)}`
}

/** The heading over the callbacks of leaklab's own registry. They are not those of the scenario. */
export const collectedHeading = 'Objects that leaklab saw collected'

export const delayCaption = 'delay and task: how long it came after the collection, and in which task'

export function describePrinted(where: 'stdout' | 'stderr', bytes: number): string {
  return `It printed ${formatBytes(bytes)} to ${where}`
}

/** What a chart of memory measures, short enough to stand beside its axis. */
export const curveNames: Record<Exclude<Series, 'alive'>, string> = {
  heap: seriesWords.heap,
  external: 'external',
  arrayBuffers: 'buffers',
  workers: 'workers',
  uncounted: 'not counted',
}

export function describeIterations(count: number): string {
  return plural(count, 'iteration')
}

/** A mark on the axis of the iterations. */
export const warmUpEnds = 'warm-up ends'

/** The rows of the heap table. */
export const phaseWords = {
  start: 'start',
  warmUp: 'after warm-up',
  measured: 'measured',
  dropped: 'scenario dropped',
}

/** The heads of the heap table. */
export const heapHeads = {
  iterations: 'iterations',
  change: 'change',
  workers: 'in workers',
  uncounted: 'not counted',
  outside: 'outside heap',
  alive: 'objects alive',
}

/**
 * What the finalization callbacks that leaklab registered show. They are not those of the scenario.
 * @param after objects collected once the scenario was dropped; null if it was not
 */
export function describeCollected({
  tracked,
  before,
  after,
}: {
  tracked: number
  before: number
  after: number | null
}): string {
  const saw = `leaklab saw ${formatCount(before)} of ${plural(tracked, 'watched object')} collected`
  if (after === null || after === before) return saw
  return `${saw} before the drop, ${after === tracked ? 'all' : formatCount(after)} after it`
}

/**
 * A note of the scenario in one line.
 * @param times how often the scenario wrote the same text
 */
export function describeNote({ round, text }: Note, times: number, recording: Recording): string {
  const where = describeRoundInWords(round, recording)
  return `Note (${where}${times > 1 ? `, ${formatCount(times)} times` : ''}): ${text}`
}

export function describeMoreNotes(count: number): string {
  return `${plural(count, 'more note')}: see --details`
}

/** What the scenario printed, if the text itself is left out. */
export function describePrintedBriefly(where: 'stdout' | 'stderr', bytes: number): string {
  return `${describePrinted(where, bytes)}: see --details`
}

/** The last line of `run`. */
export const describeMore = '--details shows every round, finalization callback and confidence interval.'
