// Why engines differ, in sentences: for the page of `leaklab compare`, the interactive program and its plain mode.
import {
  type ComparedRow,
  type Comparison,
  differsAtExit,
  differsInCounting,
  isAnyByChance,
  listReasons,
} from '../../model/comparison.ts'
import { words } from '../words/words.ts'

/** Of one variant. */
export function describeReasons(comparison: Comparison, row: ComparedRow): string[] {
  return listReasons(comparison, row).map(words.compare.toSentence)
}

/** Of all variants. */
export function describeDifferences(comparison: Comparison): string[] {
  const { countingDiffers, exitDiffers, mayBeByChance } = words.compare
  return [
    ...(differsInCounting(comparison) ? [countingDiffers] : []),
    ...(differsAtExit(comparison) ? [exitDiffers] : []),
    ...(isAnyByChance(comparison) ? [mayBeByChance] : []),
  ]
}
