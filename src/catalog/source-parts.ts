// The parts of a scenario's source text that are shown.
import type { OutlineVariant } from '../model/event.ts'

export interface SourceParts {
  /** Imports, classes and helpers that the variants use, without type imports. */
  prelude: string
  variants: { name: string; claim: OutlineVariant['claim']; code: string }[]
}
