// How do the verdicts differ between runtimes? A row for each variant, a column for each runtime.
import type { Report, Result } from '../../model/report.ts'
import { cleanLine } from '../terminal/clean.ts'
import { markOf } from '../terminal/mark.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { words } from '../words/words.ts'
import { renderMarkedOutcome } from './marked-outcome.ts'

interface Row {
  name: string
  /** Results by the name of the runtime. */
  of: Map<string, Result>
}

/** Renders the matrix; an empty string if all trials ran in one runtime. */
export function renderMatrix({ results }: Pick<Report, 'results'>, style: Style): string {
  const runtimes = [...new Set(results.flatMap(({ recording }) => recording.subject.runtime ?? []))]
  if (runtimes.length < 2) return ''
  const paint = painter(style)
  const columns: Column<Row>[] = [
    {
      head: words.heads.comparisonHeads.variant,
      align: 'left',
      cell: ({ name }) => cleanLine(name, style),
      flexible: 24,
    },
    ...runtimes.map(
      (runtime): Column<Row> => ({
        head: runtime,
        align: 'left',
        cell: ({ of }) => describeCell(of.get(runtime), style),
        paint: ({ of }) => {
          const result = of.get(runtime)
          return result === undefined ? undefined : paint[markOf(result, style).role]
        },
      }),
    ),
  ]
  return renderTable(columns, toRows(results, style), style)
}

function toRows(results: readonly Result[], style: Style): Row[] {
  const rows = new Map<string, Row>()
  for (const result of results) {
    const { scenario, slug, variant, runtime } = result.recording.subject
    const name = words.names.nameTrial({ slug, variant, runtime: null }, signs(style).dot)
    const key = JSON.stringify([scenario, variant])
    const row = rows.get(key) ?? { name, of: new Map() }
    row.of.set(runtime ?? '', result)
    rows.set(key, row)
  }
  return [...rows.values()]
}

function describeCell(result: Result | undefined, style: Style): string {
  return result === undefined ? '' : renderMarkedOutcome(result.verdict, style)
}
