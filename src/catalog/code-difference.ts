// Which lines of code differ between two variants? Compared without names, comments and indentation.

export interface ChangedLine {
  /** Whether only the second text has it; otherwise only the first. */
  isAdded: boolean
  text: string
}

/**
 * Compares two variants by the longest common subsequence of their lines.
 * @param from the text of a variant as `cutSource` returns it
 * @returns in the order of the text, removed lines before added ones
 */
export function differCode(from: string, to: string): ChangedLine[] {
  const [a, b] = [linesOf(from), linesOf(to)]
  const lengths = commonLengths(a, b)
  const changes: ChangedLine[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      i++
      j++
    } else if (j === b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      changes.push({ isAdded: false, text: a[i++]! })
    } else changes.push({ isAdded: true, text: b[j++]! })
  }
  return changes
}

/** For each pair of positions: how many lines the rests of both texts have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  return lengths
}

/** The name of a variant always differs, so it is left out. */
function linesOf(code: string): string[] {
  return code
    .trimStart()
    .replace(/^(?:(['"`])(?:\\.|(?!\1).)*\1|[\w$]+)(?::\s*)?/, '')
    .split('\n')
    .map(line => line.replace(/(^|\s)\/\/.*$/, '').trim())
    .filter(line => line !== '')
}
