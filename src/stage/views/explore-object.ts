// One object of a heap, with what it references and what references it; and the path that keeps an object alive.
import type { NodeInspection, NodeLink } from '../../heap/index.ts'
import { describeEdge, describeId, describeNode, describePlace } from '../../report/heap/node.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import type { Style } from '../../report/terminal/style.ts'
import { words } from '../../report/words/words.ts'
import type { ExplorerGap, ExplorerPath, ExplorerStep } from '../../retention/heap-explorer.ts'
import type { LinkSide, OpenPlace } from '../explore/places.ts'
import { type Canvas, textLines, type View } from './frame.ts'
import { describeRow, type RowColumn, renderRows, widths } from './row-table.ts'

/** A screen of the browser. Its last line is free for the id that was asked for. */
export type ExploreView = Pick<View, 'title' | 'body' | 'keys' | 'aside'>

const sides: readonly LinkSide[] = ['references', 'retainers']

export function viewObject(
  { node, place }: Extract<OpenPlace, { node: unknown }>,
  canvas: Canvas,
): ExploreView {
  const { explore, stage } = words
  const { style } = canvas
  const { side } = place
  const links = node[side]
  const more = countOf(node, side) - links.length
  const facts = [...renderFacts(node, canvas), renderSides(node, side, canvas)]
  const below = more === 0 ? [] : [explore.describeMoreLinks(more, style)]
  const selected = place.selectedOf[side]
  const rows = canvas.rows - facts.length - below.length
  return {
    title: `${describeNode(node, style)} ${describeId(node)}`,
    aside: describeRow(selected, links.length),
    body: [
      ...facts,
      ...(links.length === 0
        ? textLines(explore.noLinks[side], canvas)
        : renderRows(linkColumns(style), links, selected, rows, canvas)),
      ...below,
    ],
    keys: [
      ['enter', stage.keyWords.open],
      ['b', stage.keyWords.back],
      ['tab', explore.keyWords.otherList],
      ['p', explore.keyWords.path],
      ['y', explore.keyWords.id],
    ],
  }
}

function renderFacts(node: NodeInspection, { style }: Canvas): string[] {
  const { explore, heap } = words
  const { distance, fromSystem, location, retainedSize, shallowSize, type } = node
  return [
    explore.describeSizes(shallowSize, retainedSize),
    explore.describeDistance(heap.describeDistance(distance, fromSystem)),
    ...(location === undefined
      ? []
      : [explore.describeDefinition(describePlace(location, style), type === 'closure')]),
  ].map(line => cut(line, style.width, style))
}

/** The names of both lists; the one that is shown is in brackets. */
function renderSides(node: NodeInspection, shown: LinkSide, { paint, style }: Canvas): string {
  const names = sides.map(side => {
    const name = words.explore.describeSide(side, countOf(node, side))
    return { isShown: side === shown, text: side === shown ? `[${name}]` : ` ${name} ` }
  })
  const line = names.map(({ text }) => text).join('  ')
  if (line.length > style.width) return cut(line, style.width, style)
  return names.map(({ isShown, text }) => (isShown ? paint.bold(text) : text)).join('  ')
}

function countOf(node: NodeInspection, side: LinkSide): number {
  return side === 'references' ? node.referenceCount : node.retainerCount
}

function linkColumns(style: Style): RowColumn<NodeLink>[] {
  const { heads } = words.heap
  return [
    { head: heads.edge, cell: ({ edgeName, edgeType }) => describeEdge(edgeType, edgeName, style) },
    { head: heads.object, cell: link => `${describeNode(link, style)} ${describeId(link)}` },
    {
      head: heads.retained,
      cell: ({ retainedSize }) => words.numbers.formatBytes(retainedSize),
      width: widths.bytes,
    },
  ]
}

/** From the root down, one row a step, as the report for `--why` says it. */
export function viewPath(
  { path, place }: Extract<OpenPlace, { path: unknown }>,
  canvas: Canvas,
): ExploreView {
  const { explore, stage } = words
  const { style } = canvas
  const steps = path?.steps ?? []
  const cause = path?.cause ? textLines(words.retention.describeCause(path.cause), canvas) : []
  return {
    title: explore.describePathHeading(`${describeNode(place.node, style)} ${describeId(place.node)}`),
    aside: describeRow(place.selected, steps.length),
    body: [
      ...(path === null || steps.length === 0
        ? textLines(path === null ? words.heap.unreachable : explore.isRoot, canvas)
        : renderSteps(path, place.selected, canvas.rows - cause.length, canvas)),
      ...cause,
    ],
    keys: [
      ['enter', stage.keyWords.open],
      ['b', stage.keyWords.back],
      ['y', explore.keyWords.id],
    ],
  }
}

function renderSteps(
  { holder, steps }: ExplorerPath,
  selected: number,
  height: number,
  canvas: Canvas,
): string[] {
  const { style } = canvas
  const { heads } = words.heap
  const rows = steps.map((step, at) => ({ step, at }))
  const columns: RowColumn<{ step: ExplorerStep | ExplorerGap; at: number }>[] = [
    {
      head: heads.step,
      cell: ({ at, step }) => describeStep(step, at === holder && at < steps.length - 1, style),
    },
    {
      head: heads.id,
      cell: ({ step }) => ('omitted' in step ? '' : describeId(step.step)),
      width: widths.id,
    },
  ]
  return renderRows(columns, rows, selected, height, canvas)
}

function describeStep(row: ExplorerStep | ExplorerGap, isHolder: boolean, style: Style): string {
  const { retention } = words
  if ('omitted' in row) return retention.describeOmittedSteps(row.omitted)
  const { step } = row
  const holds = isHolder ? `, ${retention.describeHolds(1)}` : ''
  const place = step.place === '' ? '' : `  ${step.place}`
  return cleanLine(`${retention.describeStep(step)}${retention.describeTimes(step)}${holds}${place}`, style)
}
