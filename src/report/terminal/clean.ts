// Makes text from a user's program harmless for a terminal: no control sequences, and ASCII punctuation where needed.
import { stripVTControlCharacters } from 'node:util'
import type { Style } from './style.ts'

const asciiForms: Record<string, string> = {
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

/**
 * Controls but for tab and line feed, the C1 controls, and the marks that reverse the direction of text.
 * U+2028 and U+2029 end a line in some readers.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this expression has to match control characters
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * Removes everything that could move the cursor, change colors, reverse the direction of the text, or be a command for
 * the runner of a CI. Line breaks stay, a tab becomes two spaces.
 */
export function clean(text: string, style: Pick<Style, 'unicode'>): string {
  const lines = stripVTControlCharacters(text).replace(/[\u2028\u2029]/g, '\n')
  const harmless = breakCommands(lines.replace(controls, '').replaceAll('\t', '  '))
  return style.unicode ? harmless : harmless.replace(/[…–—−‘’“”·×→≥≤]/g, sign => asciiForms[sign]!)
}

/** Like `clean`, with every line break replaced by a space. */
export function cleanLine(text: string, style: Pick<Style, 'unicode'>): string {
  return clean(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '), style)
}

/**
 * Puts spaces into what a CI's runner would obey: `::error` of GitHub at the beginning of a line, before which it skips white
 * space; `##[group]` of GitHub, `##vso[` of Azure and `##teamcity[`, anywhere in a line. A word within a line may begin one
 * when the text is wrapped, so each word is treated alike.
 */
export function breakCommands(text: string): string {
  return text
    .replace(/(?<!\S):{2,}/g, colons => [...colons].join(' '))
    .replace(/(?<!#)#+(?=#\w*\[)/g, signs => `${[...signs].join(' ')} `)
}
