// What happened in a trial, one event after the other? The list that the stage plays, forward and back.
import type { Collection, FinalizerEvent, Note, Reading } from '../../model/event.ts'
import type { Recording } from '../../model/recording.ts'

/** The part of a trial to which an event belongs. */
type Phase = 'set-up' | 'iterate' | 'collect' | 'finalize' | 'drop'

/** What is known after an event. Numbers are those that were read last: memory is not watched between two readings. */
export interface Facts {
  iterations: number
  /** Bytes of the JS heap and outside it, as they were last read. */
  heapUsed: number
  external: number
  /** Tracked objects: those passed to `watch`, as far as its table has room; those that the newest check found alive; finalization callbacks. */
  watched: number
  alive: number
  finalized: number
  /** Collections that the engine reported. */
  minorCollections: number
  majorCollections: number
  /** Points of the curve that exist so far: see `listPoints`. */
  points: number
}

type Happening =
  /** The reading before the first iteration. */
  | { kind: 'ready' }
  /** So many iterations ran. */
  | { kind: 'iterations'; count: number }
  | { kind: 'collection'; collection: Collection }
  /** Collections that the reading only counts. */
  | { kind: 'more-collections'; count: number }
  | ({ kind: 'finalizer' } & FinalizerEvent)
  /** Finalization callbacks that were only counted. */
  | { kind: 'more-finalizers'; count: number }
  | ({ kind: 'note' } & Note)
  /** Memory after the collections. `freed` is negative where it grew meanwhile. */
  | { kind: 'reading'; freed: number | null }
  /** The harness dropped its reference to the scenario. */
  | { kind: 'drop' }
  | { kind: 'done' }

export type PlayEvent = Happening & {
  phase: Phase
  /** Number of the round, from 0; −1 for the set-up. */
  round: number
  facts: Facts
  /** When it begins when played at normal speed, in milliseconds. */
  startMs: number
}

/** A point of the curve: memory at a number of iterations. */
export interface Point {
  iterations: number
  heapUsed: number
  external: number
  /** Whether it was read before the collections of the round; otherwise after them. */
  isBefore: boolean
}

/** The readings of a trial in their order; the last one may be that after the drop. */
function readingsOf({ baseline, released, rounds }: Recording): Reading[] {
  return [...(baseline === null ? [] : [baseline]), ...rounds, ...(released === null ? [] : [released])]
}

/** What was there before the first collection is garbage of the start, not of the scenario. */
function isCurve({ before, round }: Pick<Reading, 'before' | 'round'>): boolean {
  return before !== undefined && round >= 0
}

/** The points of the curve, in the order of the events. The reading after the drop is the last. */
export function listPoints(recording: Recording): Point[] {
  return readingsOf(recording).flatMap(({ external, heapUsed, totalSteps: iterations, ...reading }) => [
    ...(isCurve(reading) ? [{ iterations, ...reading.before!, isBefore: true }] : []),
    { iterations, heapUsed, external, isBefore: false },
  ])
}

/**
 * Lists the events of a trial. While it runs, the list of a later recording begins with that of an earlier one: only rounds
 * that have been read are in it.
 */
export function listEvents(recording: Recording): PlayEvent[] {
  const events: PlayEvent[] = []
  const facts: Facts = {
    iterations: 0,
    heapUsed: 0,
    external: 0,
    watched: 0,
    alive: 0,
    finalized: 0,
    minorCollections: 0,
    majorCollections: 0,
    points: 0,
  }
  let startMs = 0
  const add = (happening: Happening, phase: Phase, round: number, durationMs: number) => {
    events.push({ ...happening, phase, round, facts: { ...facts }, startMs })
    startMs += durationMs
  }
  const finalizers = groupByRound(recording.finalizers)
  const notes = groupByRound(recording.notes)
  let previous: Reading | undefined

  for (const reading of readingsOf(recording)) {
    const { before, collections = [], round } = reading
    const pace = paceOf(round)
    const phase = reading === recording.released ? 'drop' : round < 0 ? 'set-up' : 'iterate'
    const [early, late] = splitNotes(notes.get(round) ?? [])

    if (isCurve(reading)) facts.points++
    if (before !== undefined) {
      facts.heapUsed = before.heapUsed
      facts.external = before.external
    }
    facts.iterations = reading.totalSteps
    const tracked = reading.watched - reading.untracked
    facts.alive += tracked - facts.watched
    facts.watched = tracked
    if (phase === 'drop') add({ kind: 'drop' }, phase, round, 900)
    else if (phase === 'iterate') add({ kind: 'iterations', count: reading.steps }, phase, round, pace * 3)
    else add({ kind: 'ready' }, phase, round, 500)
    for (const note of early) add({ kind: 'note', ...note }, phase, round, pace)

    const counted = reading.minorCollections + reading.majorCollections - collections.length
    const countOf = (kind: Collection['kind']) => collections.filter(one => one.kind === kind).length
    if (counted > 0) {
      facts.minorCollections += reading.minorCollections - countOf('minor')
      facts.majorCollections += reading.majorCollections - countOf('major')
      add({ kind: 'more-collections', count: counted }, 'collect', round, pace)
    }
    for (const collection of collections) {
      if (collection.kind === 'minor') facts.minorCollections++
      else facts.majorCollections++
      add({ kind: 'collection', collection }, 'collect', round, pace / Math.max(1, collections.length))
    }

    const called = finalizers.get(round) ?? []
    const all = Math.max(called.length, reading.finalized - (previous?.finalized ?? 0))
    for (const finalizer of called) {
      facts.finalized++
      facts.alive = aliveAtMost(facts)
      add({ kind: 'finalizer', ...finalizer }, 'finalize', round, (2 * pace) / called.length)
    }
    facts.finalized = reading.finalized
    facts.alive = aliveAtMost(facts)
    if (all > called.length)
      add({ kind: 'more-finalizers', count: all - called.length }, 'finalize', round, pace)
    for (const note of late) add({ kind: 'note', ...note }, 'finalize', round, pace)

    facts.points++
    facts.heapUsed = reading.heapUsed
    facts.external = reading.external
    facts.alive = reading.alive
    const freed = before === undefined ? null : before.heapUsed - reading.heapUsed
    add({ kind: 'reading', freed }, phase === 'drop' ? 'drop' : 'collect', round, pace * 2)
    previous = reading
  }
  if (recording.released !== null) add({ kind: 'done' }, 'drop', recording.released.round, 0)
  return events
}

/** Objects that may be alive: the newest check did not know yet which callbacks would come. */
function aliveAtMost({ alive, finalized, watched }: Facts): number {
  return Math.max(0, Math.min(alive, watched - finalized))
}

/** Slow at first, so that one round can be followed; then fast. Milliseconds. */
function paceOf(round: number): number {
  return round < 2 ? 250 : round < 5 ? 120 : 50
}

function groupByRound<T extends { round: number }>(items: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const item of items) {
    const group = groups.get(item.round)
    if (group === undefined) groups.set(item.round, [item])
    else group.push(item)
  }
  return groups
}

/** Notes of the code that ran, and notes of callbacks after the collections. */
function splitNotes(notes: readonly Note[]): [early: Note[], late: Note[]] {
  const isLate = ({ moment }: Note) => moment === 'collection'
  return [notes.filter(note => !isLate(note)), notes.filter(isLate)]
}
