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

// biome-ignore lint/suspicious/noControlCharactersInRegex: this expression has to match control characters
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * Removes everything that could move the cursor, change colors or reverse the direction of the text. Line breaks stay,
 * a tab becomes two spaces.
 */
export function clean(text: string, style: Pick<Style, 'unicode'>): string {
  const harmless = stripVTControlCharacters(text).replace(controls, '').replaceAll('\t', '  ')
  return style.unicode ? harmless : harmless.replace(/[…–—−‘’“”·×→≥≤]/g, sign => asciiForms[sign]!)
}

/** Like `clean`, with every line break replaced by a space. */
export function cleanLine(text: string, style: Pick<Style, 'unicode'>): string {
  return clean(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '), style)
}
