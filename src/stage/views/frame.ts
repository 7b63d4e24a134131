// Puts a screen together: a line at the top, the body, and at the bottom the keys that work now. Nothing scrolls: what does not
// fit is left out, and the views leave out the least important themselves.
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { renderSentence } from '../../report/terminal/sentence.ts'
import { type Painter, painter, type Style, signs } from '../../report/terminal/style.ts'
import { padEnd, widthOf } from '../../report/terminal/width.ts'
import { wrap } from '../../report/terminal/wrap.ts'
import { words } from '../../report/words/words.ts'
import type { Size } from '../screen.ts'

/** A key and what it does. */
export type KeyHint = readonly [key: string, does: string]

export interface View {
  title: string
  /** Stands at the right of the title. */
  aside?: string
  /** At most as many lines as `Canvas.rows`; each at most as wide as the style. */
  body: readonly string[]
  /** The first ones are kept where there is little room. */
  keys: readonly KeyHint[]
  /** Always shown, behind the others. */
  lastKeys: readonly KeyHint[]
}

/** What a view may use. */
export interface Canvas {
  style: Style
  paint: Painter
  /** Rows of the body. */
  rows: number
}

const smallest: Size = { columns: 50, rows: 16 }
/** The line at the top, a rule below it, an empty line and the keys at the bottom; the last row is not used. */
const rowsAround = 5
/** Between two keys. */
const gap = '   '

/**
 * Renders a view as the lines of a full screen.
 * @param isBright whether nothing may be dim, as on a wall
 */
export function renderFrame(
  view: (canvas: Canvas) => View,
  { columns, rows }: Size,
  style: Style,
  isBright = false,
): string[] {
  // The last column is not used.
  const inner = { ...style, width: columns - 1 }
  const colors = painter(style)
  const paint = isBright ? { ...colors, dim: (text: string) => text } : colors
  if (columns < smallest.columns || rows < smallest.rows)
    return wrap(words.stage.describeTooSmall(columns, rows), inner.width).split('\n')
  const { aside = '', body, keys, lastKeys, title } = view({ style: inner, paint, rows: rows - rowsAround })
  const lines = [
    renderTop(title, aside, inner, paint),
    paint.dim(signs(style).rule.repeat(inner.width)),
    ...fitRows(body, rows - rowsAround),
  ]
  while (lines.length < rows - 2) lines.push('')
  return [...lines, renderKeys(keys, lastKeys, inner, paint)]
}

function renderTop(title: string, aside: string, style: Style, paint: Painter): string {
  const room = style.width - (aside === '' ? 0 : widthOf(aside) + 2)
  if (room < 20) return paint.bold(cut(cleanLine(title, style), style.width, style))
  return (
    paint.bold(padEnd(cut(cleanLine(title, style), room, style), room)) + (aside === '' ? '' : `  ${aside}`)
  )
}

/** Where there are too many lines, the empty ones go first, then the last ones. */
function fitRows(body: readonly string[], rows: number): string[] {
  let excess = body.length - rows
  const kept = body.filter(line => {
    if (line !== '' || excess <= 0) return true
    excess--
    return false
  })
  return kept.slice(0, rows)
}

/** As many keys as fit, the first ones first. */
function renderKeys(
  keys: readonly KeyHint[],
  last: readonly KeyHint[],
  style: Style,
  paint: Painter,
): string {
  const nameOf = (key: string) => words.stage.keyNames[key] ?? key
  const widthWith = (hints: readonly KeyHint[]) =>
    widthOf(hints.map(([key, does]) => `${nameOf(key)} ${does}`).join(gap))
  const shown: KeyHint[] = []
  for (const hint of keys) {
    if (widthWith([...shown, hint, ...last]) <= style.width) shown.push(hint)
  }
  return [...shown, ...last].map(([key, does]) => `${paint.bold(nameOf(key))} ${does}`).join(gap)
}

/** The keys that work in every scene. @param leadsHome whether leaving leads to the list of lessons */
export function leaveKeys(leadsHome = false): KeyHint[] {
  const { keyWords } = words.stage
  return [
    ['?', keyWords.help],
    ['q', leadsHome ? keyWords.home : keyWords.leave],
  ]
}

/** Text in lines as wide as the canvas. */
export function textLines(text: string, { style }: Pick<Canvas, 'style'>, indent = ''): string[] {
  return renderSentence(text, style, indent).split('\n')
}
