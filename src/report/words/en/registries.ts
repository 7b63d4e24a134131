// What did the scenario's own FinalizationRegistries do? Words for their table.
import type { RecordedRegistry, Tick } from '../../../model/event.ts'
import type { Recording } from '../../../model/recording.ts'
import { plural } from './counts.ts'
import { formatCount } from './numbers.ts'
import { describeRoundInWords } from './timeline.ts'

/** The heads of the table. The first is its title too. */
export const registryHeads = {
  registry: 'finalizer events',
  registered: 'registered',
  unregistered: 'unregistered',
  called: 'called',
  pending: 'pending',
}

/** Stands for the place of a registry that is not known. */
export const unknownPlace = 'a registry'

/** The heading over the table with `--details`. */
export const registriesHeading =
  "Finalizer events of the scenario's own registries, until the scenario was dropped"

export function describeMorePlaces(count: number): string {
  return plural(count, 'more registry', 'more registries')
}

/**
 * @param pending registrations that may still be called back
 * @param isExact false if a call of `unregister` may have removed several at once
 */
export function describePending(pending: number, isExact: boolean): string {
  return isExact || pending === 0 ? formatCount(pending) : `at most ${formatCount(pending)}`
}

/** The first call: with what, in which task and round. */
export function describeFirstCall(
  { held, moment, round, tick }: RecordedRegistry['calls'][number],
  recording: Recording,
): string {
  const task = moment === 'collection' ? taskWords[tick] : 'while the scenario ran'
  return `First call: with ${held}, ${task} (${describeRoundInWords(round, recording)})`
}

const taskWords: Record<Tick, string> = {
  none: 'before any forced collection',
  'same job': 'in the job that forced the collection',
  microtask: 'in a microtask after the collection',
  'separate task': 'in a separate task after the collection',
  'later task': 'in a later task after the collection',
}

export function describeThrown(count: number): string {
  return `${plural(count, 'callback')} threw`
}

/** @param lost registrations whose callback is never called, because the registry was collected first */
export function describeCollectedRegistries(registries: number, lost: number): string {
  const who =
    registries === 1 ? 'The registry was collected' : `${formatCount(registries)} registries were collected`
  return lost === 0 ? who : `${who}, so ${plural(lost, 'callback is', 'callbacks are')} never called`
}

export function describeCallsAfterDrop(count: number): string {
  return `Once the scenario was dropped: ${plural(count, 'more call')}`
}

/** @param count registries that the scenario created after those in the table */
export function describeUnwatched(count: number): string {
  return `${plural(count, 'more registry was', 'more registries were')} created; leaklab does not watch so many`
}
