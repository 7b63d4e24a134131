// A sentence that may have foreign text in it, as lines of the terminal.
import { cleanLine } from './clean.ts'
import type { Style } from './style.ts'
import { wrap } from './wrap.ts'

/**
 * Makes a text harmless, and breaks it into lines that fit the terminal.
 * @param indent what the first line begins with; the others begin with as many spaces
 */
export function renderSentence(text: string, style: Style, indent = ''): string {
  return wrap(cleanLine(text, style), style.width, indent)
}
