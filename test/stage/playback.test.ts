// Does the list of events say what the recording says, and is every way through it the same?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listEvents, listPoints, type PlayEvent } from '../../src/stage/playback/events.ts'
import { createPlayer, type PlayerAction, reducePlayer } from '../../src/stage/playback/player.ts'
import { makeReading, makeRecording } from '../recordings.ts'
import { scenarios } from '../report/trial/simulated.ts'

const results = Object.values(scenarios).flat()
const named = results.map(result => [result.recording.subject.variant, result] as const)

test.each(named)('after each reading of %s the facts are those of the tables', (_, { recording }) => {
  const events = listEvents(recording)
  const readings = [recording.baseline!, ...recording.rounds, recording.released!]
  const afterReadings = events.filter(({ kind }) => kind === 'reading')
  expect(afterReadings.map(({ round }) => round)).toEqual(readings.map(({ round }) => round))
  let minor = 0
  let major = 0
  for (const [i, { facts }] of afterReadings.entries()) {
    const reading = readings[i]!
    minor += reading.minorCollections
    major += reading.majorCollections
    expect(facts).toMatchObject({
      iterations: reading.totalSteps,
      heapUsed: reading.heapUsed,
      external: reading.external,
      watched: reading.watched,
      alive: reading.alive,
      finalized: reading.finalized,
      minorCollections: minor,
      majorCollections: major,
    })
  }
  expect(events.at(-1)!.facts.points).toBe(listPoints(recording).length)
})

test('the events of a trial that runs are the first of those of the whole trial', () => {
  const { recording } = results[0]!
  const whole = listEvents(recording)
  for (let rounds = 0; rounds <= recording.rounds.length; rounds++) {
    const part = listEvents({ ...recording, rounds: recording.rounds.slice(0, rounds), released: null })
    expect(part).toEqual(whole.slice(0, part.length))
  }
})

test('finalizers and notes come in their rounds, counted ones as one event', () => {
  const finalizer = { label: 'Session', round: 0, tick: 'separate task', delayMs: 1 } as const
  const note = { text: 'deref() gave undefined', round: 0, tick: 'separate task', delayMs: 1 } as const
  const recording = makeRecording(
    {},
    {
      baseline: makeReading({ round: -1, totalSteps: 0 }),
      rounds: [makeReading({ watched: 9, alive: 4, finalized: 5, majorCollections: 0, minorCollections: 0 })],
      released: null,
      finalizers: [
        { ...finalizer, order: 1 },
        { ...finalizer, order: 2 },
      ],
      notes: [
        { ...note, moment: 'collection' },
        { ...note, moment: 'step', text: 'created' },
      ],
    },
  )
  const round = listEvents(recording).filter(event => event.round === 0)
  expect(round.map(({ kind }) => kind)).toEqual([
    'iterations',
    'note',
    'finalizer',
    'finalizer',
    'more-finalizers',
    'note',
    'reading',
  ])
  expect(round.map(({ facts }) => facts.finalized)).toEqual([0, 0, 1, 2, 5, 5, 5])
  // Until the next check every new object counts as alive, except those whose callbacks have been called.
  expect(round.map(({ facts }) => facts.alive)).toEqual([9, 9, 8, 7, 4, 4, 4])
})

const action: fc.Arbitrary<PlayerAction> = fc.oneof(
  fc.constantFrom(
    ...(
      ['toggle', 'next', 'back', 'next-phase', 'previous-phase', 'first', 'last', 'faster', 'slower'] as const
    ).map(name => ({ do: name })),
  ),
  fc.nat(5_000).map(ms => ({ do: 'tick' as const, ms })),
)
const events = listEvents(results[0]!.recording)

test('whatever is pressed, an event is shown; one on and one back is the same event', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), actions => {
      const player = actions.reduce(reducePlayer, createPlayer(events))
      expect(events[player.position]).toBeDefined()
      if (player.position === events.length - 1) return
      const there = reducePlayer(player, { do: 'next' })
      expect(there.position).toBe(player.position + 1)
      expect(reducePlayer(there, { do: 'back' }).position).toBe(player.position)
    }),
  )
})

test('played to the end, each event is passed, and it stops there', () => {
  let player = createPlayer(events)
  const seen = [player.position]
  for (let i = 0; player.isPlaying && i < 100_000; i++) {
    player = reducePlayer(player, { do: 'tick', ms: 1 })
    if (player.position !== seen.at(-1)) seen.push(player.position)
  }
  expect(player).toMatchObject({ isPlaying: false, position: events.length - 1 })
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  // A collection of several in a round takes less than a tick at most.
  expect(seen.length).toBe(events.length)
})

test('phases: on to the first event of the next one, back to the first event of this one, then of the one before', () => {
  const phaseOf = ({ phase, round }: PlayEvent) => `${phase} ${round}`
  const starts = events.flatMap((event, at) =>
    at === 0 || phaseOf(event) !== phaseOf(events[at - 1]!) ? [at] : [],
  )
  let player = createPlayer(events)
  const forward = [player.position]
  for (let i = 1; i < starts.length; i++) {
    player = reducePlayer(player, { do: 'next-phase' })
    forward.push(player.position)
  }
  expect(forward).toEqual(starts)
  const backward: number[] = []
  player = reducePlayer(player, { do: 'last' })
  for (let i = 0; i < starts.length; i++) {
    player = reducePlayer(player, { do: 'previous-phase' })
    backward.push(player.position)
  }
  // The last event is the first of its phase only if the phase has no other.
  expect(new Set(backward)).toEqual(new Set(starts))
})

test('going back through 100,000 events reads no other event than the one that is shown', () => {
  let reads = 0
  const many = Array.from({ length: 100_000 }, (_, i) => ({ ...events[1]!, startMs: i }))
  const counted = new Proxy(many, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads++
      return Reflect.get(target, key)
    },
  })
  let player = reducePlayer(createPlayer(counted), { do: 'last' })
  reads = 0
  for (let i = 0; i < 1_000; i++) player = reducePlayer(player, { do: 'back' })
  expect(player.position).toBe(many.length - 1_001)
  expect(reads).toBe(0)
})
