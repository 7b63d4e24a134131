// Which numbers and lists of a file or a child are plausible? A file may be damaged, or made to harm: no number of it may decide how much
// memory or time is spent, and calculations with it must stay exact.
import * as v from 'valibot'

/** Each number is at most so large that its neighbors are distinct. Infinity, which JSON can write as 1e999, is larger. */
const most = Number.MAX_SAFE_INTEGER

/** More trials than any run has. */
export const maxTrials = 1_000_000
/** More items than any other list of a recording has: collections, callbacks, steps of a path. */
const maxItems = 10_000

export const finite = v.pipe(v.number(), v.minValue(-most), v.maxValue(most))
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** Negative where memory was freed. */
export const bytes = v.pipe(v.number(), v.safeInteger())
export const milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(most))
/** The number of a round, from 0; −1 for the set-up. */
export const roundNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(-1))
/** How many trials there are, or the number of one. */
export const trialCount = v.pipe(count, v.maxValue(maxTrials))

/** An array that is not longer than plausible. */
export function list<Item extends v.GenericSchema>(item: Item, longest: number = maxItems) {
  return v.pipe(v.array(item), v.maxLength(longest))
}
