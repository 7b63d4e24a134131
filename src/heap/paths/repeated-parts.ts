// When does the end of a path repeat what comes before it? The links of a list, for example, do.

/** Longest repeated part that is recognized, in steps. A list of pairs repeats two. */
export const LONGEST_REPEATED_PART = 3

/**
 * Are two steps alike? Steps are counted back from the end of the path: 0 is the last one.
 * `older` is always the larger of the two numbers.
 */
export type IsSameStep = (newer: number, older: number) => boolean

/**
 * Do the last `length` steps repeat the `length` steps before them?
 * @param count steps of the path
 */
export function endsInRepeatedPart(count: number, length: number, isSame: IsSameStep): boolean {
  if (count < 2 * length) return false
  for (let back = 0; back < length; back++) if (!isSame(back, back + length)) return false
  return true
}

/**
 * Length in steps of the shortest part that ends the path twice in a row; 0 where there is none.
 * @param count steps of the path
 */
export function findRepeatedPart(count: number, isSame: IsSameStep): number {
  for (let length = 1; length <= LONGEST_REPEATED_PART; length++) {
    if (endsInRepeatedPart(count, length, isSame)) return length
  }
  return 0
}
