// How do the variants of one scenario differ? One row for each in a table.

import { countTracked, findEvidence } from '../../model/evidence.ts'
import type { Result } from '../../model/report.ts'
import { cleanLine } from '../terminal/clean.ts'
import { markOf } from '../terminal/mark.ts'
import { painter, type Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { words } from '../words/words.ts'

/** Renders a table with a row for each result; an empty string without results. */
export function renderComparison(results: readonly Result[], style: Style): string {
  if (results.length === 0) return ''
  const paint = painter(style)
  const columns: Column<Result>[] = [
    {
      head: '',
      align: 'left',
      cell: result => markOf(result, style).sign,
      paint: result => paint[markOf(result, style).role],
    },
    {
      head: words.heads.comparisonHeads.variant,
      align: 'left',
      cell: ({ recording }) => cleanLine(words.names.nameVariant(recording.subject), style),
      flexible: 24,
    },
    {
      head: words.heads.comparisonHeads.claim,
      align: 'left',
      cell: ({ recording: { subject } }) =>
        subject.stated ? words.claims.claimWords[subject.claim] : words.claims.noClaim,
      dropOrder: 3,
    },
    {
      head: words.heads.comparisonHeads.verdict,
      align: 'left',
      cell: ({ verdict }) => words.headline.outcomeWords[verdict.outcome],
      paint: ({ verdict }) => paint[verdict.outcome],
    },
    {
      head: words.heads.comparisonHeads.growth,
      align: 'right',
      cell: ({ verdict }) => words.evidence.describeGrowthShort(verdict),
    },
    { head: words.heads.comparisonHeads.alive, align: 'right', cell: describeAlive, dropOrder: 4 },
    {
      head: words.heads.comparisonHeads.freed,
      align: 'right',
      cell: ({ verdict }) => words.evidence.describeFreedShort(verdict),
      dropOrder: 1,
    },
  ]
  return renderTable(columns, results, style)
}

function describeAlive({ verdict }: Result): string {
  const survivors = findEvidence(verdict.evidence, 'survivors')
  if (survivors === undefined) return ''
  return `${words.numbers.formatCount(survivors.alive)}/${words.numbers.formatCount(countTracked(verdict))}`
}
