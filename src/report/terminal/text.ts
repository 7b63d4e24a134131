// How does text fit the terminal? Words of other people are made harmless, lines are wrapped, cut and padded.
import { stripVTControlCharacters } from 'node:util'
import { type Style, signs } from './style.ts'

const plain: Record<string, string> = {
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '·': '/',
  '×': 'x',
  '→': '->',
  '≥': '>=',
  '≤': '<=',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Takes out of a text that is not ours what could move the cursor or change colors. Line breaks stay. */
export function clean(text: string, style: Pick<Style, 'unicode'>): string {
  const harmless = stripVTControlCharacters(text).replace(controls, '').replaceAll('\t', '  ')
  return style.unicode ? harmless : harmless.replace(/[…–—−‘’“”·×→≥≤]/g, sign => plain[sign]!)
}

/** The same in one line. */
export function cleanLine(text: string, style: Pick<Style, 'unicode'>): string {
  return clean(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '), style)
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** Columns that a text takes, colors apart. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of stripVTControlCharacters(text)) {
    if (!/\p{Mn}|\u200d|\ufe0f/u.test(character)) width += wide.test(character) ? 2 : 1
  }
  return width
}

/** Cuts a text without colors to so many columns; the cut is shown. */
export function cut(text: string, width: number, style: Pick<Style, 'unicode'>): string {
  if (widthOf(text) <= width) return text
  const end = signs(style).ellipsis
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character) + end.length > width) break
    kept += character
  }
  return `${kept.trimEnd()}${end}`
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text
}

/**
 * Wraps at spaces.
 * @param indent stands before the first line
 * @param hanging stands before the others; as wide as `indent`, when it is not given
 */
export function wrap(
  text: string,
  width: number,
  indent = '',
  hanging = ' '.repeat(widthOf(indent)),
): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    const before = () => (lines.length === 0 ? indent : hanging)
    for (const word of paragraph.split(/ +/).filter(word => word !== '')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && widthOf(before() + longer) > width) {
        lines.push(before() + line)
        line = word
      } else line = longer
    }
    lines.push((before() + line).trimEnd())
  }
  return lines.join('\n')
}

/** The same, and breaks words that are longer than a line. */
export function wrapAll(text: string, width: number): string {
  const pieces = text.split(' ').map(word => breakWord(word, width))
  return wrap(pieces.join(' '), width)
}

function breakWord(word: string, width: number): string {
  if (widthOf(word) <= width) return word
  const pieces = ['']
  for (const character of word) {
    if (widthOf(pieces.at(-1)! + character) > width) pieces.push('')
    pieces[pieces.length - 1] += character
  }
  return pieces.join(' ')
}

/** A word as a shell takes it: a path with blanks in it, a variant's name. */
export function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
