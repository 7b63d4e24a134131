// What holds the survivors: retaining paths in JavaScript's words, as data. The words are in report/wording.ts.
import * as v from 'valibot'
import type { AddedClass, StepKind } from '../heap/index.ts'

const stepKinds = [
  'root',
  'property',
  'element',
  'variable',
  'entry',
  'key',
  'internal',
] as const satisfies readonly StepKind[]

/** One step of a retaining path, from the step before it to an object. */
export const pathStepSchema = v.object({
  /** How the step before holds this one. */
  by: v.picklist(stepKinds),
  /** The property, variable or internal name, or the index; empty where there is none to tell. */
  name: v.string(),
  /** Constructor, function name or kind of what is held. */
  what: v.string(),
  /** V8's id of it, in the snapshot that was looked into. */
  id: v.number(),
  /** The function whose variable it is; empty for a module's, and for what is no variable. */
  scope: v.string(),
  /** Where the function, or the variable's, stands: `file:line`; empty where it is not known. */
  place: v.string(),
  /** How often a stretch of so many steps, of which this is the last, comes in a row: 1 for most. */
  times: v.number(),
  repeatedSteps: v.number(),
})
export type RetainingStep = v.InferOutput<typeof pathStepSchema>

const causeSchema = v.picklist([
  'listener',
  'timer',
  'finalization-holdings',
  'promise-reaction',
  'async-context',
  'error-stack',
  'sliced-string',
  'backing-store',
  'shared-scope',
  'module-variable',
  'global',
])
/** A known shape of leak. */
export type Cause = v.InferOutput<typeof causeSchema>

const pathSchema = v.object({
  /** GC root first, the object last. */
  steps: v.array(pathStepSchema),
  /** Index of the last step that all paths of the group share: the holder. */
  holder: v.number(),
  cause: v.nullable(causeSchema),
})
export type RetainingPath = v.InferOutput<typeof pathSchema>

/** Survivors whose retaining paths have one shape. Sizes in bytes. */
const groupSchema = v.object({
  label: v.string(),
  count: v.number(),
  /** Of them, those that no other survivor holds. */
  direct: v.number(),
  shallowSize: v.number(),
  /** What would go with all of them. */
  retainedSize: v.number(),
  path: pathSchema,
  /** A path that passes the holder by, where there is one: to let go of the holder alone would free nothing. */
  otherPath: v.nullable(pathSchema),
  /** Hash of the path's shape: the same from run to run while names stay. */
  fingerprint: v.string(),
  /** Where the first object of the label was watched: `file:line`; empty where it is not known. */
  place: v.string(),
})
export type RetentionGroup = v.InferOutput<typeof groupSchema>

const addedClassSchema: v.GenericSchema<AddedClass> = v.object({
  name: v.string(),
  count: v.number(),
  size: v.number(),
})

/** Something whose holdings grew from snapshot to snapshot. */
const growingHolderSchema = v.object({
  path: pathSchema,
  /** As a group's. */
  fingerprint: v.string(),
  bytesPerStep: v.number(),
  /** New objects in the newest stretch, by constructor. Sizes in bytes. */
  added: v.array(addedClassSchema),
  steps: v.number(),
})
export type RecordedHolder = v.InferOutput<typeof growingHolderSchema>

export const retentionSchema = v.object({
  /** Steps of the life that was looked into. */
  steps: v.number(),
  /** Whether it was the life that was measured, going on; otherwise it was a second one. */
  continued: v.optional(v.boolean(), false),
  /** Time for taking the snapshots. */
  snapshotMs: v.number(),
  /** Survivors in the snapshot, and those of them that the groups below tell. */
  found: v.number(),
  described: v.number(),
  groups: v.array(groupSchema),
  holders: v.array(growingHolderSchema),
  /** What grew beside these, and is less than each of them. */
  smaller: v.optional(v.object({ count: v.number(), bytesPerStep: v.number() }), {
    count: 0,
    bytesPerStep: 0,
  }),
  /** Size of the last snapshot, and the time for analyzing all of them. */
  snapshotBytes: v.number(),
  analysisMs: v.number(),
  /** Why there is no answer, or only a part of one; empty when all went well. */
  problem: v.string(),
})
export type Retention = v.InferOutput<typeof retentionSchema>

/** What a look into the heap left behind. Its files are there as long as they are looked into. */
export interface HeapInspection {
  /** Paths, oldest first. */
  snapshots: string[]
  /** Steps run when each was taken, since the beginning. */
  steps: number[]
  snapshotMs: number
  /** Why there are none, or fewer than wanted; empty when all went well. */
  problem: string
  /** Whether the steps before the first have warmed up all that warms up: then two can tell growth. */
  isWarm: boolean
}
