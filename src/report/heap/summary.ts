// `leaklab heap` with one snapshot: its largest classes and objects.
import type { ClassSummary } from '../../heap/index.ts'
import type { NamedChain } from '../../retention/describe-names.ts'
import { cleanLine } from '../terminal/clean.ts'
import { painter, type Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { nameOfPlace } from '../trial/place.ts'
import { words } from '../words/words.ts'
import type { HeapReport } from './heap-report.ts'
import { describeFile, firstOf, heading, hint, join, shownEngineClasses, wrapAndCut } from './layout.ts'
import { describeNode } from './node.ts'
import { nodeColumns } from './objects.ts'

export function renderSummary(report: Extract<HeapReport, { kind: 'summary' }>, style: Style): string {
  const { file, nodeCount, edgeCount, totalSize, classes, chains } = report
  const paint = painter(style)
  const totals = words.heap.describeTotals(totalSize, nodeCount, edgeCount)
  const { heads } = words.heap
  return join(
    [paint.bold(wrapAndCut(describeFile(file, style), style)), wrapAndCut(totals, style)].join('\n'),
    heading(words.heap.classesHeading, style),
    renderTable(
      [
        {
          head: heads.constructor,
          align: 'left',
          cell: ({ name }) => cleanLine(words.classNames.describeClass(name), style) || words.heap.noName,
          flexible: 16,
        },
        {
          head: heads.count,
          align: 'right',
          cell: ({ count }) => words.numbers.formatCount(count),
          dropOrder: 2,
        },
        {
          head: heads.shallow,
          align: 'right',
          cell: ({ shallowSize }) => words.numbers.formatBytes(shallowSize),
          dropOrder: 1,
        },
        {
          head: heads.retained,
          align: 'right',
          cell: ({ retainedSize }) => words.numbers.formatBytes(retainedSize),
        },
      ],
      firstOf(classes.filter(({ isOfEngine }) => !isOfEngine)),
      style,
      words.heap.describeMore,
    ),
    hint(describeEngineClasses(classes), style),
    heading(words.heap.objectsHeading, style),
    renderTable([...nodeColumns<NamedChain>(style, describeNamed), foldedColumn()], chains, style),
    chains.some(isFolded) ? hint(words.heap.foldedHint, style) : '',
    hint(words.heap.summaryHint, style),
  )
}

/** The classes of the engine, which a program cannot free; one sentence after the table of the others. */
function describeEngineClasses(classes: readonly ClassSummary[]): string {
  const own = classes.filter(({ isOfEngine }) => isOfEngine).sort((a, b) => b.shallowSize - a.shallowSize)
  if (own.length === 0) return ''
  const all = own.reduce((sum, { shallowSize }) => sum + shallowSize, 0)
  const largest = own
    .slice(0, shownEngineClasses)
    .map(({ name, shallowSize }) => ({ name, bytes: shallowSize }))
  return words.heap.describeEngineClasses(all, largest)
}

/** `Answers.#byPath: Map`, `variable sessions: Map  server.js:3`, `(scope) of createServer  server.js:10`. */
function describeNamed(chain: NamedChain, style: Style): string {
  const { isScope, owner, place, scopeOf, steps } = chain.named
  const what = describeNode(chain, style)
  const name = isScope
    ? words.heap.describeScopeOf(what, scopeOf)
    : words.heap.nameByReferences(owner, steps, what)
  const file = shortPlace(place)
  return cleanLine(file === '' ? name : `${name}  ${file}`, style)
}

/** The name of a file, and that of its package; all of a module of Node. */
function shortPlace(place: string): string {
  if (place.startsWith('node:')) return place
  const inPackage = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(place)?.[1]
  return inPackage === undefined ? nameOfPlace(place) : `${inPackage}/${nameOfPlace(place)}`
}

function isFolded({ above, alike, below }: NamedChain): boolean {
  return above + alike + below > 0
}

function foldedColumn(): Column<NamedChain> {
  return {
    head: words.heap.heads.folded,
    align: 'left',
    cell: ({ above, alike, below }) => words.heap.describeFolded(above, below, alike),
    dropOrder: 0,
  }
}
