// Source code in color, with the parts that matter lit. Where there are fewer rows than lines, the lines that matter stay.
import jsTokens from 'js-tokens'
import { clean } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { type Painter, type Style, signs } from '../../report/terminal/style.ts'
import { words } from '../../report/words/words.ts'
import type { LessonContent } from '../lesson/content.ts'
import type { Canvas } from './frame.ts'

interface CodeLine {
  text: string
  /** The part to be lit; empty for none. */
  lit: string
  /** Lines with a smaller number are left out first. */
  weight: number
}

/** One highlighted part more after so many milliseconds. */
const litEveryMs = 1_200

/** How many of the highlighted parts are lit after so many milliseconds. */
export function countLit(ms: number): number {
  return 1 + Math.floor(ms / litEveryMs)
}

/** Columns of the mark before each line. */
const gutter = 2

/**
 * Renders a lesson's code in at most so many rows.
 * @param lit how many of the highlighted parts are lit
 */
export function renderCode(
  { highlight, prelude, variant }: Pick<LessonContent, 'highlight' | 'prelude' | 'variant'>,
  lit: number,
  rows: number,
  { paint, style }: Canvas,
): string[] {
  const before = prelude === '' ? [] : [...linesOf(prelude, style), '']
  const code = linesOf(variant.code, style)
  const parts = findParts(code, highlight)
  const lines: CodeLine[] = [
    ...before.map(text => ({ text, lit: '', weight: 0 })),
    ...code.map((text, at) => {
      const index = parts.get(at)
      const isLit = index !== undefined && index < lit
      return { text, lit: isLit ? highlight[index]! : '', weight: index === undefined ? 1 : 2 }
    }),
  ]
  return fitRows(lines, rows).map(line =>
    typeof line === 'number'
      ? `${' '.repeat(gutter)}${signs(style).ellipsis} ${words.stage.describeMoreLines(line)} ${signs(style).ellipsis}`
      : renderLine(line, paint, style),
  )
}

function linesOf(text: string, style: Style): string[] {
  return clean(text, style)
    .split('\n')
    .map(line => line.trimEnd())
}

/** For each line with a highlighted part: the number of the part. */
function findParts(code: readonly string[], highlight: readonly string[]): Map<number, number> {
  const parts = new Map<number, number>()
  let from = 0
  for (const [index, part] of highlight.entries()) {
    const at = code.findIndex((line, i) => i >= from && line.includes(part))
    if (at === -1) continue
    if (!parts.has(at)) parts.set(at, index)
    from = at
  }
  return parts
}

/** Leaves out the lines of least weight. A number stands for so many lines that were left out. */
function fitRows(lines: readonly CodeLine[], rows: number): (CodeLine | number)[] {
  if (lines.length <= rows) return [...lines]
  const without = (weight: number) => lines.filter(line => line.weight > weight)
  for (const weight of [0, 1]) {
    const kept = without(weight)
    if (kept.length + 1 <= rows) return foldOthers(lines, kept, rows)
  }
  return [...lines.slice(0, rows - 1), lines.length - rows + 1]
}

/** The kept lines, and as many of the others, from the first kept one on, as there is room for. */
function foldOthers(
  lines: readonly CodeLine[],
  kept: readonly CodeLine[],
  rows: number,
): (CodeLine | number)[] {
  const shown = new Set(kept)
  const fold = () => {
    const folded: (CodeLine | number)[] = []
    for (const line of lines) {
      const last = folded.at(-1)
      if (shown.has(line)) folded.push(line)
      else if (typeof last === 'number') folded[folded.length - 1] = last + 1
      else folded.push(1)
    }
    return folded
  }
  // The last lines of what was left out stand next to what was kept.
  for (const line of [...lines].reverse()) {
    if (shown.has(line)) continue
    shown.add(line)
    if (fold().length > rows) {
      shown.delete(line)
      break
    }
  }
  return fold()
}

function renderLine({ lit, text }: CodeLine, paint: Painter, style: Style): string {
  const mark = lit === '' ? ' '.repeat(gutter) : paint.bold('> ')
  const shown = cut(text, style.width - gutter, style)
  const at = lit === '' ? -1 : shown.indexOf(lit)
  if (at === -1) return mark + paintCode(shown, paint)
  return (
    mark +
    paintCode(shown.slice(0, at), paint) +
    paint.lit(lit) +
    paintCode(shown.slice(at + lit.length), paint)
  )
}

const keywords =
  /^(async|await|break|case|catch|class|const|continue|delete|do|else|export|extends|finally|for|from|function|if|import|in|instanceof|let|new|of|return|static|super|switch|this|throw|try|typeof|using|var|void|while|yield)$/

/** One line, or a part of it, in color. */
export function paintCode(text: string, paint: Pick<Painter, 'keyword' | 'literal'>): string {
  let painted = ''
  for (const { type, value } of jsTokens(text)) {
    if (type === 'IdentifierName' && keywords.test(value)) painted += paint.keyword(value)
    else if (/Literal|Template/.test(type)) painted += paint.literal(value)
    else painted += value
  }
  return painted
}
