// When are the trials of many files known? The real files and children are in test/gc/many-files.test.ts.
import { expect, test, vi } from 'vitest'
import type { Found } from '../../src/catalog/find-scenarios.ts'
import { makePlan } from '../../src/model/plan.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { loadScenarios } from '../../src/run/load-scenarios.ts'
import { openTrialSource } from '../../src/run/trial-source.ts'

vi.mock('../../src/run/load-scenarios.ts', () => ({ loadScenarios: vi.fn() }))

const count = 24
const found: Found[] = Array.from({ length: count }, (_, at) => ({
  file: { id: `s${at}`, slug: `s${at}`, chapter: '', file: `/s${at}.mjs`, source: `/s${at}.mjs` },
  builtin: false,
  folder: undefined,
  exported: undefined,
}))
const runtimes = [{ name: 'node', version: 'v20.0.0' } as Runtime] as const

test('files that are loaded in the same moment are known once, and so is that they are all', async () => {
  const waiting: (() => void)[] = []
  let isHeld = false
  vi.mocked(loadScenarios).mockImplementation(async () => {
    if (isHeld) await new Promise<void>(resolve => waiting.push(resolve))
    const variants = [{ name: 'a', claim: 'collects', stated: false, exceptions: [] }]
    return [{ name: 'default', outline: { title: '', ask: '', learn: '', variants } }] as never
  })
  const [onTrials, onAllTrials] = [vi.fn(), vi.fn()]
  const plan = makePlan({}, { snapshots: 'never' })
  const concurrency = 4
  const source = await openTrialSource(found, {
    plan,
    runtimes,
    concurrency,
    choice: {},
    onTrials,
    onAllTrials,
  })
  expect(onAllTrials).not.toHaveBeenCalled()
  isHeld = true
  // The first of each worker are there; then each loads one of the last four.
  for (let worker = 0; worker < concurrency; worker++) await source.take()
  const taken = Array.from({ length: concurrency }, () => source.take())
  await vi.waitUntil(() => waiting.length === concurrency)
  // The first file is the last to be there.
  for (const resolve of waiting.reverse()) resolve()
  await Promise.all(taken)
  expect(onAllTrials.mock.calls).toEqual([[count, count]])
  expect(
    onTrials.mock.calls.flatMap(([added]) => added.map(({ number }: { number: number }) => number)),
  ).toEqual(Array.from({ length: count }, (_, at) => at))
})
