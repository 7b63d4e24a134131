// A table of rows of which one is selected: only the rows that there is room for are rendered, however many there are.
import { cut } from '../../report/terminal/cut.ts'
import { padEnd, padStart, widthOf } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import type { Canvas } from './frame.ts'

export interface RowColumn<Row> {
  head: string
  cell(row: Row): string
  /** In terminal columns; without it, the column takes its part of what the others leave. */
  width?: number
  /** By default a column with a width is aligned to the right. */
  align?: 'left'
}

/** Between two columns. */
const gap = 2
/** In front of each row: whether it is selected. */
const marks = { selected: '> ', other: '  ' }

/** The smallest widths of columns with numbers, so that they seldom move while one scrolls. */
export const widths = { bytes: 8, count: 10, id: 9 }

/**
 * A head and the rows around the selected one. Columns without a width share the rest, aligned to the left; the others are aligned
 * to the right.
 * @param height lines, the head included
 */
export function renderRows<Row>(
  columns: readonly RowColumn<Row>[],
  rows: readonly Row[],
  selected: number,
  height: number,
  { paint, style }: Canvas,
): string[] {
  const room = Math.max(1, height - 1)
  const from = Math.max(0, Math.min(rows.length - room, selected - Math.floor(room / 2)))
  // Names may have thousands of characters, and measuring them takes a while.
  const shown = rows
    .slice(from, from + room)
    .map(row => columns.map(({ cell }) => cell(row).slice(0, style.width * 2)))
  const fixed = columns.map(({ head, width }, at) =>
    width === undefined ? undefined : Math.max(width, widthOf(head), ...shown.map(row => widthOf(row[at]!))),
  )
  const flexible = fixed.filter(width => width === undefined).length
  const taken = fixed.reduce<number>((sum, width) => sum + (width ?? 0), 0) + gap * (columns.length - 1)
  const left = Math.max(0, style.width - marks.selected.length - taken)
  let given = 0
  const finalWidths = fixed.map(width => {
    if (width !== undefined) return width
    given++
    return Math.floor((left * given) / flexible) - Math.floor((left * (given - 1)) / flexible)
  })
  const renderLine = (cells: readonly string[]) =>
    cells
      .map((text, at) => {
        const width = finalWidths[at]!
        const fitted = cut(text, width, style)
        const { align, width: fixedWidth } = columns[at]!
        return fixedWidth === undefined || align === 'left' ? padEnd(fitted, width) : padStart(fitted, width)
      })
      .join(' '.repeat(gap))
  return [
    paint.bold(cut(marks.other + renderLine(columns.map(({ head }) => head)), style.width, style)),
    ...shown.map((cells, at) => {
      const isSelected = from + at === selected
      const line = cut((isSelected ? marks.selected : marks.other) + renderLine(cells), style.width, style)
      return isSelected ? paint.lit(line) : line
    }),
  ]
}

/** `12 of 1,000`; empty where there is nothing to select. */
export function describeRow(selected: number, count: number): string {
  return count === 0 ? '' : words.explore.describePosition(selected + 1, count)
}
