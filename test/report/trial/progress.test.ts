import { expect, test } from 'vitest'
import { renderEnded, renderProgress } from '../../../src/report/trial/progress.ts'
import { leakingRecording, reading, recording } from '../build.ts'

const running = { ...leakingRecording(12), released: null }

test.each([
  [recording({ runtime: null }), 'unbounded Map: starting'],
  [recording(), 'unbounded Map: set-up'],
  [recording({ baseline: reading() }), 'unbounded Map: first iteration'],
  [
    { ...running, rounds: running.rounds.slice(0, 1) },
    'unbounded Map: warm-up round 1, 100 iterations, +92.8 kB, 100 alive',
  ],
  [running, 'unbounded Map: round 12, 1,200 iterations, +1.1 MB, 1,200 alive'],
  [leakingRecording(2), 'unbounded Map: released'],
])('the progress line says where the trial is', (recording, line) => {
  expect(renderProgress(recording)).toBe(line)
})

test.each([
  [0, 1_000, '0 of 233'],
  [2, 1_000, '2 of 233'],
  [3, 3_000, '3 of 233, about 4 min left'],
  [37, 22_000, '37 of 233, about 2 min left'],
  [200, 200_000, '200 of 233, about 40 s left'],
  [232, 232_000, '232 of 233, about 10 s left'],
])(
  'with %d trials ended after %d ms the line begins with the estimate that these allow',
  (ended, elapsedMs, line) => {
    expect(renderEnded({ ended, of: 233, elapsedMs })).toBe(line)
  },
)
