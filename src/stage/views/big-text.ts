// A few words or a figure in letters three rows high. A text with other characters than these letters is one bold line.
import type { Painter, Style } from '../../report/terminal/style.ts'
import { widthOf } from '../../report/terminal/width.ts'

/** Five rows of pixels for each letter, from the top; most are three pixels wide. */
const font: Record<string, readonly string[]> = {
  A: ['###', '# #', '###', '# #', '# #'],
  B: ['## ', '# #', '## ', '# #', '## '],
  C: ['###', '#  ', '#  ', '#  ', '###'],
  D: ['## ', '# #', '# #', '# #', '## '],
  E: ['###', '#  ', '## ', '#  ', '###'],
  F: ['###', '#  ', '## ', '#  ', '#  '],
  G: ['###', '#  ', '# #', '# #', '###'],
  H: ['# #', '# #', '###', '# #', '# #'],
  I: ['###', ' # ', ' # ', ' # ', '###'],
  J: ['  #', '  #', '  #', '# #', '###'],
  K: ['# #', '# #', '## ', '# #', '# #'],
  L: ['#  ', '#  ', '#  ', '#  ', '###'],
  M: ['#   #', '## ##', '# # #', '#   #', '#   #'],
  N: ['#  #', '## #', '# ##', '#  #', '#  #'],
  O: ['###', '# #', '# #', '# #', '###'],
  P: ['###', '# #', '###', '#  ', '#  '],
  Q: ['###', '# #', '# #', '###', '  #'],
  R: ['## ', '# #', '## ', '# #', '# #'],
  S: ['###', '#  ', '###', '  #', '###'],
  T: ['###', ' # ', ' # ', ' # ', ' # '],
  U: ['# #', '# #', '# #', '# #', '###'],
  V: ['# #', '# #', '# #', '# #', ' # '],
  W: ['#   #', '#   #', '# # #', '## ##', '#   #'],
  X: ['# #', '# #', ' # ', '# #', '# #'],
  Y: ['# #', '# #', ' # ', ' # ', ' # '],
  Z: ['###', '  #', ' # ', '#  ', '###'],
  0: ['###', '# #', '# #', '# #', '###'],
  1: [' # ', '## ', ' # ', ' # ', '###'],
  2: ['###', '  #', '###', '#  ', '###'],
  3: ['###', '  #', '###', '  #', '###'],
  4: ['# #', '# #', '###', '  #', '  #'],
  5: ['###', '#  ', '###', '  #', '###'],
  6: ['###', '#  ', '###', '# #', '###'],
  7: ['###', '  #', '  #', '  #', '  #'],
  8: ['###', '# #', '###', '# #', '###'],
  9: ['###', '# #', '###', '  #', '###'],
  k: ['#  ', '# #', '## ', '# #', '# #'],
  '.': [' ', ' ', ' ', ' ', '#'],
  ',': ['  ', '  ', '  ', ' #', '# '],
  '-': ['   ', '   ', '###', '   ', '   '],
  ' ': ['  ', '  ', '  ', '  ', '  '],
}
const fontRows = 5

/** Lines of a large text, at most as wide as the style; three in Unicode, five in ASCII. */
export function renderBig(text: string, style: Style, paint: Painter[keyof Painter]): string[] {
  const letters = [...text].map(letter => (Object.hasOwn(font, letter) ? font[letter]! : undefined))
  if (letters.includes(undefined)) return [paint(text)]
  const rows = Array.from({ length: fontRows }, (_, row) => letters.map(one => one![row]!).join(' '))
  if (widthOf(rows[0]!) > style.width) return [paint(text)]
  if (!style.unicode) return rows.map(row => paint(row.trimEnd()))
  const lines: string[] = []
  for (let row = 0; row < fontRows; row += 2) {
    const [upper, lower = ''] = [rows[row]!, rows[row + 1]]
    const cells = [...upper].map((pixel, at) => {
      const isLower = lower[at] === '#'
      return pixel === '#' ? (isLower ? '█' : '▀') : isLower ? '▄' : ' '
    })
    lines.push(paint(cells.join('').trimEnd()))
  }
  return lines
}
