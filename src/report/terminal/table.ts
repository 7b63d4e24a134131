// How is a table made to fit? Columns that tell least go first, then the flexible one is cut or wrapped.
import Table from 'cli-table3'
import { type Paint, painter, type Style, signs } from './style.ts'
import { cut, widthOf, wrapAll } from './text.ts'
import { type Fold, isFold } from './thin-rows.ts'

export interface Column<Row> {
  /** May have two lines. */
  head: string
  align: 'left' | 'right'
  /** Plain text, without colors. */
  cell(row: Row): string
  paint?(row: Row): Paint | undefined
  /** Columns with the smallest number go first when room is short, all that share it at once; those without stay. */
  leaves?: number
  /** May be made narrower, in need to this width before any column goes. */
  flexible?: number
  /** What is longer than its column goes on in the next line, and is not cut. */
  wraps?: boolean
}

const gap = 2
const narrowest = 6

/**
 * Renders rows under a light rule.
 * @param describeFold words for rows that were left out
 */
export function renderTable<Row extends object>(
  columns: readonly Column<Row>[],
  rows: readonly (Row | Fold)[],
  style: Style,
  describeFold: (folded: number) => string = String,
): string {
  const shown = rows.filter((row): row is Row => !isFold(row))
  const { fitting, widths } = chooseColumns(columns, shown, style.width)
  const { rule, ellipsis } = signs(style)
  const paint = painter(style)
  const table = new Table({
    head: fitting.map(({ head }) => head),
    rowAligns: ['bottom'],
    colAligns: fitting.map(({ align }) => align),
    chars: chars(rule),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  })
  for (const row of rows) {
    if (isFold(row)) {
      const words = cut(`${ellipsis} ${describeFold(row.folded)} ${ellipsis}`, sum(widths), style)
      table.push([{ content: paint.dim(words), colSpan: fitting.length, hAlign: 'left' }])
    } else {
      table.push(
        fitting.map((column, i) => {
          const text = fitText(column, column.cell(row), widths[i]!, style)
          return column.paint?.(row)?.(text) ?? text
        }),
      )
    }
  }
  return table
    .toString()
    .split('\n')
    .map(line => (line.startsWith(rule.repeat(2)) ? paint.dim(line) : line.trimEnd()))
    .join('\n')
}

function fitText<Row>({ wraps }: Column<Row>, text: string, width: number, style: Style): string {
  return wraps === true ? wrapAll(text, width) : cut(text, width, style)
}

/** The columns that there is room for, and the width of each. */
function chooseColumns<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): { fitting: Column<Row>[]; widths: number[] } {
  const natural = new Map(columns.map(column => [column, naturalWidth(column, rows)]))
  const least = (column: Column<Row>) =>
    Math.min(natural.get(column)!, column.flexible ?? Number.POSITIVE_INFINITY)
  let fitting = [...columns]
  while (sum(fitting.map(least)) > width) {
    const leaving = Math.min(...fitting.map(({ leaves }) => leaves ?? Number.POSITIVE_INFINITY))
    if (leaving === Number.POSITIVE_INFINITY) break
    fitting = fitting.filter(({ leaves }) => leaves !== leaving)
  }
  const widths = fitting.map(column => natural.get(column)!)
  const excess = sum(widths) - width
  const flexible = fitting.findIndex(column => column.flexible !== undefined)
  if (excess > 0 && flexible >= 0) {
    widths[flexible] = Math.max(narrowest, widths[flexible]! - excess)
  }
  return { fitting, widths }
}

function naturalWidth<Row>({ head, cell }: Column<Row>, rows: readonly Row[]): number {
  return Math.max(...head.split('\n').map(widthOf), ...rows.map(row => widthOf(cell(row))))
}

/** Width of a row whose cells have these widths. */
function sum(widths: readonly number[]): number {
  return widths.reduce((all, one) => all + one, 0) + gap * Math.max(0, widths.length - 1)
}

/** No lines but the one under the head. */
function chars(rule: string) {
  return {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    right: '',
    'right-mid': '',
    mid: rule,
    'mid-mid': rule.repeat(gap),
    middle: ' '.repeat(gap),
  }
}
