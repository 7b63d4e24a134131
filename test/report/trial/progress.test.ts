import { expect, test } from 'vitest'
import { renderProgress } from '../../../src/report/trial/progress.ts'
import { leakingRecording, reading, recording } from '../build.ts'

const running = { ...leakingRecording(12), released: null }

test.each([
  [recording({ runtime: null }), 'unbounded Map: starting'],
  [recording(), 'unbounded Map: set-up'],
  [recording({ baseline: reading() }), 'unbounded Map: first step'],
  [
    { ...running, rounds: running.rounds.slice(0, 1) },
    'unbounded Map: warm-up round 1, 100 steps, +92.8 kB, 100 alive',
  ],
  [running, 'unbounded Map: round 12, 1,200 steps, +1.1 MB, 1,200 alive'],
  [leakingRecording(2), 'unbounded Map: released'],
])('the progress line says where the trial is', (recording, line) => {
  expect(renderProgress(recording)).toBe(line)
})
