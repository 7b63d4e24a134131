// Which exceptions does `.ci/newest.mjs` call stale?
import { expect, test } from 'vitest'
import type { Report } from '../src/model/report.ts'
import { recording, report, subject, verdict } from './report/build.ts'

const { findStale } = (await import(new URL('../.ci/newest.mjs', import.meta.url).href)) as {
  findStale(report: Report): string[]
}

const exception = { runtimes: 'node <26', usual: 'collects', because: 'a quirk' } as const
const result = (exceptional: boolean, claimMet: boolean | null) => ({
  recording: recording({ subject: { ...subject, exception: exceptional ? exception : null } }),
  verdict: verdict('plateau', [], { claimMet }),
  retries: 0,
})

test('claims that are not met, and whether an exception states them', () => {
  expect(findStale(report([result(true, true), result(false, true)]))).toEqual([])
  expect(findStale(report([result(true, false), result(false, null)]))).toEqual([
    "caches/strong-cache › unbounded Map: plateau; its exception for 'node <26' is stale, or needs an end",
    'caches/strong-cache › unbounded Map: plateau; a claim that is not met, and no exception states it',
  ])
})
