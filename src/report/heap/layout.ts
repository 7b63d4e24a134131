// What the tables and paragraphs of `leaklab heap` have in common.

import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { painter, type Style } from '../terminal/style.ts'
import type { Fold } from '../terminal/thin-rows.ts'
import { wrap } from '../terminal/wrap.ts'
import { formatCount } from '../words/numbers.ts'

const shownClasses = 20

/** Of the engine's own, in a sentence. */
export const shownEngineClasses = 3

/** The first rows, and how many more there are. */
export function firstOf<Row>(rows: readonly Row[]): (Row | Fold)[] {
  const shown = rows.slice(0, shownClasses)
  return shown.length < rows.length ? [...shown, { folded: rows.length - shown.length }] : shown
}

export function describeMore(count: number): string {
  return `${formatCount(count)} more`
}

export function heading(text: string, style: Style): string {
  return painter(style).bold(wrapHard(text, style))
}

/** Wraps at spaces, and cuts the words that are longer than a line. */
export function wrapHard(text: string, style: Style, ...indents: string[]): string {
  const lines = wrap(text, style.width, ...indents).split('\n')
  return lines.map(line => cut(line, style.width, style)).join('\n')
}

/** What to try next. A command is to be copied, so nothing of it is cut. */
export function hint(text: string, style: Style): string {
  return painter(style).dim(wrap(text, style.width))
}

/** Sections with an empty line between them. */
export function join(...sections: string[]): string {
  return sections.filter(section => section !== '').join('\n\n')
}

export function describeFile(file: string, style: Style): string {
  return file === '-' ? 'standard input' : cleanLine(file, style)
}
