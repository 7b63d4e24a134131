// Shortens a text to a width, with an ellipsis at its end.
import wrapAnsi from 'wrap-ansi'
import { type Style, signs } from './style.ts'
import { isNarrow, widthOf } from './width.ts'

/** Does in advance what the first text of wide characters would do: it takes tens of milliseconds. */
export function prepareCut(): void {
  for (let times = 0; times < 5; times++) cut('漢é👩‍👩‍👧 '.repeat(40), 20, { unicode: true })
}

/** Shortens a single line to at most `width` columns, but never to less than the ellipsis. */
export function cut(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  if (widthOf(text) <= width) return text
  const { ellipsis } = signs(style)
  const room = width - widthOf(ellipsis)
  if (room <= 0) return ellipsis
  if (isNarrow(text)) return `${text.slice(0, room).trimEnd()}${ellipsis}`
  const [kept = ''] = wrapAnsi(text, room, { hard: true, wordWrap: false, trim: false }).split('\n')
  // A first character of two columns is kept by `wrapAnsi` even where there is room for one.
  return widthOf(kept) > room ? ellipsis : `${kept.trimEnd()}${ellipsis}`
}
