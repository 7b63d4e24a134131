// `leaklab heap` with one snapshot: its largest classes and objects.
import type { ClassSummary, DominatorChain } from '../../heap/index.ts'
import { cleanLine } from '../terminal/clean.ts'
import { painter, type Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { words } from '../words/words.ts'
import type { HeapReport } from './heap-report.ts'
import {
  describeFile,
  describeMore,
  firstOf,
  heading,
  hint,
  join,
  shownEngineClasses,
  wrapAndCut,
} from './layout.ts'
import { nodeColumns } from './objects.ts'

export function renderSummary(report: Extract<HeapReport, { kind: 'summary' }>, style: Style): string {
  const { file, nodeCount, edgeCount, totalSize, classes, chains } = report
  const paint = painter(style)
  const totals = `${words.numbers.formatBytes(totalSize)} in ${words.counts.plural(nodeCount, 'node')} and ${words.counts.plural(edgeCount, 'edge')}`
  return join(
    [paint.bold(wrapAndCut(describeFile(file, style), style)), wrapAndCut(totals, style)].join('\n'),
    heading('Constructors by retained size', style),
    renderTable(
      [
        {
          head: 'constructor',
          align: 'left',
          cell: ({ name }) => cleanLine(words.classNames.describeClass(name), style) || '(no name)',
          flexible: 16,
        },
        {
          head: 'count',
          align: 'right',
          cell: ({ count }) => words.numbers.formatCount(count),
          dropOrder: 2,
        },
        {
          head: 'shallow',
          align: 'right',
          cell: ({ shallowSize }) => words.numbers.formatBytes(shallowSize),
          dropOrder: 1,
        },
        {
          head: 'retained',
          align: 'right',
          cell: ({ retainedSize }) => words.numbers.formatBytes(retainedSize),
        },
      ],
      firstOf(classes.filter(({ isOfEngine }) => !isOfEngine)),
      style,
      describeMore,
    ),
    hint(describeEngineClasses(classes), style),
    heading('Objects that retain most', style),
    renderTable([...nodeColumns<DominatorChain>(style), foldedColumn], chains, style),
    chains.some(isFolded)
      ? hint('folded: so many above hold it and little else, so many below retain nearly the same', style)
      : '',
    hint('--class <constructor> lists its instances, --id <n> --why shows what holds one', style),
  )
}

/** The classes of the engine, which a program cannot free; one sentence after the table of the others. */
function describeEngineClasses(classes: readonly ClassSummary[]): string {
  const own = classes.filter(({ isOfEngine }) => isOfEngine).sort((a, b) => b.shallowSize - a.shallowSize)
  if (own.length === 0) return ''
  const all = own.reduce((sum, { shallowSize }) => sum + shallowSize, 0)
  const largest = own
    .slice(0, shownEngineClasses)
    .map(({ name, shallowSize }) => `${name} ${words.numbers.formatBytes(shallowSize)}`)
  return `and ${words.numbers.formatBytes(all)} of the engine's own, most of it ${largest.join(', ')}`
}

function isFolded({ above, below }: DominatorChain): boolean {
  return above + below > 0
}

const foldedColumn: Column<DominatorChain> = {
  head: 'folded',
  align: 'left',
  cell: ({ above, below }) =>
    [
      above > 0 ? `${words.numbers.formatCount(above)} above` : '',
      below > 0 ? `${words.numbers.formatCount(below)} below` : '',
    ]
      .filter(part => part !== '')
      .join(', '),
  dropOrder: 0,
}
