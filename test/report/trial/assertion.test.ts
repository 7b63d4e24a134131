// The messages of failed assertions, whole.
import { expect, test } from 'vitest'
import { decide } from '../../../src/judgement/decide.ts'
import type { Failure } from '../../../src/model/event.ts'
import { renderAlive, renderRefuted, renderUndecided } from '../../../src/report/trial/assertion.ts'
import { makeReading, makeRecording } from '../../recordings.ts'

function growing(bytesPerStep: number) {
  const reading = (round: number, stage: number) => {
    const totalSteps = (round + 1) * 100
    return makeReading({ round, stage, totalSteps, heapUsed: 5_000_000 + totalSteps * bytesPerStep })
  }
  const rounds = Array.from({ length: 40 }, (_, round) => reading(round, 1 + Math.floor(round / 10)))
  const baseline = makeReading({ round: -1, stage: 0, steps: 0, totalSteps: 0, heapUsed: 5_000_000 })
  const released = makeReading({ round: 40, stage: 0, steps: 0, totalSteps: 4000, heapUsed: 6_000_000 })
  return makeRecording({ stated: false }, { baseline, rounds, released })
}

const asResult = (recording: ReturnType<typeof growing>) => ({
  recording,
  verdict: decide(recording),
  retries: 0,
})

test('a leak in this process: nothing of the release or of a lab, which there is none of', () => {
  expect(renderRefuted({ of: 'no-leak' }, asResult(growing(100)), false)).toBe(
    `expected no leak, but it grows by 100 B per iteration
  · JS heap: grows by 100 B per iteration over 40 rounds, 4,000 iterations (between 100 B and 100 B)
  · external memory and array buffers: no growth`,
  )
})

test('a leak in a file says all', () => {
  const message = renderRefuted({ of: 'no-leak' }, asResult(growing(100)), true)
  expect(message).toMatch(/dropping the scenario's references freed/)
  expect(message).toMatch(/nothing was watched/)
})

test('more than is allowed', () => {
  const expectation = { of: 'at-most', bytesPerStep: 16, retained: 100 } as const
  expect(renderRefuted(expectation, asResult(growing(100)), false)).toMatch(
    /^expected at most 16 B to be retained by a step, but it retains 100 B\n/,
  )
})

test('no verdict, and what to try', () => {
  const failure: Failure = {
    moment: 'step',
    origin: 'direct',
    message: 'Error: out of paper',
    stack: '',
    round: 0,
    step: 3,
  }
  const recording = makeRecording({}, { ending: { kind: 'failed', failure } })
  expect(renderUndecided(asResult(recording), false)).toBe(
    `it could not be measured: it failed in step 3: Error: out of paper
  Try: fix the error above, then run it again`,
  )
})

test('objects that stay alive', () => {
  const labels = [{ label: 'Session', alive: 1 }]
  expect(renderAlive({ called: 10, alive: 1, labels, collections: 12 }, null)).toBe(
    'expected 10 objects to be collected, but 1 of them is still alive after 12 collections (1 Session)',
  )
})
