// What is there to say about a scenario in several engines, besides its cells? The same on a screen and in plain mode.
import type { Comparison } from '../../model/comparison.ts'
import { describeDifferences } from '../../report/trial/engine-differences.ts'
import { words } from '../../report/words/words.ts'
import type { EnginesState } from './state.ts'

/** What applies to all variants. */
export function describeNotes(comparison: Comparison): string[] {
  return [...describeDifferences(comparison), words.compare.noBytes]
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
