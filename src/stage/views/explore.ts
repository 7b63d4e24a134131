// The browser of a heap: its constructors, the instances of one, and around each screen the keys that work there.
import type { ClassSummary, Dominator } from '../../heap/index.ts'
import { describeFile } from '../../report/heap/layout.ts'
import { describeId, describeNode } from '../../report/heap/node.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import type { Style } from '../../report/terminal/style.ts'
import { words } from '../../report/words/words.ts'
import { isAt, type OpenPlace } from '../explore/places.ts'
import type { ExploreState } from '../explore/state.ts'
import { type ExploreView, viewObject, viewPath } from './explore-object.ts'
import { type Canvas, type KeyHint, leaveKeys, textLines, type View } from './frame.ts'
import { describeRow, type RowColumn, renderRows, widths } from './row-table.ts'

export function viewExplore(state: ExploreState, canvas: Canvas): View {
  const { file, here, shownId } = state
  const rows = canvas.rows - 1
  const { aside = '', body, keys, title } = viewPlace(here, file, { ...canvas, rows })
  const id =
    shownId === null
      ? ''
      : cut(
          cleanLine(words.explore.describeId(file, shownId), canvas.style),
          canvas.style.width,
          canvas.style,
        )
  const lines = body.slice(0, rows)
  const isTyping = isAt(here, 'classes') && here.place.isTyping
  return {
    title,
    aside,
    body:
      id === '' ? lines : [...lines, ...Array<string>(rows - lines.length).fill(' '), canvas.paint.bold(id)],
    keys: isTyping ? keys : [...keys, ...movingKeys()],
    // While one types, these are letters of the filter.
    lastKeys: isTyping ? [] : leaveKeys(),
  }
}

function movingKeys(): KeyHint[] {
  const { keyWords } = words.explore
  return [
    ['j', keyWords.down],
    ['k', keyWords.up],
    ['PgUp PgDn', keyWords.page],
  ]
}

function viewPlace(here: OpenPlace, file: string, canvas: Canvas): ExploreView {
  if (isAt(here, 'classes')) return viewClasses(here, file, canvas)
  if (isAt(here, 'instances')) return viewInstances(here, canvas)
  return isAt(here, 'object')
    ? viewObject(here, canvas)
    : viewPath(here as Extract<OpenPlace, { path: unknown }>, canvas)
}

function viewClasses(
  { place, rows }: Extract<OpenPlace, { rows: unknown }>,
  file: string,
  canvas: Canvas,
): ExploreView {
  const { explore, stage } = words
  const { filter, isTyping, selected } = place
  const above =
    filter === '' && !isTyping ? [] : textLines(explore.describeFilter(filter, isTyping), canvas).slice(0, 1)
  return {
    title: describeFile(file, canvas.style),
    aside: describeRow(selected, rows.length),
    body: [
      ...above,
      ...(rows.length === 0
        ? textLines(explore.noMatch, canvas)
        : renderRows(classColumns(canvas.style), rows, selected, canvas.rows - above.length, canvas)),
    ],
    keys: isTyping
      ? [
          ['enter', explore.keyWords.endFilter],
          ['escape', stage.keyWords.clear],
        ]
      : [
          ['enter', stage.keyWords.open],
          ['/', stage.keyWords.filter],
          ...(filter === '' ? [] : ([['escape', stage.keyWords.clear]] as const)),
        ],
  }
}

function classColumns(style: Style): RowColumn<ClassSummary>[] {
  const { heads } = words.heap
  const { formatBytes, formatCount } = words.numbers
  return [
    { head: heads.constructor, cell: ({ name }) => nameClass(name, style) },
    { head: heads.count, cell: ({ count }) => formatCount(count), width: widths.count },
    { head: heads.shallow, cell: ({ shallowSize }) => formatBytes(shallowSize), width: widths.bytes },
    { head: heads.retained, cell: ({ retainedSize }) => formatBytes(retainedSize), width: widths.bytes },
  ]
}

function nameClass(name: string, style: Style): string {
  return cleanLine(words.classNames.describeClass(name), style).trim() || words.heap.noName
}

function viewInstances(
  { instances, place }: Extract<OpenPlace, { instances: unknown }>,
  canvas: Canvas,
): ExploreView {
  const { explore, stage } = words
  const { style } = canvas
  const { count, largest } = instances
  const smaller = count - largest.length
  const below = smaller === 0 ? [] : [explore.describeSmaller(smaller, style)]
  return {
    title: explore.describeInstances(nameClass(place.className, style), count),
    aside: describeRow(place.selected, largest.length),
    body: [
      ...renderRows(instanceColumns(style), largest, place.selected, canvas.rows - below.length, canvas),
      ...below,
    ],
    keys: [
      ['enter', stage.keyWords.open],
      ['b', stage.keyWords.back],
      ['p', explore.keyWords.path],
      ['y', explore.keyWords.id],
    ],
  }
}

function instanceColumns(style: Style): RowColumn<Dominator>[] {
  const { heads } = words.heap
  const { formatBytes } = words.numbers
  return [
    { head: heads.object, cell: node => describeNode(node, style) },
    { head: heads.id, cell: describeId, width: widths.id },
    { head: heads.shallow, cell: ({ shallowSize }) => formatBytes(shallowSize), width: widths.bytes },
    { head: heads.retained, cell: ({ retainedSize }) => formatBytes(retainedSize), width: widths.bytes },
  ]
}
