// Single series, as they were read.
import { expect, test } from 'vitest'
import { type Points, seriesRules } from '../../src/analysis/series.ts'
import { judgeTrend } from '../../src/analysis/trend.ts'

const heap = seriesRules.find(({ series }) => series === 'heap')!

/** Rounds of each stage, by their size in steps and what each added in bytes. */
function pointsOf(stages: readonly (readonly [steps: number, added: readonly number[]])[]): Points {
  const points: Points = { msPerStep: 0.07, steps: [0], values: [4_000_000], stages: [0] }
  for (const [stage, [steps, added]] of stages.entries()) {
    for (const bytes of added) {
      points.steps.push(points.steps.at(-1)! + steps)
      points.values.push(points.values.at(-1)! + bytes)
      points.stages.push(stage)
    }
  }
  return points
}

// AbortSignal.any on Node 20: a weak reference of 32 bytes for each step, in a set that doubles.
const joined = pointsOf([
  [200, [26312, 1136, 7528, 8568, 28912]],
  [200, [17240, 14888, 28120, 5712, 36440, 12000, 1744, 11128, 10072, 12656]],
  [950, [60848, 115856, 14664, 52496, 20128]],
  [2500, [265520, 74424, 86472, 424312, 82808]],
  [6500, [215160, 861032, 213888, 61536, 214960]],
  [20000, [1953744, 630968, 656752, 3253632, 647968]],
])

test('what most rounds of a stage add is seen beneath the leaps of a table', () => {
  expect(judgeTrend(joined, heap, { stages: 4, sharpStages: 3 }).trend).toBe('rising')
})
