// What `leaklab heap` found: one shape for text and JSON.
import type {
  ClassDiff,
  Dominator,
  DominatorChain,
  HeapSummary,
  Instances,
  MissingCapability,
  NodeInspection,
  RawStep,
} from '../../heap/index.ts'
import type { RetainingPath, RetentionGroup } from '../../model/retention.ts'
import type { HolderWithPath } from '../../retention/holder-paths.ts'
import type { Fold } from '../terminal/thin-rows.ts'

/** Sizes in bytes. `missingCapabilities`: what the snapshot, or one of several, says nothing of. */
export type HeapReport = HeapFindings & { missingCapabilities: readonly MissingCapability[] }

type HeapFindings =
  | ({
      kind: 'summary'
      file: string
      dominators: Dominator[]
      /** The same, those that retain the same folded into one. */
      chains: DominatorChain[]
    } & HeapSummary)
  | ({ kind: 'class'; file: string; className: string; path: HeapPath | undefined } & Instances)
  | { kind: 'node'; file: string; node: NodeInspection; path: HeapPath | undefined }
  | HeapDiff

/** A retaining path, root first; null where nothing but weak edges leads to the object. */
export interface HeapPath {
  /** The object whose path it is. */
  id: number
  steps: (RawStep | Fold)[] | null
  /** The same in JavaScript's words. */
  described: RetainingPath | null
  /** All that were asked for, by the shape of their paths, largest first; */
  groups: RetentionGroup[]
  /** and how many are in none of these. */
  ungrouped: number
}

export interface HeapDiff {
  kind: 'diff'
  /** Two or three, oldest first. */
  files: string[]
  /** Largest growth first. */
  classes: ClassGrowth[]
  holders: HolderWithPath[]
  /** What grew beside these, and is less than each of them; bytes by stretch. */
  smaller: { count: number; growth: number[] }
  /** Bytes in each stretch from which on holders are told. */
  threshold: number
  /** Whether objects keep their ids. If not, only sums are compared, and no holders are known. */
  idsPersist: boolean
}

/** How one class changed, by stretch. */
export interface ClassGrowth {
  name: string
  /** Whether it is of the engine's own. */
  isOfEngine: boolean
  stretches: Omit<ClassDiff, 'name' | 'isOfEngine' | 'added'>[]
}
