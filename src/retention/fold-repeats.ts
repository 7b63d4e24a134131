// Folds the steps of a path that repeat: a list of a thousand nodes is one step, `next: Node`, 999 times.
import { endsInRepeatedPart, LONGEST_REPEATED_PART, nameWithoutIndex } from '../heap/index.ts'
import type { RetainingStep } from '../model/retention.ts'

/** Parts that repeat less often are not folded. */
const FEWEST_TIMES = 3

/**
 * Folds parts of up to three steps that repeat; indexes of elements may differ.
 * @param holder index of a step; the result has its index among the steps that are left
 */
export function foldRepeats(
  steps: readonly RetainingStep[],
  holder: number,
): { steps: RetainingStep[]; holder: number } {
  const folded: RetainingStep[] = []
  let foldedHolder = 0
  for (let at = 0; at < steps.length; ) {
    const { length, times } = findRepeat(steps, at)
    if (at <= holder) foldedHolder = folded.length + Math.min(length - 1, holder - at)
    for (let i = 0; i < length; i++) folded.push({ ...steps[at + i]! })
    if (times > 1) Object.assign(folded.at(-1)!, { times, repeatedSteps: length })
    at += length * times
  }
  return { steps: folded, holder: foldedHolder }
}

/**
 * What holds a chain: the step before the parts that repeat, if a step is in one of them; otherwise the step itself.
 * @param index of a step
 */
export function findHead(steps: readonly RetainingStep[], index: number): number {
  for (let at = 0; at <= index; ) {
    const { length, times } = findRepeat(steps, at)
    const end = at + length * times
    if (index < end) return times === 1 ? index : Math.max(0, at - 1)
    at = end
  }
  return index
}

/** The shortest part that begins at a step and repeats often enough; otherwise the step alone. */
function findRepeat(steps: readonly RetainingStep[], at: number): { length: number; times: number } {
  for (let length = 1; length <= LONGEST_REPEATED_PART; length++) {
    let times = 1
    while (repeatsAt(steps, at, length, times)) times++
    if (times >= FEWEST_TIMES) return { length, times }
  }
  return { length: 1, times: 1 }
}

/** Does a part that is there a number of times in a row, from `at` on, follow once more? */
function repeatsAt(steps: readonly RetainingStep[], at: number, length: number, times: number): boolean {
  const end = at + (times + 1) * length
  const isSame = (newer: number, older: number) =>
    isSameStep(steps[end - 1 - newer]!, steps[end - 1 - older]!)
  return end <= steps.length && endsInRepeatedPart(end - at, length, isSame)
}

/** A step that stands for several is like no other one. */
export function isSameStep(one: RetainingStep, other: RetainingStep): boolean {
  if (one.times > 1 || other.times > 1) return false
  return one.by === other.by && one.what === other.what && nameWithoutIndex(one) === nameWithoutIndex(other)
}
