// The page of `leaklab show`: a scenario's question, the source of each variant, and the lesson.
import type { SourceParts } from '../../catalog/source-parts.ts'
import type { Outline } from '../../model/event.ts'
import type { Claim } from '../../scenario/scenario.ts'
import { clean, cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
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
  const code = (text: string) => clean(text, { unicode: true }).replace(/^\n+|\s+$/g, '')
  const sections = [renderOpening(outline, style)]
  if (parts.prelude.trim() !== '') sections.push(code(parts.prelude))
  for (const variant of parts.variants) {
    const { exceptions = [], tolerances } = outline.variants.find(({ name }) => name === variant.name) ?? {}
    const sentences = [
      ...exceptions.map(words.claims.describeException),
      ...(tolerances === undefined ? [] : words.tolerance.describeTolerances(tolerances)),
    ]
    const notes = (withClaims ? sentences : []).map(line => wrap(cleanLine(line, style), style.width))
    sections.push(
      [[renderRule(variant, style, withClaims), ...notes].join('\n'), code(variant.code)].join('\n\n'),
    )
  }
  const lesson = withClaims ? renderLesson(outline.learn, style) : ''
  if (lesson !== '') sections.push(`${signs(style).rule.repeat(style.width)}\n\n${lesson}`)
  return sections.join('\n\n')
}

/** `── leaks · unbounded Map ─────`, or `── unbounded Map ─────`. */
function renderRule(
  { name, claim }: { name: string; claim: Claim },
  style: Style,
  withClaims: boolean,
): string {
  const paint = painter(style)
  const { rule, dot } = signs(style)
  const before = withClaims ? `${words.claims.claimWords[claim]} ${dot} ` : ''
  const text = cut(cleanLine(name, style), style.width - widthOf(before) - 6, style)
  const after = rule.repeat(Math.max(2, style.width - widthOf(before + text) - 4))
  const painted = withClaims ? `${paintClaim(claim, style).trimEnd()} ${dot} ` : ''
  return `${paint.dim(`${rule}${rule}`)} ${painted}${paint.bold(text)} ${paint.dim(after)}`
}
