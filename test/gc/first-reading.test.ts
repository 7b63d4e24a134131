// What a second collection would free must not be expected of each round that follows.
import { expect, test } from 'vitest'
import type { Reading } from '../../src/model/event.ts'
import { leaklab } from './leaklab.ts'

test('memory is stable at the first reading after warm-up', async () => {
  const { stdout, stderr } = await leaklab(['run', 'strong-cache', '--json', '--no-paths'])
  const { results }: { results: { recording: { rounds: Reading[] } }[] } = JSON.parse(stdout)
  expect(results, stderr).toHaveLength(4)
  for (const { recording } of results) {
    const at = recording.rounds.findIndex(({ stage }) => stage > 0)
    const [before, first] = [recording.rounds[at - 1]!, recording.rounds[at]!]
    expect(first.steps).toBeGreaterThan(100)
    expect(first.settled).toBe(true)
    expect(first.forced - before.forced).toBeGreaterThanOrEqual(2)
  }
})
