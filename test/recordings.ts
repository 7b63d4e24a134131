// Recordings made by hand: what a test does not name is as in a quiet, complete trial.
import type { Reading } from '../src/model/event.ts'
import type { Recording, Subject } from '../src/model/recording.ts'

/** A reading in which nothing happened. */
export function makeReading(changes: Partial<Reading> = {}): Reading {
  return {
    round: 0,
    stage: 1,
    steps: 100,
    totalSteps: 100,
    heapUsed: 4_000_000,
    external: 1_000_000,
    arrayBuffers: 10_000,
    rawHeapUsed: 4_000_000,
    rss: 50_000_000,
    watched: 0,
    alive: 0,
    finalized: 0,
    oldestRound: null,
    unwitnessed: 0,
    majorCollections: 2,
    minorCollections: 0,
    pauseMs: 4,
    forced: 2,
    forcedMajor: 2,
    stepMs: 5,
    settleMs: 8,
    settled: true,
    ...changes,
  }
}

/** A recording of a variant; `subject`'s fields may be named at the top. */
export function makeRecording(subject: Partial<Subject> = {}, changes: Partial<Recording> = {}): Recording {
  return {
    subject: {
      scenario: `caches/${subject.slug ?? 'thing'}`,
      slug: 'thing',
      title: 'Thing',
      ask: 'Does it leak?',
      learn: 'It does not.',
      variant: 'a variant',
      claim: 'collects',
      stated: true,
      ...subject,
    },
    plan: { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512 },
    runtime: { name: 'node', version: 'v20.0.0', v8: '11.3', platform: 'linux x64', heapLimit: 536_870_912 },
    watchBytes: 104,
    baseline: makeReading({ round: -1, stage: 0, steps: 0, totalSteps: 0 }),
    rounds: [],
    released: null,
    labels: [],
    finalizers: [],
    finalizersTotal: 0,
    notes: [],
    notesTotal: 0,
    stdout: { bytes: 0, text: '' },
    stderr: { bytes: 0, text: '' },
    foreignLines: 0,
    ending: { kind: 'complete' },
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 500,
    ...changes,
  }
}
