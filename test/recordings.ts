// Makes recordings for tests. Fields that a test does not set are those of a complete trial without growth.
import type { Reading } from '../src/model/event.ts'
import { emptyRecording, type Recording, type Subject } from '../src/model/recording.ts'

/** A reading in which nothing happened. */
export function makeReading(changes: Partial<Reading> = {}): Reading {
  return {
    round: 0,
    stage: 1,
    steps: 100,
    totalSteps: 100,
    heapUsed: 4_600_000,
    external: 3_100_000,
    arrayBuffers: 1_500_000,
    rawHeapUsed: 4_600_000,
    rss: 50_000_000,
    watched: 0,
    alive: 0,
    finalized: 0,
    oldestRound: null,
    untracked: 0,
    majorCollections: 2,
    minorCollections: 1,
    pauseMs: 1,
    forced: 2,
    forcedMajor: 2,
    stepMs: 1,
    settleMs: 1,
    settled: true,
    ...changes,
  }
}

/** A recording of a variant: the fields of its subject, then its other fields. */
export function makeRecording(subject: Partial<Subject> = {}, changes: Partial<Recording> = {}): Recording {
  const whole: Subject = {
    scenario: `caches/${subject.slug ?? 'thing'}`,
    slug: 'thing',
    title: 'Thing',
    ask: 'Does it leak?',
    learn: 'It does not.',
    variant: 'a variant',
    claim: 'collects',
    stated: true,
    exception: null,
    runtime: null,
    ...subject,
  }
  const plan = { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512, snapshots: 'never' as const }
  return {
    ...emptyRecording(whole, plan, new Date(0)),
    runtime: { name: 'node', version: 'v22.0.0', v8: '12.4', platform: 'linux x64', heapLimit: 536_870_912 },
    watchBytes: 104,
    durationMs: 1234,
    ...changes,
  }
}
