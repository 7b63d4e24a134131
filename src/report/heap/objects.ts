// `leaklab heap --class` and `--id`: the instances of one class, or one object with its references and retainers.
import type { Dominator, NodeLink } from '../../heap/index.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import type { Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { padEnd, widthOf } from '../terminal/width.ts'
import { words } from '../words/words.ts'
import type { HeapReport } from './heap-report.ts'
import { heading, hint, join, wrapAndCut } from './layout.ts'
import { describeEdge, describeId, describeNode, describePlace } from './node.ts'
import { renderWhy } from './why.ts'

export function renderInstances(
  report: Extract<HeapReport, { kind: 'class' }>,
  everyStep: boolean,
  style: Style,
): string {
  const { className, count, largest, path } = report
  const name = cleanLine(words.classNames.describeClass(className), style)
  return join(
    heading(words.heap.describeInstances(name, count, largest.length), style),
    renderTable(nodeColumns(style), largest, style),
    path === undefined
      ? hint(words.heap.instancesHint, style)
      : renderWhy(path, words.heap.describeWhyLargestKept(describeId(path)), everyStep, style),
  )
}

/** @param describe what an object is called */
export function nodeColumns<Row extends Dominator>(
  style: Style,
  describe: (node: Row, style: Style) => string = describeNode,
): Column<Row>[] {
  return [
    { head: words.heap.heads.object, align: 'left', cell: node => describe(node, style), flexible: 16 },
    { head: words.heap.heads.id, align: 'left', cell: describeId },
    {
      head: words.heap.heads.shallow,
      align: 'right',
      cell: ({ shallowSize }) => words.numbers.formatBytes(shallowSize),
      dropOrder: 1,
    },
    {
      head: words.heap.heads.retained,
      align: 'right',
      cell: ({ retainedSize }) => words.numbers.formatBytes(retainedSize),
    },
  ]
}

export function renderNode(
  { freedSize, node, path }: Extract<HeapReport, { kind: 'node' }>,
  everyStep: boolean,
  style: Style,
): string {
  const name = `${describeNode(node, style)} ${describeId(node)}`
  const factWidth = Math.max(...Object.values(words.heap.facts).map(widthOf))
  const { dominator, location, shallowSize, retainedSize, references, retainers } = node
  const facts = [
    [words.heap.facts.type, node.type],
    [words.heap.facts.constructor, cleanLine(words.classNames.describeClass(node.className), style)],
    [words.heap.facts.distance, words.heap.describeDistance(node.distance, node.fromSystem)],
    [words.heap.facts.shallow, words.numbers.formatBytes(shallowSize)],
    [words.heap.facts.retained, words.heap.describeRetainedSize(retainedSize, freedSize)],
    [
      words.heap.facts.dominator,
      dominator === undefined
        ? words.heap.noDominator
        : `${describeNode(dominator, style)} ${describeId(dominator)}`,
    ],
  ]
  if (location !== undefined) {
    facts.push([words.heap.facts.location, describePlace(location, style)])
  }
  return join(
    [
      heading(name, style),
      ...facts.map(([name, value]) => wrapAndCut(value!, style, `  ${padEnd(name!, factWidth)}  `)),
    ].join('\n'),
    renderLinks(words.heap.describeReferences, references, node.referenceCount, style),
    renderLinks(words.heap.describeRetainers, retainers, node.retainerCount, style),
    path === undefined
      ? hint(words.heap.pathHint, style)
      : renderWhy(path, words.heap.describeWhyKept(name), everyStep, style),
  )
}

function renderLinks(
  describe: (count: number, shown: number) => string,
  links: readonly NodeLink[],
  count: number,
  style: Style,
): string {
  // Only one column of a table shrinks to the terminal's width, so the other one is limited here.
  const longestName = Math.max(16, Math.floor(style.width / 3))
  const title = heading(describe(count, links.length), style)
  if (count === 0) return title
  return join(
    title,
    renderTable<NodeLink>(
      [
        {
          head: words.heap.heads.edge,
          align: 'left',
          cell: ({ edgeType, edgeName }) => describeEdge(edgeType, edgeName, style),
          flexible: 12,
        },
        {
          head: words.heap.heads.object,
          align: 'left',
          cell: link => cut(describeNode(link, style), longestName, style),
        },
        { head: words.heap.heads.id, align: 'left', cell: describeId },
        {
          head: words.heap.heads.shallow,
          align: 'right',
          cell: ({ shallowSize }) => words.numbers.formatBytes(shallowSize),
          dropOrder: 1,
        },
        {
          head: words.heap.heads.retained,
          align: 'right',
          cell: ({ retainedSize }) => words.numbers.formatBytes(retainedSize),
          dropOrder: 2,
        },
      ],
      links,
      style,
    ),
  )
}
