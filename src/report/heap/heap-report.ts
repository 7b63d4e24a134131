// The result of `leaklab heap`: data for both the text and the JSON.
import type {
  ClassDiff,
  Dominator,
  HeapSummary,
  Instances,
  MissingCapability,
  NodeInspection,
  RawStep,
} from '../../heap/index.ts'
import type { RetainingPath, RetentionGroup } from '../../model/retention.ts'
import type { NamedChain } from '../../retention/describe-names.ts'
import type { HolderWithPath } from '../../retention/holder-paths.ts'
import type { Fold } from '../terminal/thin-rows.ts'

/** Sizes are in bytes. `missingCapabilities`: what at least one of the snapshots does not contain. */
export type HeapReport = HeapFindings & { missingCapabilities: readonly MissingCapability[] }

type HeapFindings =
  | ({
      kind: 'summary'
      file: string
      dominators: Dominator[]
      /** The dominators, each chain of objects with nearly the same retained size folded into one entry. */
      chains: NamedChain[]
    } & HeapSummary)
  | ({ kind: 'class'; file: string; className: string; path: HeapPath | undefined } & Instances)
  | {
      kind: 'node'
      file: string
      node: NodeInspection
      /** What would be freed with it: its retained size, and the values of WeakMaps that need it as well as their keys. */
      freedSize: number
      path: HeapPath | undefined
    }
  | HeapDiff

/** A retaining path, the GC root first; `steps` is null if only weak edges lead to the object. */
export interface HeapPath {
  /** The id of the object at the end of the path. */
  id: number
  steps: (RawStep | Fold)[] | null
  /** The path in terms of JavaScript. */
  described: RetainingPath | null
  /** All requested objects, grouped by the signature of their paths, the largest group first. */
  groups: RetentionGroup[]
  /** The number of requested objects that are in no group. */
  ungrouped: number
}

export interface HeapDiff {
  kind: 'diff'
  /** Two or three, oldest first. */
  files: string[]
  /** Largest growth first. */
  classes: ClassGrowth[]
  holders: HolderWithPath[]
  /** Other objects that grew, each less than those in `holders`. `growth` is their sum in bytes for each interval. */
  smaller: { count: number; growth: number[] }
  /** Holders that grew by fewer bytes in an interval are not listed. */
  threshold: number
  /** Whether objects keep their ids. If not, only sums are compared, and no holders are known. */
  idsPersist: boolean
}

/** How one class changed in each interval between two snapshots. */
export interface ClassGrowth {
  name: string
  /** Whether objects of this class belong to the engine and not to the program. */
  isOfEngine: boolean
  intervals: Omit<ClassDiff, 'name' | 'isOfEngine' | 'added'>[]
}
