// What does `leaklab compare` say: the same program in several engines?
import type { ComparedCell, FinalizedAt } from '../../../model/comparison.ts'
import { type Engine, engineNames } from '../../../model/runtime.ts'
import { formatCount } from './numbers.ts'

export const rowLabels = { verdict: 'verdict', alive: 'alive', finalized: 'finalized at' }

export const finalizedWords: Record<FinalizedAt, string> = {
  'last-reference': 'last reference',
  collection: 'collection',
  exit: 'exit',
  never: 'never',
  unwatched: 'not watched',
}

/** Of an engine in which the variant has no counterpart. */
export const noCounterpart = '–'

export function describeAlive({ alive, watched }: Pick<ComparedCell, 'alive' | 'watched'>): string {
  if (watched === 0) return 'not watched'
  return alive === watched
    ? `all ${formatCount(watched)}`
    : `${formatCount(alive)} of ${formatCount(watched)}`
}

/** For a narrow terminal: alive and finalized in one line. */
export function describeCellInFull(cell: ComparedCell): string {
  if (cell.watched === 0) return 'no object watched'
  const when: Record<FinalizedAt, string> = {
    'last-reference': 'finalized at the last reference',
    collection: 'finalized at a collection',
    exit: 'finalized at exit',
    never: 'none finalized',
    unwatched: '',
  }
  return `${describeAlive(cell)} alive, ${when[cell.finalizedAt]}`
}

export const whyTitle = 'Why they differ'

/** Said once where objects are finalized at the last reference in one engine and at a collection in another. */
export const countingDiffers =
  'CPython counts references: an object without a cycle is finalized as soon as its last reference goes. In JavaScript an object is finalized at some collection after that.'

/** Said once where objects stay alive to the end: finalized then in one engine, and never in another. */
export const exitDiffers =
  'When a program in CPython ends, `weakref.finalize` calls the callbacks that have not run, unless their `atexit` is false. The JavaScript engines call none then.'

/** Said once where a plateau of a few objects was taken for none. */
export const mayBeByChance =
  'Bun takes every word on the stack that looks like an address for a reference, so a few objects may be alive by chance. A plateau of a few objects counts as collected there.'

/** A reason, which may be the second half of another sentence, as a sentence of its own. */
export function toSentence(reason: string): string {
  const whole = reason.endsWith('.') ? reason : `${reason}.`
  // A name such as `deref()` keeps its first letter.
  return /^[a-z]+[ ,]/.test(whole) ? whole[0]!.toUpperCase() + whole.slice(1) : whole
}

/** What no comparison shows. */
export const noBytes = 'Bytes are not compared: each engine counts them in its own way.'

export function describeRecorded(name: string, day: string): string {
  return `${name} is not measured here, because there is no python3: its figures were recorded on ${day}.`
}

export function describeNotFound(engines: readonly Engine[]): string {
  return `Not found here: ${engines.map(engine => engineNames[engine]).join(', ')}. --runtimes takes paths, too.`
}

export const comparing = 'Comparing engines'
