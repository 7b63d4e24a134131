// Which rows of a long table are shown? The first and the last, the beginning of each stage, the largest changes, and
// then as many from the beginning as there is room for.

/** What decides whether a row is shown: the stage that it belongs to, and how large its change is. */
export interface RowWeight {
  stage: number
  delta: number
}

/** So many of the largest changes are preferred to other rows. */
const largestRows = 2

/** Stands for rows that are left out. `folded` is their number. */
export interface Fold {
  folded: number
}

/**
 * Thins a table.
 * @param max largest number of rows in the result, folds included; at least 3
 * @returns rows in their order, with one fold for each gap
 */
export function thin<T extends RowWeight>(rows: readonly T[], max: number): (T | Fold)[] {
  if (rows.length <= max) return [...rows]
  const kept = new Set<number>()
  for (const index of byImportance(rows)) {
    kept.add(index)
    if (foldGaps(rows, kept).length > max) kept.delete(index)
  }
  return foldGaps(rows, kept)
}

export function isFold(row: object): row is Fold {
  return 'folded' in row
}

/** The indexes of all rows, most important first. */
function byImportance(rows: readonly RowWeight[]): number[] {
  const all = [...rows.keys()]
  const beginnings = all.filter(index => index > 0 && rows[index]!.stage !== rows[index - 1]!.stage)
  const size = (index: number) => Math.abs(rows[index]!.delta)
  const largest = all.filter(index => size(index) > 0).sort((a, b) => size(b) - size(a))
  return [...new Set([0, rows.length - 1, ...beginnings, ...largest.slice(0, largestRows), ...all])]
}

function foldGaps<T>(rows: readonly T[], kept: ReadonlySet<number>): (T | Fold)[] {
  const result: (T | Fold)[] = []
  let gap = 0
  const close = (end: number) => {
    // A fold takes up one line, so a single row is shown instead.
    if (gap === 1) result.push(rows[end - 1]!)
    else if (gap > 1) result.push({ folded: gap })
    gap = 0
  }
  for (const [index, row] of rows.entries()) {
    if (!kept.has(index)) {
      gap++
      continue
    }
    close(index)
    result.push(row)
  }
  close(rows.length)
  return result
}
