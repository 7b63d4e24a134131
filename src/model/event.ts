// What a child says on its channel, and what it is told: shapes and their validation.
// Everything from a child is untrusted; the recorder lets nothing through that is not one of these.
import * as v from 'valibot'
import { claims } from '../scenario/scenario.ts'
import { tolerancesSchema } from './tolerance.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const bytes = v.pipe(v.number(), v.integer())
const milliseconds = v.pipe(v.number(), v.minValue(0))

/** Where in its life the scenario was. */
const momentSchema = v.picklist(['load', 'setup', 'step', 'collection', 'release'])
export type Moment = v.InferOutput<typeof momentSchema>

/**
 * How long after a forced collection something ran, in turns of the event loop:
 * in the job that forced it, in its microtasks or next ticks, in a task of its own
 * before any timer or immediate, or in a later turn. `none`: no collection came before it.
 */
const tickSchema = v.picklist(['none', 'same job', 'microtask', 'separate task', 'later task'])
export type Tick = v.InferOutput<typeof tickSchema>

export const claimSchema = v.picklist(claims)

/** One variant as a child or the catalog describes it: without its function. */
const outlineVariantSchema = v.object({
  name: v.string(),
  claim: claimSchema,
  stated: v.boolean(),
  exceptions: v.array(
    v.object({
      runtimes: v.string(),
      claim: claimSchema,
      because: v.string(),
    }),
  ),
  /** Absent where nothing is tolerated. */
  tolerances: v.optional(tolerancesSchema),
})
const outlineSchema = v.object({
  title: v.string(),
  ask: v.string(),
  learn: v.string(),
  variants: v.array(outlineVariantSchema),
})
/** A scenario without its functions: what can be listed, recorded and sent. */
export type Outline = v.InferOutput<typeof outlineSchema>
export type OutlineVariant = v.InferOutput<typeof outlineVariantSchema>

/** One of the scenarios in a file, and the name that it is exported under. */
const exportedSchema = v.object({ name: v.string(), outline: outlineSchema })
export type Exported = v.InferOutput<typeof exportedSchema>

/** `place` is where the first object of that label was watched: a line of a stack, or empty. */
const labelCountSchema = v.object({ label: v.string(), watched: count, alive: count, place: v.string() })

/** One settled reading. Bytes are the scenario's own: what `watch` costs is subtracted already. */
export const readingSchema = v.object({
  /** Which round it ended, from 0; the reading before the first step is round −1. */
  round: v.pipe(v.number(), v.integer(), v.minValue(-1)),
  /** 0 is warm-up; measured stages count from 1. The release is one stage more. */
  stage: count,
  /** Steps run in this round, and since the beginning. */
  steps: count,
  totalSteps: count,
  heapUsed: bytes,
  external: bytes,
  arrayBuffers: bytes,
  /** The heap's own report, with the watching in it. */
  rawHeapUsed: bytes,
  rss: bytes,
  /** Objects handed to `watch`, those found alive, and callbacks delivered for them, since the beginning. */
  watched: count,
  alive: count,
  finalized: count,
  /** Of the living: the round in which the oldest was watched. */
  oldestRound: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(-1))),
  /** Objects that `watch` could only count, because its table was full. */
  untracked: count,
  /** Collections since the last reading, as the engine reported them, and its pause in milliseconds. */
  majorCollections: count,
  minorCollections: count,
  pauseMs: milliseconds,
  /** Collections forced by the harness and those of them that were major, since the beginning. */
  forced: count,
  forcedMajor: count,
  /** Time in the steps and in the settling that followed. */
  stepMs: milliseconds,
  settleMs: milliseconds,
  /** False when the heap was still moving at the bound of the settle loop. */
  settled: v.boolean(),
})
export type Reading = v.InferOutput<typeof readingSchema>

export const finalizerSchema = v.object({
  order: count,
  label: v.string(),
  round: v.pipe(v.number(), v.integer(), v.minValue(-1)),
  tick: tickSchema,
  delayMs: milliseconds,
})
/** A callback delivered for a watched object. `round` is the round in which it came. */
export type FinalizerEvent = v.InferOutput<typeof finalizerSchema>

export const noteSchema = v.object({
  text: v.string(),
  moment: momentSchema,
  round: v.pipe(v.number(), v.integer(), v.minValue(-1)),
  tick: tickSchema,
  delayMs: milliseconds,
})
/** A line that the scenario put on the timeline. */
export type Note = v.InferOutput<typeof noteSchema>

/** The runtime that lived the trial, as it describes itself. Heap limit in bytes. */
export const runtimeSchema = v.object({
  name: v.string(),
  version: v.string(),
  v8: v.string(),
  platform: v.string(),
  heapLimit: bytes,
})
export type RecordedRuntime = v.InferOutput<typeof runtimeSchema>
export const failureSchema = v.object({
  moment: momentSchema,
  /** Who threw: the code in that moment itself, a promise nobody awaited, or a callback. */
  origin: v.picklist(['direct', 'rejection', 'callback', 'shape', 'collector']),
  message: v.string(),
  stack: v.string(),
  round: v.pipe(v.number(), v.integer(), v.minValue(-1)),
  step: count,
})
export type Failure = v.InferOutput<typeof failureSchema>

/** Bytes of heap that watching one object costs: its WeakRef, its cell in a registry, a place in a table. */
const watchCostSchema = v.object({ reference: count, cell: count, slot: count })
export type WatchCost = v.InferOutput<typeof watchCostSchema>

const eventSchema = v.variant('type', [
  v.object({ type: v.literal('hello'), runtime: runtimeSchema, watchCost: watchCostSchema }),
  /** What is in the file; nothing when none of its exports is a scenario. */
  v.object({ type: v.literal('described'), scenarios: v.array(exportedSchema) }),
  v.object({ type: v.literal('ready'), reading: readingSchema }),
  v.object({ type: v.literal('round'), reading: readingSchema }),
  v.object({ type: v.literal('released'), reading: readingSchema }),
  v.object({ type: v.literal('finalizer'), ...finalizerSchema.entries }),
  v.object({ type: v.literal('note'), ...noteSchema.entries }),
  /** So many steps were run without a reading: a heap snapshot comes next. */
  v.object({ type: v.literal('segment'), steps: count }),
  /** A heap snapshot was written, or could not be, for the reason that `problem` says. */
  v.object({ type: v.literal('snapshot'), snapshotMs: milliseconds, problem: v.string() }),
  v.object({ type: v.literal('census'), labels: v.array(labelCountSchema) }),
  v.object({ type: v.literal('failed'), ...failureSchema.entries }),
  v.object({ type: v.literal('done'), finalizers: count, notes: count }),
])
/** One event of a child. */
export type ChildEvent = v.InferOutput<typeof eventSchema>
export { labelCountSchema }

/** What the recorder tells a child to do next. */
export type Command =
  | { do: 'round'; stage: number; steps: number; maxMs: number }
  /** Run steps without a reading, before a snapshot. */
  | { do: 'segment'; steps: number; maxMs: number }
  /** Write a heap snapshot to this file, which the parent reads. */
  | { do: 'snapshot'; path: string }
  | { do: 'release' }
  | { do: 'end' }

/** The first line on the channel: what this child is for. `token` marks every event as the harness's own. */
export interface Assignment {
  token: string
  /** A look is a life that is not measured: nothing is calibrated or rehearsed for it. */
  mode: 'describe' | 'trial' | 'inspect'
  /** A `file:` URL. */
  url: string
  /** What the scenario is called, or, when describing, its file. */
  slug: string
  /** Which export of the file, and which variant of it; empty when describing. */
  exported: string
  variant: string
  /** What watching costs on this engine, once others have measured it; null for a child that is to measure. */
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
