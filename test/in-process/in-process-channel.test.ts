// The channel within one process: each decision sees all events, and the rehearsal leaves nothing.
import { expect, test } from 'vitest'
import { createInProcessChannel } from '../../src/in-process/in-process-channel.ts'
import type { Command } from '../../src/model/event.ts'
import type { Recording } from '../../src/model/recording.ts'
import { makeReading, makeRecording } from '../recordings.ts'

function open(decideNext: (recording: Recording) => Command = () => ({ do: 'release' })) {
  return createInProcessChannel(() => makeRecording(), decideNext)
}

test('each decision sees all events, also when they outgrow the first buffer', () => {
  let seen = 0
  const channel = open(({ rounds }) => {
    seen = rounds.length
    return { do: 'end' }
  })
  channel.send({ type: 'ready', reading: makeReading({ round: -1 }) })
  const readings = Array.from({ length: 2000 }, (_, round) => makeReading({ round }))
  for (const reading of readings) channel.send({ type: 'round', reading })
  expect(channel.receive()).toEqual({ do: 'end' })
  expect(seen).toBe(2000)
  expect(channel.recording().rounds).toEqual(readings)
  expect(channel.recording().baseline?.round).toBe(-1)
})

test('text beyond ASCII arrives unchanged', () => {
  const channel = open()
  const labels = [{ label: 'Bücher — 本', watched: 1, alive: 1, place: '' }]
  channel.send({ type: 'census', labels })
  expect(channel.recording().labels).toEqual(labels)
})

test('the rehearsal goes through stages, ends, and leaves no rounds', () => {
  const channel = open()
  channel.rehearse({ do: 'release' }, 6)
  const stages = new Set<number>()
  for (let command = channel.receive(); command.do === 'round'; command = channel.receive()) {
    stages.add(command.stage)
    channel.send({ type: 'round', reading: makeReading({ stage: command.stage }) })
  }
  expect([...stages]).toEqual([0, 1, 2])
  expect(channel.recording().rounds).toEqual([])
  expect(channel.receive()).toEqual({ do: 'release' })
})

test('a trial that ends in its rehearsal has recorded no rounds', () => {
  const channel = open()
  channel.rehearse({ do: 'release' }, 6)
  channel.receive()
  channel.send({ type: 'round', reading: makeReading({ stage: 0 }) })
  expect(channel.recording().rounds).toEqual([])
})

test('after a stop no decision is made', () => {
  const channel = open(() => {
    throw new Error('asked')
  })
  channel.stop()
  expect(channel.receive()).toEqual({ do: 'end' })
})
