// Which scenarios are there? The list of `leaklab list`, as text and in Markdown.
import type { Outline } from '../../model/event.ts'
import { claims } from '../../scenario/scenario.ts'
import { cleanLine } from '../terminal/clean.ts'
import { painter, type Style } from '../terminal/style.ts'
import { padEnd, widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { claimWords } from '../words/claims.ts'
import { claimWidth, paintClaim } from './claim-column.ts'

/** A scenario as the catalog knows it. */
export interface CatalogEntry {
  id: string
  slug: string
  /** Empty for a user's file. */
  chapter: string
  outline: Outline
}

/** From this width on the question stands beside the name of its scenario, otherwise below it. */
const besideFrom = 76

/** Chapters, scenarios with their questions, variants. Nothing is cut. With an infinite width each has one line, for `grep`. */
export function renderList(entries: readonly CatalogEntry[], style: Style): string {
  const paint = painter(style)
  const chapters = [...new Set(entries.map(({ chapter }) => chapter))]
  return chapters
    .map(chapter => {
      const scenarios = entries.filter(entry => entry.chapter === chapter)
      const lines = scenarios.map(entry => renderEntry(entry, style))
      return [...(chapter === '' ? [] : [paint.bold(chapter)]), ...lines].join('\n')
    })
    .join('\n\n')
}

/** A Markdown table for each chapter, with the number of variants for each claim. */
export function renderMarkdownList(entries: readonly CatalogEntry[]): string {
  const chapters = [...new Set(entries.map(({ chapter }) => chapter))]
  return chapters
    .map(chapter => {
      const rows = entries.filter(entry => entry.chapter === chapter).map(toRow)
      const widths = [0, 1, 2].map(at => Math.max(3, ...[columns, ...rows].map(row => widthOf(row[at]!))))
      const line = (row: readonly string[]) =>
        `| ${row.map((cell, at) => padEnd(cell, widths[at]!)).join(' | ')} |`
      const rule = line(widths.map(width => '-'.repeat(width)))
      return [`**${chapter}**`, '', line(columns), rule, ...rows.map(line)].join('\n')
    })
    .join('\n\n')
}

const columns = ['scenario', 'question', 'variants'] as const

function toRow({ slug, outline }: CatalogEntry): string[] {
  const counts = claims.flatMap(claim => {
    const count = outline.variants.filter(variant => variant.claim === claim).length
    return count === 0 ? [] : [`${count} ${claimWords[claim]}`]
  })
  return [`\`${slug}\``, outline.ask.replaceAll('|', '\\|'), counts.join(', ')]
}

function renderEntry({ slug, outline }: CatalogEntry, style: Style): string {
  const paint = painter(style)
  const name = `  ${cleanLine(slug, style)}`
  const isBeside = style.width >= besideFrom
  const column = isBeside ? widthOf(name) + 2 : 4
  const [first, ...rest] = wrapIn(outline.ask, column, style).map(paint.dim)
  const head = isBeside ? [`${paint.bold(name)}  ${first}`] : [paint.bold(name), `${' '.repeat(4)}${first}`]
  const question = [...head, ...rest.map(line => ' '.repeat(column) + line)]
  const variants = outline.variants.flatMap(({ name, claim }) => {
    const [first, ...rest] = wrapIn(name, claimWidth + 6, style)
    return [
      `    ${paintClaim(claim, style)}  ${first}`,
      ...rest.map(line => ' '.repeat(claimWidth + 6) + line),
    ]
  })
  return [...question, ...variants].join('\n')
}

/** The lines of a text that begins at a column. */
function wrapIn(text: string, column: number, style: Style): string[] {
  return wrap(cleanLine(text, style), style.width - column).split('\n')
}
