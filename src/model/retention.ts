// Why do the survivors stay alive? Retaining paths as data, in JavaScript's terms. The sentences are in report/words/.
import * as v from 'valibot'
import type { AddedClass, StepKind } from '../heap/index.ts'
import { count, finite, list, milliseconds } from './bounded.ts'

const stepKinds = [
  'root',
  'property',
  'element',
  'variable',
  'entry',
  'key',
  'internal',
] as const satisfies readonly StepKind[]

/** One step of a retaining path: an object, and the reference to it from the step before. */
export const pathStepSchema = v.object({
  /** The kind of the reference. */
  by: v.picklist(stepKinds),
  /** Name of the property or variable, V8's name of an internal reference, or an index; empty if there is none. */
  name: v.string(),
  /** Constructor, function name or kind of the object. */
  what: v.string(),
  /** V8's id of the object in the snapshot. */
  id: count,
  /** The function that declares the variable; empty for a variable of a module, and for other references. */
  scope: v.string(),
  /** Location of the function, or of the function that declares the variable: `file:line`; empty if unknown. */
  place: v.string(),
  /** This step ends a part of `repeatedSteps` steps that occurs so many times in a row; 1 for most. */
  times: count,
  repeatedSteps: count,
})
export type RetainingStep = v.InferOutput<typeof pathStepSchema>

const causeSchema = v.picklist([
  'listener',
  'timer',
  'finalization-holdings',
  'promise-reaction',
  'async-context',
  'error-stack',
  'object-url',
  'performance-entries',
  'stream-queue',
  'sliced-string',
  'backing-store',
  'shared-scope',
  'native-reference',
  'module-variable',
  'script-variable',
  'global',
])
/** A known cause of leaks. */
export type Cause = v.InferOutput<typeof causeSchema>

const pathSchema = v.pipe(
  v.object({
    /** GC root first, the object last. */
    steps: list(pathStepSchema),
    /** Index of the holder: the last step that all paths of the group share. */
    holder: count,
    cause: v.nullable(causeSchema),
  }),
  v.check(({ holder, steps }) => holder < Math.max(1, steps.length), 'expected a holder on the path'),
)
export type RetainingPath = v.InferOutput<typeof pathSchema>

/** Survivors whose retaining paths have one signature. Sizes in bytes. */
const groupSchema = v.object({
  label: v.string(),
  count: count,
  /** Those of them that no other survivor retains. */
  direct: count,
  shallowSize: count,
  /** The size that would be freed with all of them. */
  retainedSize: count,
  path: pathSchema,
  /** A path that does not lead through the holder, if there is one: then dropping only the holder would free nothing. */
  otherPath: v.nullable(pathSchema),
  /** Hash of the path as it is described. It is the same from run to run while the names stay the same. */
  fingerprint: v.string(),
  /** Where the first object of the label was watched: `file:line`; empty if unknown. */
  place: v.string(),
})
export type RetentionGroup = v.InferOutput<typeof groupSchema>

const addedClassSchema: v.GenericSchema<AddedClass> = v.object({
  name: v.string(),
  count: count,
  size: count,
})

const partSchema = v.pipe(finite, v.minValue(0), v.maxValue(1))

/** Another holder of what a holder holds. */
export interface OtherRecordedHolder {
  path: RetainingPath
  fingerprint: string
  /** The part of what the first one holds that this one holds too, from 0 to 1. */
  share: number
}

const otherHolderSchema: v.GenericSchema<OtherRecordedHolder> = v.object({
  path: pathSchema,
  fingerprint: v.string(),
  share: partSchema,
})

/** An object whose retained size grew from snapshot to snapshot. */
const growingHolderSchema = v.object({
  path: pathSchema,
  /** As in a group. */
  fingerprint: v.string(),
  bytesPerStep: finite,
  /** The part of what the whole heap grew by in the newest segment, from 0 to 1; null where that is not known. */
  share: v.optional(v.nullable(partSchema), null),
  /** New objects in the newest segment, by constructor. Sizes in bytes. */
  added: list(addedClassSchema),
  steps: count,
  /** Other holders of the same: as long as one of them holds it, it is not freed. */
  others: v.optional(list(otherHolderSchema), []),
})
export type RecordedHolder = v.InferOutput<typeof growingHolderSchema>

/** Whose heap is inspected. Each worker thread has a heap of its own. */
export type HeapThread = 'main' | 'worker'

export const retentionSchema = v.object({
  /** Iterations of the run that was inspected. */
  steps: count,
  /** Whether the measured run went on; otherwise it was a second run. */
  continued: v.optional(v.boolean(), false),
  /** `worker` if it is the heap of a worker thread: the one that grew most. Absent for the main thread. */
  thread: v.optional(v.literal('worker')),
  /** Time to take the snapshots. */
  snapshotMs: milliseconds,
  /** Survivors in the snapshot, and those of them that the groups describe. */
  found: count,
  described: count,
  groups: list(groupSchema),
  holders: list(growingHolderSchema),
  /** Other growing holders, each smaller than the ones in `holders`. */
  smaller: v.optional(v.object({ count: count, bytesPerStep: finite }), {
    count: 0,
    bytesPerStep: 0,
  }),
  /** Size of the last snapshot, and time to analyze all of them. */
  snapshotBytes: count,
  analysisMs: milliseconds,
  /** Why the inspection failed, or is incomplete; empty when it succeeded. */
  problem: v.string(),
})
export type Retention = v.InferOutput<typeof retentionSchema>

/** What a heap inspection does. */
export interface InspectionPlan {
  /** Iterations before each snapshot. */
  segments: readonly number[]
  thread: HeapThread
}

/** The snapshots of a heap inspection. The files exist while they are read. */
export interface HeapInspection {
  /** Paths of the files, oldest first. */
  snapshots: string[]
  /** Iterations before each snapshot, since the beginning. */
  steps: number[]
  snapshotMs: number
  /** Why there are none, or fewer than wanted; empty when all were taken. */
  problem: string
  thread: HeapThread
  /** Whether the code was warmed up before the first snapshot, so that two snapshots are enough to show growth. */
  isWarm: boolean
}

/** Other holders of the same that are shown where there is little room. */
export const SHOWN_OTHER_HOLDERS = 2

/** The one path that is shown where there is room for one. */
export interface MainPath {
  path: RetainingPath
  /** Objects that the holder on the path holds; 0 if it is the holder itself that grows. */
  held: number
  /** What the path leads to: the largest group of survivors, or else what grows most. */
  end: { group: RetentionGroup } | { holder: RecordedHolder }
}

/** @returns undefined if no heap was inspected, or no path was found */
export function findMainPath(retention: Retention | null): MainPath | undefined {
  const [group] = retention?.groups ?? []
  if (group !== undefined) return mainPathTo(group)
  const [holder] = retention?.holders ?? []
  return holder === undefined ? undefined : mainPathToHolder(holder)
}

function mainPathTo(group: RetentionGroup): MainPath {
  return { path: group.path, held: group.direct === 1 ? group.count : group.direct, end: { group } }
}

function mainPathToHolder(holder: RecordedHolder): MainPath {
  return { path: holder.path, held: 0, end: { holder } }
}

/** A path where they are shown one at a time. */
export type ShownPath =
  | (MainPath & { kind: 'main' | 'more' })
  /** Another path to the same. `share` is the part that its holder holds; null where it is a path without the holder. */
  | { kind: 'same'; path: RetainingPath; held: 0; end: null; share: number | null }

/** Every path that was found: the main one first, and behind each one the other paths to the same. */
export function listPaths(retention: Retention | null): ShownPath[] {
  if (retention === null) return []
  const same = (path: RetainingPath, share: number | null) =>
    ({ kind: 'same', path, held: 0, end: null, share }) as const
  const paths = [
    ...retention.groups.flatMap(group => [
      { kind: 'more' as const, ...mainPathTo(group) },
      ...(group.otherPath === null ? [] : [same(group.otherPath, null)]),
    ]),
    ...retention.holders.flatMap(holder => [
      { kind: 'more' as const, ...mainPathToHolder(holder) },
      ...holder.others.map(({ path, share }) => same(path, share)),
    ]),
  ]
  return paths.map((path, at) => (at === 0 && path.kind === 'more' ? { ...path, kind: 'main' } : path))
}
