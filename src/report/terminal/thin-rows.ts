// Which rows of a long table tell its story? The first, the last, where a stage begins, the largest changes;
// and from the beginning on as many as there is room for.

/** What is known of a row: rows of one stage belong together, a large delta is worth seeing. */
export interface RowWeight {
  stage: number
  delta: number
}

/** The largest changes that are shown wherever they are. */
const largestRows = 2

/** Stands for the rows that are left out between two others. */
export interface Fold {
  folded: number
}

/**
 * Thins a table.
 * @param max rows of the result at most, folds among them; at least 3
 * @returns rows in their order, each gap between them as one fold
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

/** All rows; those that must be seen before those that may. */
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
    // A fold takes a row itself: one row is shown rather than folded.
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
