// What is there to say about a scenario in several engines, besides its cells? The same on a screen and in plain mode.
import {
  type ComparedRow,
  type Comparison,
  differsInCounting,
  isAnyByChance,
  listReasons,
} from '../../model/comparison.ts'
import { words } from '../../report/words/words.ts'
import type { EnginesState } from './state.ts'

/** Why the engines differ in a variant. */
export function describeReasons(comparison: Comparison, row: ComparedRow): string[] {
  return listReasons(comparison, row).map(words.compare.toSentence)
}

/** What applies to all variants. */
export function describeNotes(comparison: Comparison): string[] {
  const { countingDiffers, mayBeByChance, noBytes } = words.compare
  return [
    ...(differsInCounting(comparison) ? [countingDiffers] : []),
    ...(isAnyByChance(comparison) ? [mayBeByChance] : []),
    noBytes,
  ]
}

/** Which engines are not here. */
export function describeAbsent({ comparison, missing }: EnginesState): string[] {
  const recorded = (comparison?.columns ?? []).flatMap(column =>
    column.recordedOn === undefined ? [] : [{ ...column, recordedOn: column.recordedOn }],
  )
  const absent = missing.filter(engine => !recorded.some(column => column.engine === engine))
  return [
    ...recorded.map(({ name, recordedOn }) => words.compare.describeRecorded(name, recordedOn)),
    ...(absent.length === 0 ? [] : [words.engines.describeMissing(absent)]),
  ]
}
