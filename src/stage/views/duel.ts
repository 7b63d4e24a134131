// Two variants on one axis, and the lines of code by which they differ.
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { words } from '../../report/words/words.ts'
import type { LessonContent } from '../lesson/content.ts'
import type { LessonState } from '../lesson/state.ts'
import { textureSigns } from './area-chart.ts'
import { paintCode } from './code.ts'
import { renderCurves } from './curves.ts'
import { type Canvas, textLines } from './frame.ts'

/** Variants that differ in more lines are two programs. */
const maxLines = 8

export function renderDuel(state: LessonState, rows: number, canvas: Canvas): string[] {
  const { content, measured } = state
  const { paint, style } = canvas
  const sides = [
    ['variant', 'shade'],
    ['against', 'solid'],
  ] as const
  const signs = textureSigns(style)
  const legend = sides.flatMap(([side, texture]) => {
    const name = content[side]?.name
    if (name === undefined) return []
    const { problem, result } = measured[side]
    const outcome = result?.verdict.outcome ?? null
    const text = words.stage.describeSide(name, outcome, problem)
    const line = cut(cleanLine(`${signs[texture]} ${text}`, style), style.width, style)
    return [outcome === null ? line : paint[outcome](line)]
  })
  const curves = sides.map(([side, texture]) => {
    const { recording, result } = measured[side]
    return { recording, texture, ...(result !== null && { paint: paint[result.verdict.outcome] }) }
  })
  return [...legend, ...renderCurves(curves, Math.max(3, rows - legend.length - 1), canvas)]
}

/** Lines that only the first variant has, and lines that only the second has. */
export function renderDifference({ against, difference }: LessonContent, canvas: Canvas): string[] {
  const { paint, style } = canvas
  if (against === null || difference.length === 0) return []
  if (difference.length > maxLines) return textLines(words.stage.sameCode, canvas)
  return [
    paint.bold(words.stage.differenceHeading),
    ...difference.map(({ isAdded, text }) => {
      const line = cut(cleanLine(`${isAdded ? '+' : '-'} ${text}`, style), style.width - 2, style)
      return `  ${isAdded ? paint.good(line) : paintCode(line, paint)}`
    }),
  ]
}
