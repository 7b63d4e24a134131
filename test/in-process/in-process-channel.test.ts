// The wire within one process: what was sent is what the decision sees, and the rehearsal leaves nothing.
import { expect, test } from 'vitest'
import { createInProcessChannel } from '../../src/in-process/in-process-channel.ts'
import type { Command } from '../../src/model/event.ts'
import type { Recording } from '../../src/model/recording.ts'
import { makeReading, makeRecording } from '../recordings.ts'

function open(decideNext: (recording: Recording) => Command = () => ({ do: 'release' })) {
  return createInProcessChannel(() => makeRecording(), decideNext)
}

test('the decision sees all that was sent, however much it is', () => {
  let seen = 0
  const wire = open(({ rounds }) => {
    seen = rounds.length
    return { do: 'end' }
  })
  wire.send({ type: 'ready', reading: makeReading({ round: -1 }) })
  const readings = Array.from({ length: 2000 }, (_, round) => makeReading({ round }))
  for (const reading of readings) wire.send({ type: 'round', reading })
  expect(wire.receive()).toEqual({ do: 'end' })
  expect(seen).toBe(2000)
  expect(wire.recording().rounds).toEqual(readings)
  expect(wire.recording().baseline?.round).toBe(-1)
})

test('what is beyond ASCII arrives', () => {
  const wire = open()
  const labels = [{ label: 'Bücher — 本', watched: 1, alive: 1, place: '' }]
  wire.send({ type: 'census', labels })
  expect(wire.recording().labels).toEqual(labels)
})

test('the rehearsal goes through stages, ends, and leaves nothing', () => {
  const wire = open()
  wire.rehearse({ do: 'release' }, 6)
  const stages = new Set<number>()
  for (let command = wire.receive(); command.do === 'round'; command = wire.receive()) {
    stages.add(command.stage)
    wire.send({ type: 'round', reading: makeReading({ stage: command.stage }) })
  }
  expect([...stages]).toEqual([0, 1, 2])
  expect(wire.recording().rounds).toEqual([])
  expect(wire.receive()).toEqual({ do: 'release' })
})

test('a trial that ends in its rehearsal has lived nothing', () => {
  const wire = open()
  wire.rehearse({ do: 'release' }, 6)
  wire.receive()
  wire.send({ type: 'round', reading: makeReading({ stage: 0 }) })
  expect(wire.recording().rounds).toEqual([])
})

test('after a stop nothing more is asked for', () => {
  const wire = open(() => {
    throw new Error('asked')
  })
  wire.stop()
  expect(wire.receive()).toEqual({ do: 'end' })
})
