// How many terminal columns does a text take? Every table and every progress line measures with `widthOf`.
import stringWidth from 'string-width'

/** ASCII, Latin letters, and the signs that leaklab itself writes. */
const narrow = /^[\x20-\x7e\u00b7\u00c0-\u024f–—…→─│]*$/

/** Whether each character is known to take one column. Most texts are such, and counting graphemes takes a while. */
export function isNarrow(text: string): boolean {
  return narrow.test(text)
}

/** Columns of a text, counted by grapheme: a flag or a joined emoji takes two. Color codes take none. */
export function widthOf(text: string): number {
  return isNarrow(text) ? text.length : stringWidth(text)
}

/** Adds spaces after the text up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** Adds spaces before the text up to `width` columns. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text
}
