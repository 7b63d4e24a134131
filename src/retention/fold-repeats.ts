// A list of a thousand nodes is one line: "next: Node, 999 times".
import type { RetainingStep } from '../model/retention.ts'

const longestRepeatedPart = 3
/** Fewer in a row are told as they are. */
const fewest = 3

/**
 * Folds stretches of steps that repeat; indexes of elements may differ.
 * @param holder index of a step; the answer has its index in what is left
 */
export function foldRepeats(
  steps: readonly RetainingStep[],
  holder: number,
): { steps: RetainingStep[]; holder: number } {
  const folded: RetainingStep[] = []
  let place = 0
  for (let at = 0; at < steps.length; ) {
    const { stretch, times } = findRepeat(steps, at)
    if (at <= holder) place = folded.length + Math.min(stretch - 1, holder - at)
    for (let i = 0; i < stretch; i++) folded.push({ ...steps[at + i]! })
    if (times > 1) Object.assign(folded.at(-1)!, { times, repeatedSteps: stretch })
    at += stretch * times
  }
  return { steps: folded, holder: place }
}

function findRepeat(steps: readonly RetainingStep[], at: number): { stretch: number; times: number } {
  for (let stretch = 1; stretch <= longestRepeatedPart; stretch++) {
    let times = 1
    while (isSame(steps, at, at + times * stretch, stretch)) times++
    if (times >= fewest) return { stretch, times }
  }
  return { stretch: 1, times: 1 }
}

function isSame(steps: readonly RetainingStep[], a: number, b: number, length: number): boolean {
  if (b + length > steps.length) return false
  for (let i = 0; i < length; i++) {
    const one = steps[a + i]!
    const other = steps[b + i]!
    if (one.by !== other.by || one.what !== other.what) return false
    if (one.by !== 'element' && one.name !== other.name) return false
  }
  return true
}
