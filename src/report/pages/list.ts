// Which scenarios are there? The pages of `leaklab list`: an overview of the chapters, a list of scenarios, and Markdown.
import type { Outline } from '../../model/event.ts'
import { claims } from '../../scenario/scenario.ts'
import { cleanLine } from '../terminal/clean.ts'
import { escapeMarkdown, toMarkdownCode } from '../terminal/markdown-text.ts'
import { painter, type Style } from '../terminal/style.ts'
import { padEnd, padStart, widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'
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

/** Each chapter with its number of scenarios and what it is about, then the commands that show more. */
export function renderOverview(all: readonly CatalogEntry[], style: Style): string {
  const entries = all.map(entry => withCleanNames(entry, style))
  const paint = painter(style)
  const chapters = [...new Set(entries.map(({ chapter }) => chapter))]
  const counts = chapters.map(name => String(entries.filter(({ chapter }) => chapter === name).length))
  const [nameWidth, countWidth] = [chapters, counts].map(cells => Math.max(...cells.map(widthOf)))
  const rows = chapters.map((name, at) => {
    const indent = `  ${padEnd(name, nameWidth!)}  ${padStart(counts[at]!, countWidth!)}  `
    const text = wrap(words.chapters.describeChapter(name), style.width, indent)
    return text.replace(name, () => paint.bold(name))
  })
  return [
    wrap(words.chapters.describeCatalog(entries.length, chapters.length), style.width),
    rows.join('\n'),
    renderCommands(style),
  ].join('\n\n')
}

/** The purpose stands beside its command where there is room, otherwise below it. */
function renderCommands(style: Style): string {
  const width = Math.max(...words.chapters.nextCommands.map(([command]) => widthOf(command)))
  const room = width + 4 + Math.max(...words.chapters.nextCommands.map(([, purpose]) => widthOf(purpose)))
  return words.chapters.nextCommands
    .map(([command, purpose]) =>
      room <= style.width
        ? `  ${padEnd(command, width)}  ${purpose}`
        : `  ${command}\n${wrap(purpose, style.width, '    ')}`,
    )
    .join('\n')
}

/** What a list says of the variants of a scenario. */
export interface VariantChoice {
  /** Whether a variant is listed. */
  isShown: (variant: string) => boolean
  /** Whether its claim, which is the answer to the question, is before its name. */
  withClaims: boolean
}

/** Chapters, scenarios with their questions, variants. Nothing is cut. With an infinite width each has one line, for `grep`. */
export function renderList(all: readonly CatalogEntry[], choice: VariantChoice, style: Style): string {
  const entries = all.map(entry => withCleanNames(entry, style))
  const paint = painter(style)
  const chapters = [...new Set(entries.map(({ chapter }) => chapter))]
  const nameWidth = Math.max(...entries.map(({ slug }) => widthOf(slug)))
  const sections = chapters.map(chapter => {
    const scenarios = entries.filter(entry => entry.chapter === chapter)
    const lines = scenarios.map(entry => renderEntry(entry, nameWidth, choice, style))
    return [...(chapter === '' ? [] : [paint.bold(chapter)]), ...lines].join('\n')
  })
  return [...sections, wrap(words.chapters.describeHowToSee(entries[0]!.slug), style.width)].join('\n\n')
}

/** A Markdown table for each chapter, with the number of variants for each claim. */
export function renderMarkdownList(all: readonly CatalogEntry[]): string {
  const entries = all.map(entry => withCleanNames(entry, { unicode: true }))
  const chapters = [...new Set(entries.map(({ chapter }) => chapter))]
  return chapters
    .map(chapter => {
      const columns = Object.values(words.heads.catalogHeads)
      const rows = entries.filter(entry => entry.chapter === chapter).map(toRow)
      const widths = [0, 1, 2].map(at => Math.max(3, ...[columns, ...rows].map(row => widthOf(row[at]!))))
      const line = (row: readonly string[]) =>
        `| ${row.map((cell, at) => padEnd(cell, widths[at]!)).join(' | ')} |`
      const rule = line(widths.map(width => '-'.repeat(width)))
      return [`**${escapeMarkdown(chapter)}**`, '', line(columns), rule, ...rows.map(line)].join('\n')
    })
    .join('\n\n')
}

function toRow({ slug, outline }: CatalogEntry): string[] {
  const counts = claims.flatMap(claim => {
    const count = outline.variants.filter(variant => variant.claim === claim).length
    return count === 0 ? [] : [words.claims.countClaims(claim, count)]
  })
  return [toMarkdownCode(slug), toCell(outline.ask), counts.join(', ')]
}

/** A question is Markdown itself, and may have code in it; but it is no HTML and ends no cell. */
function toCell(text: string): string {
  return cleanLine(text, { unicode: true }).replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

function renderEntry(
  { slug, outline }: CatalogEntry,
  nameWidth: number,
  choice: VariantChoice,
  style: Style,
): string {
  const paint = painter(style)
  const isBeside = style.width >= besideFrom
  const name = `  ${padEnd(slug, isBeside ? nameWidth : 0)}`
  const column = isBeside ? widthOf(name) + 2 : 4
  const [first, ...rest] = wrapIn(outline.ask, column, style)
  const head = isBeside ? [`${paint.bold(name)}  ${first}`] : [paint.bold(name), `${' '.repeat(4)}${first}`]
  const question = [...head, ...rest.map(line => ' '.repeat(column) + line)]
  const variants = outline.variants
    .filter(({ name }) => choice.isShown(name))
    .flatMap(({ name, claim }) => {
      const before = choice.withClaims ? `    ${paintClaim(claim, style)}  ` : '    - '
      const column = choice.withClaims ? claimWidth() + 6 : 6
      const [first, ...rest] = wrapIn(name, column, style)
      return [before + first, ...rest.map(line => ' '.repeat(column) + line)]
    })
  return [...question, ...variants].join('\n')
}

/** Names that stand in the middle of sentences and tables. */
function withCleanNames(entry: CatalogEntry, style: Pick<Style, 'unicode'>): CatalogEntry {
  return { ...entry, slug: cleanLine(entry.slug, style), chapter: cleanLine(entry.chapter, style) }
}

/** The lines of a text that begins at a column. */
function wrapIn(text: string, column: number, style: Style): string[] {
  return wrap(cleanLine(text, style), style.width - column).split('\n')
}
