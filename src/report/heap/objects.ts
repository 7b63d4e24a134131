// `leaklab heap --class` and `--id`: the instances of one class, or one object with its references and retainers.
import { fileURLToPath } from 'node:url'
import type { Dominator, NodeInspection, NodeLink } from '../../heap/index.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import type { Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { words } from '../words/words.ts'
import type { HeapReport } from './heap-report.ts'
import { heading, hint, join, wrapAndCut } from './layout.ts'
import { describeEdge, describeId, describeNode } from './node.ts'
import { renderWhy } from './why.ts'

export function renderInstances(
  report: Extract<HeapReport, { kind: 'class' }>,
  everyStep: boolean,
  style: Style,
): string {
  const { className, count, largest, path } = report
  const all = words.counts.plural(count, 'instance')
  const shown =
    largest.length < count ? `, the ${words.numbers.formatCount(largest.length)} that retain most` : ''
  return join(
    heading(`${cleanLine(words.classNames.describeClass(className), style)}: ${all}${shown}`, style),
    renderTable(nodeColumns(style), largest, style),
    path === undefined
      ? hint('--id <n> --why shows what holds one', style)
      : renderWhy(path, 'the one that retains most', everyStep, style),
  )
}

export function nodeColumns<Row extends Dominator>(style: Style): Column<Row>[] {
  return [
    { head: 'object', align: 'left', cell: node => describeNode(node, style), flexible: 16 },
    { head: 'id', align: 'left', cell: describeId },
    {
      head: 'shallow',
      align: 'right',
      cell: ({ shallowSize }) => words.numbers.formatBytes(shallowSize),
      dropOrder: 1,
    },
    { head: 'retained', align: 'right', cell: ({ retainedSize }) => words.numbers.formatBytes(retainedSize) },
  ]
}

export function renderNode(
  { node, path }: Extract<HeapReport, { kind: 'node' }>,
  everyStep: boolean,
  style: Style,
): string {
  const { dominator, location, shallowSize, retainedSize, references, retainers } = node
  const facts = [
    ['type', node.type],
    ['constructor', cleanLine(words.classNames.describeClass(node.className), style)],
    ['distance', describeDistance(node)],
    ['shallow', words.numbers.formatBytes(shallowSize)],
    ['retained', words.numbers.formatBytes(retainedSize)],
    [
      'dominator',
      dominator === undefined ? 'none' : `${describeNode(dominator, style)} ${describeId(dominator)}`,
    ],
  ]
  if (location !== undefined) {
    const script = location.script === undefined ? `script ${location.scriptId}` : location.script
    facts.push([
      'location',
      `${cleanLine(pathOf(script), style)}:${location.line + 1}:${location.column + 1}`,
    ])
  }
  return join(
    [
      heading(`${describeNode(node, style)} ${describeId(node)}`, style),
      ...facts.map(([name, value]) => wrapAndCut(value!, style, `  ${name!.padEnd(11)}  `)),
    ].join('\n'),
    renderLinks('Holds', references, node.referenceCount, style),
    renderLinks('Held by', retainers, node.retainerCount, style),
    path === undefined
      ? hint('--why shows the path from a GC root to it', style)
      : renderWhy(path, describeNode(node, style), everyStep, style),
  )
}

/** V8 names a module's script by its URL. */
function pathOf(script: string): string {
  try {
    return script.startsWith('file:') ? fileURLToPath(script) : script
  } catch {
    return script
  }
}

function describeDistance({ distance, fromSystem }: NodeInspection): string {
  if (distance === undefined) return 'none: nothing leads to it, or only weak edges do'
  const count = words.numbers.formatCount(distance)
  return fromSystem
    ? `${count} from the engine's own roots, and only from these`
    : `${count} from the program's roots`
}

function renderLinks(title: string, links: readonly NodeLink[], count: number, style: Style): string {
  // Only one column of a table shrinks to the terminal's width, so the other one is limited here.
  const longestName = Math.max(16, Math.floor(style.width / 3))
  if (count === 0) return heading(`${title}: nothing`, style)
  const shown = links.length < count ? `, of which ${words.numbers.formatCount(links.length)} are shown` : ''
  return join(
    heading(`${title}: ${words.counts.plural(count, 'edge')}${shown}`, style),
    renderTable<NodeLink>(
      [
        {
          head: 'edge',
          align: 'left',
          cell: ({ edgeType, edgeName }) => describeEdge(edgeType, edgeName, style),
          flexible: 12,
        },
        { head: 'object', align: 'left', cell: link => cut(describeNode(link, style), longestName, style) },
        { head: 'id', align: 'left', cell: describeId },
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
          dropOrder: 2,
        },
      ],
      links,
      style,
    ),
  )
}
