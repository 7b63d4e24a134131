// One step of a retaining path in JavaScript's terms, as data.
import type { FunctionLocation } from '../v8/scopes.ts'

/**
 * How the step before references this one. `entry` is a value in a Map, Set or WeakMap, `key` its key; of `internal`
 * references only V8's own name is known.
 */
export type StepKind = 'root' | 'property' | 'element' | 'variable' | 'entry' | 'key' | 'internal'

/** What a described step and a recorded one (`RetainingStep` in `model/`) have in common. */
export interface NamedStep {
  by: StepKind
  /** The property, variable, index or internal name; empty where there is none. */
  name: string
  /** A constructor's name, `name()` of a function, `string`, …: never the text of a string. */
  what: string
}

export interface DescribedStep extends NamedStep {
  /** The node at the end of the step. */
  ordinal: number
  /** Where the function, or the scope of the variable, is in the source. */
  place: FunctionLocation | undefined
}

/** The name by which steps are compared: two elements of an array are alike, whatever their indexes. */
export function nameWithoutIndex({ by, name }: NamedStep): string {
  return by === 'element' ? '' : name
}
