// Which messages do a measured child and its parent exchange? Types, and the validation of the child's events.
// Everything from a child is untrusted: the parent drops what is not one of these events.
import * as v from 'valibot'
import { beliefs } from '../scenario/lesson.ts'
import { claims } from '../scenario/scenario.ts'
import { bytes, count, finite, list, milliseconds, roundNumber } from './bounded.ts'
import type { HeapThread } from './retention.ts'
import { offers } from './runtime.ts'
import { tolerancesSchema } from './tolerance.ts'

/** The phase of the trial in which something happened. */
const momentSchema = v.picklist(['load', 'setup', 'step', 'collection', 'release'])
export type Moment = v.InferOutput<typeof momentSchema>

/**
 * How long after a forced collection something ran: in the job that forced it, in its microtasks or next ticks, in a
 * separate task before any timer or immediate, or in a later task. `none`: there was no collection before it.
 */
const tickSchema = v.picklist(['none', 'same job', 'microtask', 'separate task', 'later task'])
export type Tick = v.InferOutput<typeof tickSchema>

export const claimSchema = v.picklist(claims)

/** One variant without its function, as a child or the catalog describes it. */
const outlineVariantSchema = v.object({
  name: v.string(),
  claim: claimSchema,
  stated: v.boolean(),
  exceptions: list(
    v.object({
      runtimes: v.string(),
      claim: claimSchema,
      because: v.string(),
    }),
  ),
  /** Absent when nothing is tolerated. */
  tolerances: v.optional(tolerancesSchema),
  /** Of a twin in another language: a sentence about what happens there and not in JavaScript. Absent where nothing differs. */
  differs: v.optional(v.string()),
})
/** What the interactive lesson asks and answers. */
const lessonSchema = v.object({
  variant: v.string(),
  against: v.string(),
  because: v.string(),
  beliefs: v.record(v.picklist(beliefs), v.object({ because: v.string(), answer: v.string() })),
  highlight: list(v.string()),
})
export const outlineSchema = v.object({
  title: v.string(),
  ask: v.string(),
  learn: v.string(),
  variants: list(outlineVariantSchema),
  /** Absent when the scenario has none. */
  lesson: v.optional(lessonSchema),
})
/** A scenario without its functions, so that it can be listed, recorded and sent. */
export type Outline = v.InferOutput<typeof outlineSchema>
export type OutlineVariant = v.InferOutput<typeof outlineVariantSchema>

/** One of the scenarios in a file, and the name of its export. */
const exportedSchema = v.object({ name: v.string(), outline: outlineSchema })
export type Exported = v.InferOutput<typeof exportedSchema>

/** `place` is where the first object of this label was watched: a line of a stack trace, or empty. */
const labelCountSchema = v.object({ label: v.string(), watched: count, alive: count, place: v.string() })

/** One garbage collection. `atMs` is when it began, in milliseconds since the process began. */
const collectionSchema = v.object({
  kind: v.picklist(['minor', 'major']),
  atMs: milliseconds,
  pauseMs: milliseconds,
})
export type Collection = v.InferOutput<typeof collectionSchema>

/**
 * What the system and Node say of the process at a reading. Figures are null where they are not known: on a system that does not tell, or in
 * a thread of a process that other threads use.
 */
const systemSchema = v.object({
  /** Private memory of the process and its child processes, in RAM or swapped out; elsewhere than on Linux, the resident set. */
  residentBytes: v.nullable(bytes),
  /** What is left of it without the heap, external memory and the heaps of workers. */
  uncountedBytes: v.nullable(bytes),
  /** Open descriptors, and how many the process may open. */
  descriptors: v.nullable(count),
  descriptorLimit: v.nullable(count),
  /** Address space in GiB, used or not: a WebAssembly.Memory reserves some ten. Absent in recordings of earlier versions. */
  addressSpaceGiB: v.optional(v.nullable(count)),
  /** What keeps the event loop alive, by Node's name of its kind. */
  active: v.record(v.string(), count),
  /** Worker threads. Absent where none is alive; bytes after a collection in each, null if not all of them answered. */
  workers: v.optional(v.object({ alive: count, heapUsed: v.nullable(bytes), heapTotal: v.nullable(bytes) })),
})

/** One reading, taken after settling. Bytes are the scenario's own: the cost of `watch` is already subtracted. */
export const readingSchema = v.object({
  /** The round that it ended, from 0. The reading before the first step is round −1. */
  round: roundNumber,
  /** Measured stages count from 1; 0 for the baseline, warm-up and the release. */
  stage: count,
  /** Steps run in this round, and since the beginning. */
  steps: count,
  totalSteps: count,
  heapUsed: bytes,
  external: bytes,
  arrayBuffers: bytes,
  /** The heap as the engine reports it, with the cost of `watch`. */
  rawHeapUsed: bytes,
  rss: bytes,
  /** Objects passed to `watch`, those found alive, and finalization callbacks for them, since the beginning. */
  watched: count,
  alive: count,
  finalized: count,
  /** Those of the callbacks that ran outside of any collection, because the last reference went. JavaScript engines do not have them. */
  finalizedAtOnce: v.optional(count),
  /** The round in which the oldest object that is alive was watched. */
  oldestRound: v.nullable(roundNumber),
  /** Objects that `watch` only counted, because its table was full. */
  untracked: count,
  /** Collections since the last reading, as the engine reported them, and their pauses in milliseconds. */
  majorCollections: count,
  minorCollections: count,
  pauseMs: milliseconds,
  /** Collections forced by the harness and those of them that were major, since the beginning. */
  forced: count,
  forcedMajor: count,
  /** Time of the steps and of the settling after them. */
  stepMs: milliseconds,
  settleMs: milliseconds,
  /** False when settling did not converge: the heap still changed after the last collection of the settle loop. */
  settled: v.boolean(),
  /** The same before the first collection of the settle loop. Absent in recordings of earlier versions. */
  before: v.optional(v.object({ heapUsed: bytes, external: bytes })),
  /** Of the baseline: by how many bytes the set-up raised memory, in the heap and outside it. Absent in recordings of earlier versions. */
  setUpBytes: v.optional(finite),
  /** Absent in recordings of earlier versions. */
  system: v.optional(systemSchema),
  /** When the reading was taken, in milliseconds since the process began. Absent in recordings of earlier versions. */
  atMs: v.optional(milliseconds),
  /** The newest of the collections that it counts, oldest first. */
  collections: v.optional(list(collectionSchema)),
})
export type Reading = v.InferOutput<typeof readingSchema>

export const finalizerSchema = v.object({
  order: count,
  label: v.string(),
  round: roundNumber,
  tick: tickSchema,
  delayMs: milliseconds,
})
/** A finalization callback for a watched object. `round` is the round in which it was called. */
export type FinalizerEvent = v.InferOutput<typeof finalizerSchema>

/** When something ran that can run in any phase. */
const whenEntries = {
  moment: momentSchema,
  round: roundNumber,
  tick: tickSchema,
  delayMs: milliseconds,
}

export const noteSchema = v.object({ text: v.string(), ...whenEntries })
/** A line that the scenario added to the timeline. */
export type Note = v.InferOutput<typeof noteSchema>

/** What one of the scenario's own FinalizationRegistries did. Counts are those before the scenario was dropped. */
export const registrySchema = v.object({
  /** Where it was created: `file:line`; empty where that is not known. */
  place: v.string(),
  /** Calls of `register`; calls of `unregister` that removed something; finalization callbacks, and those that threw. */
  registered: count,
  unregistered: count,
  called: count,
  threw: count,
  /** Finalization callbacks since the beginning, with those after the scenario was dropped. */
  calledInAll: count,
  /** Whether the registry itself was collected. Then it calls no more. */
  wasCollected: v.boolean(),
  /** The first calls. `held` is the held value in short: a text in quotes, or the class of an object. */
  calls: list(v.object({ held: v.string(), ...whenEntries })),
})
export type RecordedRegistry = v.InferOutput<typeof registrySchema>

/** The runtime that ran the trial, as it describes itself. Heap limit in bytes; 0 where the engine has none. */
export const runtimeSchema = v.object({
  name: v.string(),
  version: v.string(),
  v8: v.string(),
  platform: v.string(),
  heapLimit: bytes,
  /** What this engine does not offer; absent in recordings of earlier versions, and where it offers all. */
  missing: v.optional(list(v.picklist(offers))),
})
export type RecordedRuntime = v.InferOutput<typeof runtimeSchema>
export const failureSchema = v.object({
  moment: momentSchema,
  /**
   * What threw: the code of that phase, a promise that nothing awaited, a callback, a wrong export, titles and names that are too
   * long to be sent, a set-up that returned no step, or the collector.
   */
  origin: v.picklist(['direct', 'rejection', 'callback', 'export', 'outline', 'no-step', 'collector']),
  /** The `code` of the error, as Node's errors have. */
  code: v.optional(v.string()),
  message: v.string(),
  stack: v.string(),
  round: roundNumber,
  step: count,
})
export type Failure = v.InferOutput<typeof failureSchema>

/** Bytes of heap that watching one object costs: its WeakRef, its cell in a registry, its slot in a table. */
const watchCostSchema = v.object({ reference: count, cell: count, slot: count })
export type WatchCost = v.InferOutput<typeof watchCostSchema>

const eventSchema = v.variant('type', [
  v.object({ type: v.literal('hello'), runtime: runtimeSchema, watchCost: watchCostSchema }),
  /** The scenarios of the file; empty when none of its exports is one. */
  v.object({ type: v.literal('described'), scenarios: list(exportedSchema) }),
  v.object({ type: v.literal('ready'), reading: readingSchema }),
  v.object({ type: v.literal('round'), reading: readingSchema }),
  v.object({ type: v.literal('released'), reading: readingSchema }),
  v.object({ type: v.literal('finalizer'), ...finalizerSchema.entries }),
  v.object({ type: v.literal('note'), ...noteSchema.entries }),
  /** So many steps ran without a reading. A heap snapshot comes next. */
  v.object({ type: v.literal('segment'), steps: count }),
  /** A heap snapshot was written. If it could not be, `problem` says why. */
  v.object({ type: v.literal('snapshot'), snapshotMs: milliseconds, problem: v.string() }),
  v.object({ type: v.literal('census'), labels: list(labelCountSchema) }),
  /** The first of the scenario's own registries, and how many it created. */
  v.object({ type: v.literal('registries'), created: count, watched: list(registrySchema) }),
  v.object({ type: v.literal('failed'), ...failureSchema.entries }),
  v.object({ type: v.literal('done'), finalizers: count, notes: count }),
])
/** One event of a child. */
export type ChildEvent = v.InferOutput<typeof eventSchema>
export { labelCountSchema }

/** The parent's commands to a child. */
export type Command =
  | { do: 'round'; stage: number; steps: number; maxMs: number }
  /** Run steps without a reading, before a snapshot. */
  | { do: 'segment'; steps: number; maxMs: number }
  /** Write a heap snapshot to this file. The parent reads it. */
  | { do: 'snapshot'; path: string }
  | { do: 'release' }
  | { do: 'end' }

/** The first line on the channel: the task of this child. `token` identifies the harness's own events. */
export interface Assignment {
  token: string
  /** An inspection runs without measuring, so nothing is calibrated or rehearsed for it. */
  mode: 'describe' | 'trial' | 'inspect'
  /** Whose heap is inspected. */
  thread: HeapThread
  /** A `file:` URL. */
  url: string
  /** The slug of the scenario; of its file when describing. */
  slug: string
  /** The export and the variant to run; empty when describing. */
  exported: string
  variant: string
  /** The cost of watching on this engine, if another child has measured it; null for a child that measures it itself. */
  watchCost: WatchCost | null
}

/**
 * Reads one event.
 * @returns the event, or undefined when the value is not one
 */
export function parseEvent(value: unknown): ChildEvent | undefined {
  const result = v.safeParse(eventSchema, value)
  return result.success ? result.output : undefined
}
