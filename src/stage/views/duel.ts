// Two variants on one axis, and the lines of code by which they differ.
import type { Outcome } from '../../model/verdict.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { words } from '../../report/words/words.ts'
import type { LessonContent } from '../lesson/content.ts'
import type { LessonState, Side } from '../lesson/state.ts'
import { paintCode } from './code.ts'
import { type Canvas, textLines } from './frame.ts'
import { curveOf, memoryOf } from './playback.ts'
import { joinScales, renderSawTooth, scaleOf } from './saw-tooth.ts'

/** Variants that differ in more lines are two programs. */
const maxLines = 8

export function renderDuel(state: LessonState, rows: number, canvas: Canvas): string[] {
  const { content, measured } = state
  const { paint, style } = canvas
  const sides: readonly Side[] = ['variant', 'against']
  const curves = sides.flatMap(side => {
    const { recording } = measured[side]
    const points = recording === null ? [] : curveOf(recording)
    return points.length < 2
      ? []
      : [{ side, points, outcome: measured[side].result?.verdict.outcome ?? null }]
  })
  const signs = style.unicode ? { variant: '░', against: '█' } : { variant: "'", against: '#' }
  const legend = sides.flatMap(side => {
    const name = content[side]?.name
    if (name === undefined) return []
    const { problem, result } = measured[side]
    const outcome = result?.verdict.outcome ?? null
    const text = words.stage.describeSide(name, outcome, problem)
    const line = cut(cleanLine(`${signs[side]} ${text}`, style), style.width, style)
    return [outcome === null ? line : paint[outcome](line)]
  })
  if (curves.length === 0) return legend
  const memory = memoryOf(curves[0]!.points)
  const scale = joinScales(curves.map(({ points }) => scaleOf(points, memory)))
  const chart = renderSawTooth(
    curves.map(({ outcome, points, side }) => ({
      points,
      hasTeeth: false,
      texture: side === 'variant' ? 'shade' : 'solid',
      ...(outcome !== null && { paint: paint[outcome as Outcome] }),
    })),
    { memory, scale, rows: Math.max(3, rows - legend.length - 1) },
    style,
  )
  return [...legend, ...chart]
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
