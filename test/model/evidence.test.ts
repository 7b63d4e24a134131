// What counts as growth of memory: one definition for budgets, assertions and the share of the retaining paths.
import { describe, expect, test, vi } from 'vitest'
import { answerRetainsAtMost } from '../../src/assert/answers.ts'
import { measureGrowth } from '../../src/judgement/tolerance/judge-tolerances.ts'
import { growthOf } from '../../src/model/evidence.ts'
import type { Retention } from '../../src/model/retention.ts'
import type { Evidence, Series, Trend, Verdict } from '../../src/model/verdict.ts'
import { renderRetention } from '../../src/report/trial/retention.ts'
import { measureFile } from '../../src/run/measure-file.ts'
import { makeRecording } from '../recordings.ts'

vi.mock('../../src/run/measure-file.ts', () => ({ measureFile: vi.fn() }))

/** Growth evidence: the slope, and an interval of 1 byte to each side. */
function growing(series: Series, bytesPerStep: number, trend: Trend = 'rising'): Evidence {
  const interval = { low: bytesPerStep - 1, high: bytesPerStep + 1 }
  return {
    kind: 'growth',
    pointsTo: 'leaking',
    series,
    trend,
    bytesPerStep,
    ...interval,
    rounds: 25,
    steps: 1,
  }
}

describe('the growth of memory', () => {
  test('of the heap only is that of the heap', () => {
    expect(growthOf([growing('heap', 100)])).toEqual({ low: 99, bytesPerStep: 100, high: 101 })
  })

  test('external memory contains the array buffers: the larger counts, not the sum', () => {
    const external = [growing('external', 2100), growing('arrayBuffers', 2000)]
    expect(growthOf(external)).toEqual({ low: 2099, bytesPerStep: 2100, high: 2101 })
    const arrayBuffers = [growing('external', 500), growing('arrayBuffers', 2000)]
    expect(growthOf(arrayBuffers)).toEqual({ low: 1999, bytesPerStep: 2000, high: 2001 })
  })

  test('the heap and what is outside it add up', () => {
    const evidence = [growing('heap', 100), growing('external', 2100), growing('arrayBuffers', 2000)]
    expect(growthOf(evidence)).toEqual({ low: 2198, bytesPerStep: 2200, high: 2202 })
  })

  test('array buffers alone count, where external memory does not contain them', () => {
    const evidence = [
      growing('heap', 0, 'flat'),
      growing('external', 0, 'flat'),
      growing('arrayBuffers', 2000),
    ]
    expect(growthOf(evidence)).toEqual({ low: 1999, bytesPerStep: 2000, high: 2001 })
  })

  test.each(['flat', 'leveled-off'] as const)('a series that is %s does not count', trend => {
    expect(growthOf([growing('heap', 100, trend)])).toEqual({ low: 0, bytesPerStep: 0, high: 0 })
    const evidence = [growing('heap', 100), growing('external', 300, trend)]
    expect(growthOf(evidence).bytesPerStep).toBe(100)
  })

  test('a series that is unclear counts, unless only rising ones are asked for', () => {
    const evidence = [growing('heap', 100), growing('external', 300, 'unclear')]
    expect(growthOf(evidence).bytesPerStep).toBe(400)
    expect(growthOf(evidence, ['rising']).bytesPerStep).toBe(100)
  })

  test('a negative lower bound counts as 0, for each series', () => {
    const unclear = { ...growing('external', 10, 'unclear'), low: -500 } as Evidence
    expect(growthOf([growing('heap', 100), unclear])).toEqual({ low: 99, bytesPerStep: 110, high: 112 })
  })

  test('objects that are alive are no bytes', () => {
    expect(growthOf([growing('alive', 1)]).bytesPerStep).toBe(0)
  })
})

const steps = 1000

/** A heap inspection of `steps` iterations that found one group of survivors. */
function retaining(retainedSize: number): Retention {
  const path = { steps: [], holder: 0, cause: null }
  const group = { label: 'Session', count: 1, direct: 1, shallowSize: 1, retainedSize, path, otherPath: null }
  return {
    steps,
    continued: false,
    snapshotMs: 1,
    found: 1,
    described: 1,
    groups: [{ ...group, fingerprint: '0123456789ab', place: '' }],
    holders: [],
    smaller: { count: 0, bytesPerStep: 0 },
    snapshotBytes: 1,
    analysisMs: 1,
    problem: '',
  }
}

test.each<[string, number, Evidence[]]>([
  ['the heap only', 100, [growing('heap', 100)]],
  [
    'external memory that contains the array buffers',
    2200,
    [growing('heap', 100), growing('external', 2100), growing('arrayBuffers', 2000)],
  ],
  [
    'array buffers alone',
    2000,
    [growing('heap', 0, 'flat'), growing('external', 0, 'flat'), growing('arrayBuffers', 2000)],
  ],
])('budgets, the assertion and the share of the retaining paths agree: %s', async (_, bytes, evidence) => {
  const verdict: Verdict = { outcome: 'leaking', evidence, caveats: [], claimMet: false }
  const recording = makeRecording({}, { retention: retaining((bytes * steps) / 4) })

  const { high } = growthOf(evidence)
  expect(measureGrowth(verdict, recording.subject)).toEqual({ bytesPerStep: high, survivors: 0 })

  vi.mocked(measureFile).mockResolvedValue({ recording, verdict, retries: 0 })
  const { explain, passed } = await answerRetainsAtMost('leak.mjs', 16)
  const { found } = await explain()
  expect({ found, passed }).toEqual({ found: `${bytes} bytes per step`, passed: false })

  const style = { width: 200, color: false, unicode: true }
  expect(renderRetention(recording, verdict, style)).toContain('25 %')
})
