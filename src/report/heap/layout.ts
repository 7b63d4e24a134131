// The layout that all pages of `leaklab heap` share: headings, hints, shortened tables.
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { painter, type Style } from '../terminal/style.ts'
import type { Fold } from '../terminal/thin-rows.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'

const shownClasses = 20

/** The largest classes of the engine that a sentence names. */
export const shownEngineClasses = 3

/** The first rows of a table, and a fold for the others. */
export function firstOf<Row>(rows: readonly Row[]): (Row | Fold)[] {
  const shown = rows.slice(0, shownClasses)
  return shown.length < rows.length ? [...shown, { folded: rows.length - shown.length }] : shown
}

export function heading(text: string, style: Style): string {
  return painter(style).bold(wrapAndCut(text, style))
}

/** Wraps at spaces, and cuts words that are longer than a line. */
export function wrapAndCut(text: string, style: Style, ...indents: string[]): string {
  const lines = wrap(text, style.width, ...indents).split('\n')
  return lines.map(line => cut(line, style.width, style)).join('\n')
}

/** What to try next. Nothing is cut, so that a command can be copied. */
export function hint(text: string, style: Style): string {
  return wrap(text, style.width)
}

/** Joins sections with an empty line between them; empty sections are left out. */
export function join(...sections: string[]): string {
  return sections.filter(section => section !== '').join('\n\n')
}

export function describeFile(file: string, style: Style): string {
  return file === '-' ? words.heap.standardInput : cleanLine(file, style)
}
