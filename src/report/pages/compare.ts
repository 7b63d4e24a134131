// The page of `leaklab compare`: a table for each scenario, variants down, engines across; and why the engines differ.
import type { ComparedCell, ComparedRow, Comparison } from '../../model/comparison.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { markOf } from '../terminal/mark.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { describeDifferences, describeReasons } from '../trial/engine-differences.ts'
import { renderOpening } from '../trial/lesson.ts'
import { renderMarkedOutcome } from '../trial/marked-outcome.ts'
import { words } from '../words/words.ts'

/** A line of the table: below the name of each variant there are three. */
interface Line {
  label: string
  text(cell: ComparedCell): string
  row: ComparedRow
}

/** Fewer columns would break the figures into too many lines. */
const narrowestFigures = 24

export function renderComparison(comparison: Comparison, style: Style): string {
  return [
    renderOpening(comparison, style),
    renderAcross(comparison, style) ?? renderStacked(comparison, style),
    renderReasons(comparison, style),
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

function linesOf(row: ComparedRow, style: Style): Line[] {
  const { describeAlive, finalizedWords, rowLabels } = words.compare
  const texts: [label: string, text: Line['text']][] = [
    [rowLabels.verdict, cell => renderMarkedOutcome(cell, style)],
    [rowLabels.alive, describeAlive],
    [rowLabels.finalized, ({ finalizedAt }) => finalizedWords[finalizedAt]],
  ]
  return texts.map(([label, text]) => ({ label: `  ${label}`, row, text }))
}

/** @returns undefined where the terminal is too narrow */
function renderAcross({ columns, rows }: Comparison, style: Style): string | undefined {
  const paint = painter(style)
  const lines = rows.map(row => linesOf(row, style))
  const tableColumns: Column<Line>[] = [
    { head: words.heads.comparisonHeads.variant, align: 'left', cell: ({ label }) => label },
    ...columns.map(
      ({ name }): Column<Line> => ({
        head: name,
        align: 'left',
        cell: ({ row, text }) => {
          const cell = row.cells[name]
          return cell === undefined ? words.compare.noCounterpart : text(cell)
        },
        paint: ({ row, label }) => {
          const cell = row.cells[name]
          const isVerdict = label.trim() === words.compare.rowLabels.verdict
          return cell === undefined || !isVerdict ? undefined : paint[markOf({ verdict: cell }, style).role]
        },
      }),
    ),
  ]
  const table = renderTable(tableColumns, lines.flat(), style)
  if (table.split('\n').some(line => widthOf(line) > style.width)) return undefined
  const [head, rule, ...body] = table.split('\n')
  const named = rows.flatMap((row, at) => [
    paint.bold(cut(cleanLine(row.variant, style), style.width, style)),
    ...body.slice(at * 3, at * 3 + 3),
  ])
  return [head, rule, ...named].join('\n')
}

/** For a narrow terminal: a paragraph for each variant, a line for each engine. */
function renderStacked({ columns, rows }: Comparison, style: Style): string {
  const paint = painter(style)
  const nameWidth = Math.max(...columns.map(({ name }) => widthOf(name)))
  const isNarrow = style.width < nameWidth + narrowestFigures
  const indent = ' '.repeat(isNarrow ? 4 : nameWidth + 4)
  return rows
    .map(row => {
      const engines = columns.flatMap(({ name }) => {
        const cell = row.cells[name]
        if (cell === undefined) return []
        const { role } = markOf({ verdict: cell }, style)
        const verdict = paint[role](renderMarkedOutcome(cell, style))
        const figures = indentLines(
          wrap(words.compare.describeCellInFull(cell), style.width - indent.length),
          indent,
        )
        return isNarrow
          ? [`  ${name}`, `${indent}${verdict}`, figures]
          : [`  ${name.padEnd(nameWidth)}  ${verdict}`, figures]
      })
      return [paint.bold(renderSentence(row.variant, style)), ...engines].join('\n')
    })
    .join('\n\n')
}

function renderReasons(comparison: Comparison, style: Style): string {
  const { columns, rows } = comparison
  const { describeRecorded, noBytes, whyTitle } = words.compare
  const paint = painter(style)
  const sentence = (text: string, indent = '') =>
    indentLines(wrap(cleanLine(text, style), style.width - indent.length), indent)
  const ofVariants = rows.flatMap(row => {
    const reasons = describeReasons(comparison, row)
    if (reasons.length === 0) return []
    return [
      `  ${paint.bold(cut(cleanLine(row.variant, style), style.width - 2, style))}`,
      ...reasons.map(reason => sentence(reason, '    ')),
    ]
  })
  const lines = [...describeDifferences(comparison).map(text => sentence(text, '  ')), ...ofVariants]
  const recorded = columns.flatMap(({ name, recordedOn }) =>
    recordedOn === undefined ? [] : [sentence(describeRecorded(name, recordedOn))],
  )
  const why = lines.length === 0 ? [] : [[paint.bold(whyTitle), ...lines].join('\n')]
  return [...why, [...recorded, sentence(noBytes)].join('\n')].join('\n\n')
}

function indentLines(text: string, indent: string): string {
  return text.replaceAll(/^/gm, indent)
}
