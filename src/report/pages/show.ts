// The page of `leaklab show`: a scenario's question, the source of each variant, and the lesson.
import { stripVTControlCharacters } from 'node:util'
import type { SourceParts } from '../../catalog/source-parts.ts'
import type { Outline } from '../../model/event.ts'
import { clean, cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { renderLesson, renderOpening } from '../trial/lesson.ts'
import { words } from '../words/words.ts'
import { paintClaim } from './claim-column.ts'

/** Title, question, the source code unchanged, the lesson. Without claims, nothing that gives the answer away. */
export function renderShow(
  entry: { outline: Outline },
  parts: SourceParts,
  style: Style,
  withClaims = true,
): string {
  const { outline } = entry
  const sections = [renderOpening(outline, style)]
  if (parts.prelude.trim() !== '') sections.push(cleanCode(parts.prelude))
  for (const variant of parts.variants) {
    const { name, claim } = variant
    const sentences = withClaims ? describeConditions(outline, name) : []
    const notes = sentences.map(line => renderSentence(line, style))
    const rule = renderRule(name, withClaims ? paintClaim(claim, style).trimEnd() : '', style)
    sections.push([[rule, ...notes].join('\n'), cleanCode(variant.code)].join('\n\n'))
  }
  const lesson = withClaims ? renderLesson(outline.learn, style) : ''
  if (lesson !== '') sections.push(`${renderEnd(style)}\n\n${lesson}`)
  return sections.join('\n\n')
}

/** Source code as it was written, without what a terminal would obey. */
export function cleanCode(text: string): string {
  return clean(text, { unicode: true }).replace(/^\n+|\s+$/g, '')
}

/** Where another claim holds, and what is tolerated. */
export function describeConditions({ variants }: Pick<Outline, 'variants'>, variant: string): string[] {
  const { exceptions = [], tolerances } = variants.find(({ name }) => name === variant) ?? {}
  return [
    ...exceptions.map(words.claims.describeException),
    ...(tolerances === undefined ? [] : words.tolerance.describeTolerances(tolerances)),
  ]
}

/** `── leaks · unbounded Map ─────`, or `── unbounded Map ─────`. @param claim in color; empty if it is not shown */
export function renderRule(name: string, claim: string, style: Style): string {
  const paint = painter(style)
  const { rule, dot } = signs(style)
  const before = claim === '' ? '' : `${claim} ${dot} `
  const beforeWidth = widthOf(stripVTControlCharacters(before))
  const text = cut(cleanLine(name, style), style.width - beforeWidth - 6, style)
  const after = rule.repeat(Math.max(2, style.width - beforeWidth - widthOf(text) - 4))
  return `${paint.dim(`${rule}${rule}`)} ${before}${paint.bold(text)} ${paint.dim(after)}`
}

/** The line before the lesson. */
export function renderEnd(style: Style): string {
  return signs(style).rule.repeat(style.width)
}
