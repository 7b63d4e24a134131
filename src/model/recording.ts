// What was measured in a trial? The recording: the verdict and every report are pure functions of it.
import * as v from 'valibot'
import { count, finite, list, milliseconds } from './bounded.ts'
import {
  type ChildEvent,
  claimSchema,
  failureSchema,
  finalizerSchema,
  labelCountSchema,
  noteSchema,
  readingSchema,
  registrySchema,
  runtimeSchema,
} from './event.ts'
import { maxRounds } from './limits.ts'
import { retentionSchema } from './retention.ts'
import { tolerancesSchema } from './tolerance.ts'

/** Version of the recording file. A reader refuses any other. */
export const recordingVersion = 2

/** What the trial measured. Enough to print every report again without the scenario's file. */
const subjectSchema = v.object({
  /** `caches/strong-cache`, or the path of a user's file. */
  scenario: v.string(),
  slug: v.string(),
  title: v.string(),
  ask: v.string(),
  learn: v.string(),
  variant: v.string(),
  /** The claim on this runtime. */
  claim: claimSchema,
  stated: v.boolean(),
  /** If this runtime is an exception: the claim on other runtimes, and the reason. */
  exception: v.nullable(
    v.object({
      runtimes: v.string(),
      usual: claimSchema,
      because: v.string(),
    }),
  ),
  /** `Node 22.11.0`, if every variant is run in several runtimes. */
  runtime: v.optional(v.nullable(v.string()), null),
  /** What is tolerated; absent when nothing is. */
  tolerances: v.optional(tolerancesSchema),
})
export type Subject = v.InferOutput<typeof subjectSchema>

/** The trial's name on screens and for `--grep`: `caches/strong-cache › unbounded Map`. */
export function nameOfTrial({ scenario, variant }: Pick<Subject, 'scenario' | 'variant'>): string {
  return `${scenario} › ${variant}`
}

/** The subject of a bare step or function. It states no claim, and is expected not to leak. */
export function bareSubject(name: string): Subject {
  return {
    scenario: name,
    slug: name,
    title: name,
    ask: '',
    learn: '',
    variant: name,
    claim: 'collects',
    stated: false,
    exception: null,
    runtime: null,
  }
}

/** The limits that a trial ran under. */
const planSchema = v.object({
  /** Measured rounds, if the user fixed them; null for as many as the verdict needs. */
  rounds: v.nullable(count),
  /** Steps per round, if the user fixed them. */
  steps: v.nullable(count),
  timeoutMs: milliseconds,
  heapLimitMb: count,
  /** When the heap is inspected after the trial. `refuted`: only when the claim is refuted. */
  snapshots: v.picklist(['always', 'refuted', 'never']),
})
export type Plan = v.InferOutput<typeof planSchema>

/** How the child ended. */
const endingSchema = v.variant('kind', [
  v.object({ kind: v.literal('complete') }),
  v.object({ kind: v.literal('failed'), failure: failureSchema }),
  v.object({ kind: v.literal('timeout'), afterMs: milliseconds }),
  /** The process ended during the trial: `process.exit()` in the scenario. */
  v.object({ kind: v.literal('exited'), code: finite }),
  v.object({ kind: v.literal('killed'), signal: v.string() }),
  v.object({ kind: v.literal('exhausted'), limitMb: count, steps: count }),
  v.object({ kind: v.literal('unstartable'), message: v.string() }),
  /** The child wrote more on the channel than any trial needs. */
  v.object({ kind: v.literal('flooded'), bytes: count }),
])
export type Ending = v.InferOutput<typeof endingSchema>

const outputSchema = v.object({
  /** Bytes that the scenario printed, and a part of the text: the beginning of stdout, the end of stderr. */
  bytes: count,
  text: v.string(),
})
export type Output = v.InferOutput<typeof outputSchema>

export const recordingSchema = v.object({
  subject: subjectSchema,
  /** The source text of the variant as it was written; null if it is not known or very long. */
  code: v.optional(v.nullable(v.string()), null),
  plan: planSchema,
  runtime: v.nullable(runtimeSchema),
  /** Bytes of heap that one watched object costs. They are subtracted in every reading. */
  watchBytes: finite,
  /** The reading before the first step. */
  baseline: v.nullable(readingSchema),
  rounds: list(readingSchema, maxRounds),
  released: v.nullable(readingSchema),
  /** Why the survivors stay alive, from a heap inspection; null when the heap was not inspected. */
  retention: v.nullable(retentionSchema),
  labels: list(labelCountSchema),
  finalizers: list(finalizerSchema),
  finalizersTotal: count,
  /** The scenario's own FinalizationRegistries: how many it created, and what the first of them did. */
  registries: v.optional(v.object({ created: count, watched: list(registrySchema) }), {
    created: 0,
    watched: [],
  }),
  notes: list(noteSchema),
  notesTotal: count,
  stdout: outputSchema,
  stderr: outputSchema,
  /** Lines on the channel that the harness did not write. */
  foreignLines: count,
  ending: endingSchema,
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Time from the child's start to its end. */
  durationMs: milliseconds,
})
export type Recording = v.InferOutput<typeof recordingSchema>

/** A recording before its trial has begun. */
export function emptyRecording(subject: Subject, plan: Plan, startedAt: Date): Recording {
  return {
    subject,
    code: null,
    plan,
    runtime: null,
    watchBytes: 0,
    baseline: null,
    rounds: [],
    released: null,
    retention: null,
    labels: [],
    finalizers: [],
    finalizersTotal: 0,
    registries: { created: 0, watched: [] },
    notes: [],
    notesTotal: 0,
    stdout: { bytes: 0, text: '' },
    stderr: { bytes: 0, text: '' },
    foreignLines: 0,
    ending: { kind: 'complete' },
    startedAt: startedAt.toISOString(),
    durationMs: 0,
  }
}

/**
 * Adds one event.
 * @returns whether the harness waits for a command after it
 */
export function addEvent(recording: Recording, event: ChildEvent): boolean {
  switch (event.type) {
    case 'hello':
      recording.runtime = event.runtime
      recording.watchBytes = event.watchCost.reference + event.watchCost.cell + event.watchCost.slot
      return false
    case 'ready':
      recording.baseline = event.reading
      return true
    case 'round':
      recording.rounds.push(event.reading)
      return true
    case 'released':
      recording.released = event.reading
      return true
    case 'census':
      recording.labels = event.labels
      return false
    case 'registries':
      recording.registries = { created: event.created, watched: event.watched }
      return false
    case 'finalizer': {
      const { type: _, ...finalizer } = event
      recording.finalizers.push(finalizer)
      return false
    }
    case 'note': {
      const { type: _, ...note } = event
      recording.notes.push(note)
      return false
    }
    case 'done':
      recording.finalizersTotal = event.finalizers
      recording.notesTotal = event.notes
      return false
    case 'described':
    case 'failed':
    case 'segment':
    case 'snapshot':
      return false
  }
}
