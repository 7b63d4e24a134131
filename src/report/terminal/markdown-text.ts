// Foreign text within Markdown: nothing of it is markup, HTML or the end of a cell.
import { cleanLine } from './clean.ts'

const unicode = { unicode: true }

/** One line, with everything escaped that Markdown or HTML would interpret. */
export function escapeMarkdown(text: string): string {
  return cleanLine(text, unicode)
    .replace(/[\\`*_{}[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** A code span, where the text fits one; nothing can be escaped within it. */
export function toMarkdownCode(text: string): string {
  return /^[^`|\s][^`|\r\n]*$/.test(text) ? `\`${text}\`` : escapeMarkdown(text)
}
