// Renders a table that fits the terminal: the least important columns are dropped, then the flexible one is cut or wrapped.
import Table from 'cli-table3'
import { CellPlaceholders } from './cell-placeholders.ts'
import { cut } from './cut.ts'
import { type Paint, painter, type Style, signs } from './style.ts'
import { type Fold, isFold } from './thin-rows.ts'
import { widthOf } from './width.ts'
import { wrapAnywhere } from './wrap.ts'

export interface Column<Row> {
  /** May have two lines. */
  head: string
  align: 'left' | 'right'
  /** Plain text, without colors. */
  cell(row: Row): string
  paint?(row: Row): Paint | undefined
  /**
   * When the table is too wide, the columns with the smallest number are dropped first, all with the same number
   * together. Columns without a number are never dropped.
   */
  dropOrder?: number
  /** The column may shrink to this width before other columns are dropped. Further, if that is not enough. */
  flexible?: number
  /** Text that is longer than the column continues on the next line instead of being cut. */
  wraps?: boolean
}

/** Columns between two cells. */
const gap = 2
/** A flexible column never becomes narrower. */
const narrowest = 6

/**
 * Renders rows under a head and a rule. Lines have no trailing spaces.
 * @param describeFold the text for a number of rows that were left out
 * @param hasRule whether a rule stands under the head; otherwise the head is bold
 */
export function renderTable<Row extends object>(
  columns: readonly Column<Row>[],
  rows: readonly (Row | Fold)[],
  style: Style,
  describeFold: (folded: number) => string = String,
  hasRule = true,
): string {
  const shown = rows.filter((row): row is Row => !isFold(row))
  const { fitting, widths } = chooseColumns(columns, shown, style.width)
  const { rule, ellipsis } = signs(style)
  const paint = painter(style)
  const placeholders = new CellPlaceholders()
  const table = new Table({
    head: fitting.map(({ head }) => placeholders.hide(hasRule ? head : paint.bold(head))),
    rowAligns: ['bottom'],
    colAligns: fitting.map(({ align }) => align),
    chars: hasRule ? chars(rule) : { ...chars(''), middle: ' '.repeat(gap) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  })
  for (const row of rows) {
    if (isFold(row)) {
      const words = cut(`${ellipsis} ${describeFold(row.folded)} ${ellipsis}`, rowWidth(widths), style)
      const content = placeholders.hide(words)
      table.push([{ content, colSpan: fitting.length, hAlign: 'left' }])
    } else {
      table.push(
        fitting.map((column, i) => {
          const text = fitText(column, column.cell(row), widths[i]!, style)
          return placeholders.hide(column.paint?.(row)?.(text) ?? text)
        }),
      )
    }
  }
  return table
    .toString()
    .split('\n')
    .map(line => (hasRule && line.startsWith(rule) ? paint.dim(line) : placeholders.reveal(line).trimEnd()))
    .join('\n')
}

function fitText<Row>({ wraps }: Column<Row>, text: string, width: number, style: Style): string {
  return wraps === true ? wrapAnywhere(text, width) : cut(text, width, style)
}

/** Returns the columns that fit, and the width of each. */
function chooseColumns<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): { fitting: Column<Row>[]; widths: number[] } {
  const natural = new Map(columns.map(column => [column, naturalWidth(column, rows)]))
  const smallestWidth = (column: Column<Row>) =>
    Math.min(natural.get(column)!, column.flexible ?? Number.POSITIVE_INFINITY)
  let fitting = [...columns]
  while (rowWidth(fitting.map(smallestWidth)) > width) {
    const leaving = Math.min(...fitting.map(({ dropOrder }) => dropOrder ?? Number.POSITIVE_INFINITY))
    if (leaving === Number.POSITIVE_INFINITY) break
    fitting = fitting.filter(({ dropOrder }) => dropOrder !== leaving)
  }
  const widths = fitting.map(column => natural.get(column)!)
  const excess = rowWidth(widths) - width
  const flexible = fitting.findIndex(column => column.flexible !== undefined)
  if (excess > 0 && flexible >= 0) {
    widths[flexible] = Math.max(narrowest, widths[flexible]! - excess)
  }
  return { fitting, widths }
}

function naturalWidth<Row>({ head, cell }: Column<Row>, rows: readonly Row[]): number {
  return Math.max(...head.split('\n').map(widthOf), ...rows.map(row => widthOf(cell(row))))
}

/** The width of a row whose cells have these widths, gaps included. */
function rowWidth(widths: readonly number[]): number {
  return widths.reduce((all, one) => all + one, 0) + gap * Math.max(0, widths.length - 1)
}

/** Border characters: none except the rule under the head. */
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
