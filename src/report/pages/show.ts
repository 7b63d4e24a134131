// The page of `leaklab show`: a scenario's question, the source of each variant, and the lesson.
import type { SourceParts } from '../../catalog/source.ts'
import type { Outline } from '../../model/event.ts'
import type { Claim } from '../../scenario/scenario.ts'
import { clean, cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { renderLesson, renderOpening } from '../trial/lesson.ts'
import { claimWords, describeException } from '../words/claims.ts'
import { describeTolerances } from '../words/tolerance.ts'
import { paintClaim } from './claim-column.ts'

/** Title, question, the source code unchanged, the lesson. */
export function renderShow(entry: { outline: Outline }, parts: SourceParts, style: Style): string {
  const { outline } = entry
  const code = (text: string) => clean(text, { unicode: true }).replace(/^\n+|\s+$/g, '')
  const sections = [renderOpening(outline, style)]
  if (parts.prelude.trim() !== '') sections.push(code(parts.prelude))
  for (const variant of parts.variants) {
    const { exceptions = [], tolerances } = outline.variants.find(({ name }) => name === variant.name) ?? {}
    const notes = [
      ...exceptions.map(describeException),
      ...(tolerances === undefined ? [] : describeTolerances(tolerances)),
    ].map(line => wrap(cleanLine(line, style), style.width))
    sections.push([[renderRule(variant, style), ...notes].join('\n'), code(variant.code)].join('\n\n'))
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
