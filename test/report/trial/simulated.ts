// Recordings like those of well-known scenarios, made by a small simulation: the same on every machine.
import { decide } from '../../../src/judgement/decide.ts'
import type { Reading, RecordedRegistry } from '../../../src/model/event.ts'
import type { Recording, Subject } from '../../../src/model/recording.ts'
import type { Result } from '../../../src/model/report.ts'
import type { RetainingStep, Retention } from '../../../src/model/retention.ts'
import { makeReading, makeRecording } from '../../recordings.ts'

/** Rounds of a trial: the stage, and the iterations of each round. Stage 0 is warm-up. */
const stages: readonly (readonly [stage: number, rounds: number, steps: number])[] = [
  [0, 1, 1],
  [0, 1, 5],
  [0, 1, 20],
  [0, 1, 100],
  [0, 5, 500],
  [1, 10, 500],
  [2, 5, 2500],
  [3, 5, 6500],
]
/** Bytes by which the heap grows during warm-up, and by which it varies from reading to reading. */
const warmUpBytes = 90_000
const noiseBytes = 800

interface Simulation {
  subject: Partial<Subject>
  /** Bytes that each iteration keeps. */
  bytes?: number
  /** Watched objects that are alive after so many iterations. */
  alive?: (iterations: number) => number
  /** Watched objects for each iteration. */
  watched?: number
  changes?: Partial<Recording>
}

function simulate({ subject, bytes = 0, alive = () => 0, watched = 1, changes = {} }: Simulation): Result {
  const start = makeReading({ round: -1, stage: 0, steps: 0, totalSteps: 0, heapUsed: 3_800_000 })
  const rounds: Reading[] = []
  let totalSteps = 0
  for (const [stage, count, steps] of stages)
    for (let i = 0; i < count; i++) {
      totalSteps += steps
      const round = rounds.length
      const warmUp = Math.min(1, (round + 1) / 6) * warmUpBytes
      const noise = ((round * 7) % 5) * (noiseBytes / 5)
      const heapUsed = Math.round(start.heapUsed + warmUp + noise + totalSteps * bytes)
      rounds.push(
        makeReading({
          before: { heapUsed: heapUsed + 60_000 + steps * 240, external: 3_100_000 },
          atMs: 100 * (round + 1),
          collections: [
            { kind: 'minor', atMs: 100 * round + 40, pauseMs: 0.4 },
            { kind: 'major', atMs: 100 * round + 60, pauseMs: 7 },
            { kind: 'major', atMs: 100 * round + 80, pauseMs: 6 },
          ],
          round,
          stage,
          steps,
          totalSteps,
          heapUsed,
          watched: totalSteps * watched,
          alive: alive(totalSteps),
          finalized: totalSteps * watched - alive(totalSteps),
          oldestRound: alive(totalSteps) === 0 ? null : bytes > 0 ? 0 : round,
        }),
      )
    }
  const last = rounds.at(-1)!
  const released = makeReading({
    ...last,
    round: rounds.length,
    stage: 0,
    steps: 0,
    heapUsed: start.heapUsed + warmUpBytes + 4000,
    alive: 0,
    finalized: last.watched,
    oldestRound: null,
  })
  const kept = rounds.at(-1)!.alive
  const recording = makeRecording(subject, {
    baseline: start,
    rounds,
    released,
    labels: [{ label: 'Session', watched: last.watched, alive: kept, place: '' }],
    finalizersTotal: last.finalized,
    ...changes,
  })
  return { recording, verdict: decide(recording), retries: 0 }
}

function step(changes: Partial<RetainingStep>): RetainingStep {
  return {
    by: 'property',
    name: '',
    what: 'Object',
    id: 1,
    scope: '',
    place: '',
    times: 1,
    repeatedSteps: 1,
    ...changes,
  }
}

function retained(
  label: string,
  count: number,
  retainedSize: number,
  steps: RetainingStep[],
  cause: Retention['groups'][0]['path']['cause'] = null,
): Retention {
  const path = { steps, holder: 1, cause }
  return {
    steps: 1140,
    continued: false,
    snapshotMs: 100,
    found: count,
    described: count,
    groups: [
      {
        label,
        count,
        direct: count,
        shallowSize: 100,
        retainedSize,
        path,
        otherPath: null,
        fingerprint: '0123456789ab',
        place: '',
      },
    ],
    holders: [],
    smaller: { count: 0, bytesPerStep: 0 },
    snapshotBytes: 1,
    analysisMs: 1,
    problem: '',
  }
}

const root = (place: string) => step({ by: 'root', name: 'step', place })
const variable = (name: string, scope: string, what: string, place: string) =>
  step({ by: 'variable', name, scope, what, place })

const strong = {
  slug: 'strong-cache',
  title: 'Strong cache',
  ask: 'A Map remembers every session. Can a session ever be collected?',
  learn: 'A Map retains its values. Delete them, bound their number, or hold them weakly.',
}
const mapPath = (scope: string) => [
  root('scenarios/caches/strong-cache.ts:19'),
  variable('cache', scope, 'Map', 'scenarios/caches/strong-cache.ts:16'),
  step({ by: 'entry', what: 'Session' }),
]

const cyclic = {
  slug: 'cyclic-nodes',
  title: 'Cyclic nodes',
  ask: 'Two nodes reference each other, and nothing else references them. Are they ever collected?',
  learn: 'A collector follows references from the roots. A cycle that no root reaches is collected.',
}

const weak = {
  slug: 'weak-cache',
  title: 'Weak cache',
  ask: 'A Map references its sessions through WeakRefs. The sessions go. Does everything go?',
  learn: 'The keys stay. Delete them in a finalization callback, or use a WeakMap.',
}

const finalizer = {
  slug: 'finalizer-callbacks',
  title: 'Finalizer callbacks',
  ask: 'A callback is registered for an object. Is it called, when, and with what?',
  learn: 'The held value must not reference the object: otherwise the object is never collected.',
}

/** One registry of the scenario, in which each iteration registers an object. */
function registry(line: number, counts: Partial<RecordedRegistry>): Pick<Recording, 'registries'> {
  const place = `scenarios/finalizers/finalizer-callbacks.ts:${line}`
  const watched: RecordedRegistry = {
    ...{
      place,
      registered: 52_626,
      unregistered: 0,
      called: 0,
      threw: 0,
      calledInAll: 0,
      wasCollected: false,
    },
    calls: [],
    ...counts,
  }
  return { registries: { created: 1, watched: [watched] } }
}

const firstCall = {
  held: '{ name }',
  moment: 'collection',
  round: 0,
  tick: 'separate task',
  delayMs: 0.5,
} as const

/** The variants of each scenario: a leak, and a fix. */
export const scenarios: Record<string, Result[]> = {
  'strong-cache': [
    simulate({
      subject: { ...strong, variant: 'unbounded Map', claim: 'leaks' },
      bytes: 920,
      alive: count => count,
      changes: { retention: retained('Session', 1140, 1_000_000, mapPath('unbounded Map')) },
    }),
    simulate({
      subject: { ...strong, variant: 'least recently used, 50 entries', claim: 'plateaus' },
      alive: count => Math.min(50, count),
      changes: { retention: retained('Session', 50, 44_000, mapPath('least recently used, 50 entries')) },
    }),
    simulate({ subject: { ...strong, variant: 'deleted on logout', claim: 'collects' } }),
  ],
  'cyclic-nodes': [
    simulate({
      subject: { ...cyclic, variant: 'ring with one forgotten reference', claim: 'leaks' },
      bytes: 509,
      watched: 2,
      alive: count => 2 * count,
      changes: {
        retention: retained('RingNode', 2060, 1_000_000, [
          root('scenarios/reachability/cyclic-nodes.ts:28'),
          variable(
            'forgotten',
            'ring with one forgotten reference',
            'Array',
            'scenarios/reachability/cyclic-nodes.ts:26',
          ),
          ...Array.from({ length: 8 }, () => step({ name: 'next', what: 'RingNode' })),
        ]),
      },
    }),
    simulate({ subject: { ...cyclic, variant: 'nothing remembered', claim: 'collects' }, watched: 2 }),
  ],
  'weak-cache': [
    simulate({
      subject: { ...weak, variant: 'keys never deleted', claim: 'leaks' },
      bytes: 70,
      changes: {
        retention: {
          ...retained('', 0, 0, []),
          groups: [],
          holders: [
            {
              path: {
                steps: [
                  root('scenarios/caches/weak-cache.ts:22'),
                  variable('cache', 'keys never deleted', 'Map', 'scenarios/caches/weak-cache.ts:19'),
                ],
                holder: 1,
                cause: null,
              },
              fingerprint: '0123456789ab',
              bytesPerStep: 70,
              added: [],
              others: [],
              share: 0.6,
              steps: 500,
            },
          ],
          smaller: { count: 2, bytesPerStep: 3 },
        },
      },
    }),
    simulate({ subject: { ...weak, variant: 'WeakMap keyed by the object', claim: 'collects' } }),
  ],
  'finalizer-callbacks': [
    simulate({
      subject: { ...finalizer, variant: 'held value references its target', claim: 'leaks' },
      bytes: 657,
      alive: count => count,
      changes: {
        ...registry(26, {}),
        retention: retained(
          'Connection',
          1597,
          779_300,
          [
            root('scenarios/finalizers/finalizer-callbacks.ts:21'),
            variable(
              'registry',
              'held value references its target',
              'FinalizationRegistry',
              'scenarios/finalizers/finalizer-callbacks.ts:19',
            ),
            step({ by: 'internal', name: 'held_value' }),
            step({ name: 'connection', what: 'Connection' }),
          ],
          'finalization-holdings',
        ),
      },
    }),
    simulate({
      subject: { ...finalizer, variant: 'held value is a name', claim: 'collects' },
      changes: registry(35, { called: 52_626, calledInAll: 52_626, calls: [firstCall] }),
    }),
    simulate({
      subject: { ...finalizer, variant: 'unregistered before collection', claim: 'collects' },
      changes: registry(47, { unregistered: 52_626 }),
    }),
    // A claim that is refuted, with a caveat.
    simulate({
      subject: { ...finalizer, variant: 'registered twice', claim: 'collects' },
      bytes: 657,
      watched: 0,
    }),
  ],
}
