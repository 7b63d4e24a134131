// Small hand-made recordings and verdicts. Each test changes the part that it is about.
import type { Failure, Reading } from '../../src/model/event.ts'
import type { Ending, Recording, Subject } from '../../src/model/recording.ts'
import { type Report, type Result, reportVersion } from '../../src/model/report.ts'
import type { Evidence, Verdict } from '../../src/model/verdict.ts'
import type { Style } from '../../src/report/terminal/style.ts'
import { makeReading, makeRecording } from '../recordings.ts'

export const plain: Style = { width: 80, color: false, unicode: true }
export const ascii: Style = { width: 80, color: false, unicode: false }
export const colored: Style = { width: 80, color: true, unicode: true }

export const subject: Subject = {
  scenario: 'caches/strong-cache',
  slug: 'strong-cache',
  title: 'Strong cache',
  ask: 'Can a session ever be collected?',
  learn: 'A Map retains its values.',
  variant: 'unbounded Map',
  claim: 'leaks',
  stated: true,
  exception: null,
  runtime: null,
}

export function reading(changes: Partial<Reading> = {}): Reading {
  return makeReading({ watched: 100, finalized: 100, ...changes })
}

export function recording(changes: Partial<Recording> = {}): Recording {
  return makeRecording(subject, changes)
}

/** `count` rounds of 100 steps. Each step keeps `bytes` and one object. The first round is warm-up. */
export function leakingRecording(count: number, bytes = 928): Recording {
  const start = reading({ round: -1, stage: 0, steps: 0, totalSteps: 0, watched: 0, finalized: 0 })
  const rounds = Array.from({ length: count }, (_, round) =>
    reading({
      round,
      stage: round === 0 ? 0 : 1,
      totalSteps: (round + 1) * 100,
      heapUsed: start.heapUsed + (round + 1) * 100 * bytes,
      watched: (round + 1) * 100,
      alive: (round + 1) * 100,
      finalized: 0,
      oldestRound: 0,
    }),
  )
  const released = reading({
    round: count,
    stage: 0,
    steps: 0,
    totalSteps: count * 100,
    watched: count * 100,
    finalized: count * 100,
  })
  return recording({ baseline: start, rounds, released })
}

export function verdict(
  outcome: Verdict['outcome'],
  evidence: Evidence[] = [],
  changes: Partial<Verdict> = {},
): Verdict {
  const claimMet = outcome === 'inconclusive' || outcome === 'failed' ? null : true
  return { outcome, evidence, caveats: [], claimMet, ...changes }
}

export const growing: Evidence = growth({})

export function growth(changes: Partial<Extract<Evidence, { kind: 'growth' }>>): Evidence {
  return {
    kind: 'growth',
    pointsTo: 'leaking',
    series: 'heap',
    trend: 'rising',
    bytesPerStep: 928,
    low: 920,
    high: 936,
    rounds: 3,
    steps: 300,
    ...changes,
  }
}

const level = growth({ pointsTo: 'collected', trend: 'flat', bytesPerStep: 0.3, low: -1, high: 1.2 })
const levelOutside = [
  growth({ pointsTo: 'collected', series: 'external', trend: 'flat', bytesPerStep: 0, low: 0, high: 0 }),
  growth({ pointsTo: 'collected', series: 'arrayBuffers', trend: 'flat', bytesPerStep: 0, low: 0, high: 0 }),
]

export function survivors(changes: Partial<Extract<Evidence, { kind: 'survivors' }>>): Evidence {
  return {
    kind: 'survivors',
    pointsTo: 'collected',
    trend: 'flat',
    watched: 400,
    alive: 0,
    oldestRound: null,
    lastRound: 3,
    labels: [{ label: 'Session', watched: 400, alive: 0 }],
    ...changes,
  }
}

export function recovery(recoveredBytes: number, keptBytes: number, recoveredObjects = 0): Evidence {
  return { kind: 'recovery', pointsTo: 'nothing', recoveredBytes, keptBytes, recoveredObjects }
}

/** A small unbounded Map: four rounds, all objects alive, all freed by the release. */
export const leak: Result = {
  recording: leakingRecording(4),
  verdict: verdict('leaking', [
    growing,
    ...levelOutside,
    survivors({
      pointsTo: 'leaking',
      trend: 'rising',
      alive: 400,
      oldestRound: 0,
      labels: [{ label: 'Session', watched: 400, alive: 400 }],
    }),
    { kind: 'finalization', pointsTo: 'nothing', watched: 400, delivered: 0 },
    recovery(371_200, 371_200, 400),
  ]),
  retries: 0,
}

/** The fixed variant. */
export const clean: Result = {
  recording: recording({
    subject: { ...subject, variant: 'deleted on logout', claim: 'collects' },
    baseline: reading({ round: -1, stage: 0, steps: 0, totalSteps: 0, watched: 0, finalized: 0 }),
    rounds: [reading({})],
  }),
  verdict: verdict('collected', [level, ...levelOutside, survivors({}), recovery(-512, 120_000)]),
  retries: 0,
}

export function failed(ending: Ending, changes: Partial<Recording> = {}): Result {
  return { recording: recording({ ending, ...changes }), verdict: verdict('failed'), retries: 0 }
}

export const failure: Failure = {
  moment: 'step',
  origin: 'direct',
  message: 'TypeError: cache.add is not a function',
  stack: [
    'TypeError: cache.add is not a function',
    '    at Object.step (file:///home/me/my-thing.ts:12:9)',
    '    at runSteps (file:///usr/lib/leaklab/dist/src/harness/steps.js:20:5)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  ].join('\n'),
  round: 2,
  step: 17,
}

export function report(results: Result[], changes: Partial<Report> = {}): Report {
  return {
    format: 'leaklab-report',
    version: reportVersion,
    leaklab: '0.1.0',
    results,
    unloaded: [],
    notRun: [],
    exitCode: 0,
    ...changes,
  }
}

export function widest(text: string): number {
  return Math.max(...text.split('\n').map(line => [...line].length))
}
