// One scenario in several engines as a screen: variants down, engines across; below them what the selected variant did in each.
import type { ComparedRow, Comparison } from '../../model/comparison.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { markOf } from '../../report/terminal/mark.ts'
import type { Style } from '../../report/terminal/style.ts'
import { padEnd, widthOf } from '../../report/terminal/width.ts'
import { describeReasons } from '../../report/trial/engine-differences.ts'
import { renderMarkedOutcome } from '../../report/trial/marked-outcome.ts'
import { renderEnded, renderProgress } from '../../report/trial/progress.ts'
import { words } from '../../report/words/words.ts'
import { describeAbsent, describeNotes } from '../engines/describe.ts'
import { type EnginesState, isMeasuringEngines, stateOfCell } from '../engines/state.ts'
import { type Canvas, type KeyHint, leaveKeys, textLines, type View } from './frame.ts'
import { type RowColumn, renderRows } from './row-table.ts'

/** Columns that the names of variants need beside the engines; with less the engines are only below. */
const leastNameWidth = 16
/** Rows of the table that are always shown, the head included. */
const leastTableRows = 4
/** Around the table and between its columns. */
const [marksWidth, gap] = [2, 2]

export function viewEngines(state: EnginesState, hasHome: boolean, canvas: Canvas): View {
  const { edit, engines, explore, stage } = words
  const { comparison, elapsedMs, ended, problem, trials } = state
  const isMeasuring = isMeasuringEngines(state)
  const status = renderStatus(state, canvas)
  const rows = canvas.rows - status.length
  const { hasMore, lines } =
    comparison === null
      ? { hasMore: false, lines: problem === '' ? textLines(engines.looking, canvas) : [] }
      : renderComparison(state, comparison, rows, canvas)
  const keys: KeyHint[] = [
    ['b', stage.keyWords.back],
    ...(hasMore ? [['space', engines.moreWord] as const] : []),
    ['j', explore.keyWords.down],
    ['k', explore.keyWords.up],
    ...(isMeasuring ? [] : [['r', edit.measureAgain] as const]),
  ]
  return {
    title: engines.describeTitle(state.title),
    aside: isMeasuring && trials.length > 0 ? renderEnded({ ended, of: trials.length, elapsedMs }) : '',
    body: [...lines, ...Array.from({ length: rows - lines.length }, () => ''), ...status],
    keys,
    lastKeys: leaveKeys(hasHome),
  }
}

/** What is measured now, and what cannot be. */
function renderStatus(state: EnginesState, canvas: Canvas): string[] {
  const { paint, style } = canvas
  const { problem, recording } = state
  const progress = recording === null ? '' : cleanLine(renderProgress(recording), style)
  return [
    ...(problem === ''
      ? []
      : textLines(words.engines.describeProblem(problem), canvas).slice(0, 3).map(paint.bad)),
    ...(hasRoomForAbsent(canvas) ? renderAbsent(state, canvas) : []),
    ...(isMeasuringEngines(state) ? [cut(progress, style.width, style)] : []),
  ]
}

/** Where there is little room, the engines that are not here are among the notes. */
function hasRoomForAbsent({ rows }: Canvas): boolean {
  return rows >= 18
}

function renderAbsent(state: EnginesState, canvas: Canvas): string[] {
  return describeAbsent(state).flatMap(sentence => textLines(sentence, canvas))
}

/** @returns the lines, and whether there are more than fit */
function renderComparison(
  state: EnginesState,
  comparison: Comparison,
  rows: number,
  canvas: Canvas,
): { lines: string[]; hasMore: boolean } {
  const { style } = canvas
  const { heads, engines } = words
  const engineColumns = columnsOf(state, comparison, style)
  const taken = engineColumns.reduce((sum, { width = 0 }) => sum + gap + width, marksWidth)
  const isAcross = style.width - taken >= leastNameWidth
  const details = comparison.rows.map(row => renderVariant(state, comparison, row, isAcross, canvas))
  const names = [...comparison.rows.map(({ variant }) => variant), engines.notesRow]
  // The same for all variants, so that the table does not change while one goes through it.
  const longest = Math.max(0, ...details.map(({ length }) => length))
  const tableRows = Math.min(names.length + 1, Math.max(leastTableRows, rows - longest - 1))
  const cleanNames = names.map(name => cleanLine(name, style))
  const width = Math.min(style.width, (isAcross ? taken : marksWidth) + Math.max(...cleanNames.map(widthOf)))
  const table = renderRows(
    [
      { head: heads.comparisonHeads.variant, cell: at => cleanNames[at]! },
      ...(isAcross ? engineColumns : []),
    ],
    names.map((_, at) => at),
    state.selected,
    tableRows,
    { ...canvas, style: { ...style, width } },
  )
  const detail = details[state.selected] ?? renderNotes(state, comparison, canvas)
  const room = Math.max(1, rows - table.length - 1)
  const parts = Math.max(1, Math.ceil(detail.length / room))
  const from = (state.part % parts) * room
  return { lines: [...table, '', ...detail.slice(from, from + room)], hasMore: parts > 1 }
}

/** A column for each engine. Rows are indexes of the variants, and one more. */
function columnsOf(state: EnginesState, { columns, rows }: Comparison, style: Style): RowColumn<number>[] {
  return columns.map(({ name }) => {
    const texts = rows.map(({ cells, variant }) => {
      const cell = cells[name]
      if (cell !== undefined) return renderMarkedOutcome(cell, style)
      const pending = stateOfCell(state, variant, name)
      return pending === null
        ? cleanLine(words.compare.noCounterpart, style)
        : words.engines.cellWords[pending]
    })
    // As wide as most results, so that nothing moves while it is measured.
    const usual = renderMarkedOutcome({ outcome: 'collected', claimMet: true }, style)
    const width = Math.max(...[name, usual, ...texts].map(widthOf))
    return { head: name, cell: at => texts[at] ?? '', width, align: 'left' }
  })
}

/** What a variant did in each engine, and why. */
function renderVariant(
  state: EnginesState,
  comparison: Comparison,
  row: ComparedRow,
  isNamed: boolean,
  canvas: Canvas,
): string[] {
  const { paint, style } = canvas
  return [
    ...(isNamed ? [paint.bold(cut(cleanLine(row.variant, style), style.width, style))] : []),
    ...renderCells(state, comparison, row, canvas),
    ...describeReasons(comparison, row).flatMap(sentence => textLines(sentence, canvas)),
  ]
}

function renderNotes(state: EnginesState, comparison: Comparison, canvas: Canvas): string[] {
  return [
    ...describeNotes(comparison).flatMap(sentence => textLines(sentence, canvas)),
    ...(hasRoomForAbsent(canvas) ? [] : renderAbsent(state, canvas)),
  ]
}

/** A line for each engine. */
function renderCells(
  state: EnginesState,
  { columns }: Comparison,
  { cells, variant }: ComparedRow,
  { paint, style }: Canvas,
): string[] {
  const { describeAlive, finalizedWords, rowLabels } = words.compare
  const lines = columns.map(({ name }) => {
    const cell = cells[name]
    if (cell !== undefined)
      return {
        texts: [
          name,
          renderMarkedOutcome(cell, style),
          describeAlive(cell),
          finalizedWords[cell.finalizedAt],
        ],
        paint: paint[markOf({ verdict: cell }, style).role],
      }
    const pending = stateOfCell(state, variant, name)
    const what = pending === null ? words.engines.noCounterpart : words.engines.cellWords[pending]
    return { texts: [name, what], paint: (text: string) => text }
  })
  const heads = ['', rowLabels.verdict, rowLabels.alive, rowLabels.finalized]
  const widths = heads.map((_, at) =>
    Math.max(...[heads, ...lines.map(({ texts }) => texts)].map(texts => widthOf(texts[at] ?? ''))),
  )
  const renderLine = (texts: readonly string[]) =>
    cut(
      texts
        .map((text, at) => padEnd(text, widths[at]!))
        .join('  ')
        .trimEnd(),
      style.width,
      style,
    )
  return [
    paint.bold(renderLine(heads)),
    ...lines.map(({ paint, texts }) => {
      const line = renderLine(texts)
      const outcome = texts[1]!
      return line.includes(outcome) ? line.replace(outcome, () => paint(outcome)) : line
    }),
  ]
}
