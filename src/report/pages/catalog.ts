// Which scenarios are there, and how is one written? The list of all, and one in full.
import type { Outline } from '../../model/event.ts'
import { type Claim, claims } from '../../scenario/scenario.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { clean, cleanLine, cut, padEnd, widthOf, wrap } from '../terminal/text.ts'
import { renderLesson, renderOpening } from '../trial/lesson.ts'
import { tellTolerance } from '../words/tolerance.ts'
import { claimWords, tellException } from '../words/wording.ts'

/** A scenario as the catalog knows it. */
export interface CatalogEntry {
  id: string
  slug: string
  /** Empty for a user's file. */
  chapter: string
  outline: Outline
}

/** A scenario's source: what stands before its variants, and each of these. */
export interface SourceParts {
  prelude: string
  variants: { name: string; claim: Claim; code: string }[]
}

const claimWidth = Math.max(...claims.map(claim => claimWords[claim].length))
/** Columns from which on a question stands beside its scenario's name, and not under it. */
const besideFrom = 76

/** Chapters, scenarios with their questions, variants. Nothing is cut; without a width each has one line, for `grep`. */
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

/** The same as a table in Markdown, without the variants' names: how many claim what. */
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

/** The lines of a text that stands in a column. */
function wrapIn(text: string, column: number, style: Style): string[] {
  return wrap(cleanLine(text, style), style.width - column).split('\n')
}

/** Title, question, the source as it was written, the lesson. */
export function renderShow(entry: { outline: Outline }, parts: SourceParts, style: Style): string {
  const { outline } = entry
  const code = (text: string) => clean(text, { unicode: true }).replace(/^\n+|\s+$/g, '')
  const sections = [renderOpening(outline, style)]
  if (parts.prelude.trim() !== '') sections.push(code(parts.prelude))
  for (const variant of parts.variants) {
    const { exceptions = [], allowance } = outline.variants.find(({ name }) => name === variant.name) ?? {}
    const told = [
      ...exceptions.map(tellException),
      ...(allowance === undefined ? [] : tellTolerance(allowance)),
    ].map(line => wrap(cleanLine(line, style), style.width))
    sections.push([[renderRule(variant, style), ...told].join('\n'), code(variant.code)].join('\n\n'))
  }
  const lesson = renderLesson(outline.learn, style)
  if (lesson !== '') sections.push(`${signs(style).rule.repeat(style.width)}\n\n${lesson}`)
  return sections.join('\n\n')
}

/** `── leaks · unbounded Map ─────`. */
function renderRule({ name, claim }: { name: string; claim: Claim }, style: Style): string {
  const paint = painter(style)
  const { rule, dot } = signs(style)
  const before = `${rule}${rule} ${claimWords[claim]} ${dot} `
  const text = cut(cleanLine(name, style), style.width - widthOf(before) - 3, style)
  const after = rule.repeat(Math.max(2, style.width - widthOf(before + text) - 1))
  return `${paint.dim(`${rule}${rule}`)} ${paintClaim(claim, style).trimEnd()} ${paint.dim(dot)} ${paint.bold(text)} ${paint.dim(after)}`
}

function paintClaim(claim: Claim, style: Style): string {
  const paint = painter(style)
  const role = { leaks: paint.leaking, plateaus: paint.plateau, collects: paint.collected }[claim]
  return role(claimWords[claim]) + padEnd('', claimWidth - claimWords[claim].length)
}
