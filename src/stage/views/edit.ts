// What leaked before the newest save, and what now: a line for each variant, and the two curves of one.
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { padEnd, widthOf } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import type { EditedVariant, EditState } from '../edit/state.ts'
import { type Canvas, leaveKeys, textLines, type View } from './frame.ts'
import { curveOf, memoryOf } from './playback.ts'
import { joinScales, renderSawTooth, scaleOf } from './saw-tooth.ts'

export function viewEdit(state: EditState, canvas: Canvas): View {
  const { edit } = words
  const { file, problem, runs, selected, variants } = state
  const hint = textLines(edit.describeSaveHint(file), canvas)
  const lines = variants.map((variant, at) => renderVariant(variant, at === selected, variants, canvas))
  const shown = variants[selected]
  const rows = canvas.rows - lines.length - hint.length - 3
  return {
    title: file,
    aside: runs === 0 ? '' : edit.describeRun(runs),
    body: [
      ...(problem === '' ? [] : [...textLines(problem, canvas).map(canvas.paint.bad), '']),
      ...(variants.length === 0 && problem === '' ? textLines(edit.loading, canvas) : lines),
      '',
      ...(shown === undefined || rows < 5 ? [] : [...renderCurves(shown, rows, canvas), '']),
      ...hint,
    ],
    keys: [
      ['r', edit.measureAgain],
      ['j', edit.nextVariant],
      ['k', edit.variantBefore],
    ],
    lastKeys: leaveKeys(),
  }
}

function renderVariant(
  { before, name, now, recording }: EditedVariant,
  isSelected: boolean,
  variants: readonly EditedVariant[],
  { paint, style }: Canvas,
): string {
  const { edit } = words
  const outcomeOf = (one: EditedVariant['now']) => (one === null ? null : one.verdict.outcome)
  const rounds = recording?.rounds.length ?? 0
  const result = edit.describeChange(outcomeOf(before), outcomeOf(now), rounds)
  const longest = Math.max(...variants.map(one => widthOf(cleanLine(one.name, style))))
  const room = Math.min(longest, style.width - widthOf(result) - 4)
  const text = padEnd(cut(cleanLine(name, style), room, style), room)
  const paintNow = now === null ? (part: string) => part : paint[now.verdict.outcome]
  return `${isSelected ? '>' : ' '} ${text}  ${paintNow(cut(result, style.width - room - 4, style))}`
}

/** The curve of the newest run, in front of the one before. */
function renderCurves({ before, recording }: EditedVariant, rows: number, canvas: Canvas): string[] {
  const { style } = canvas
  const [old, current] = [before?.recording, recording].map(one =>
    one === null || one === undefined ? [] : curveOf(one),
  ) as [ReturnType<typeof curveOf>, ReturnType<typeof curveOf>]
  const curves = [
    ...(old.length < 2 ? [] : [{ points: old, texture: 'shade' as const, hasTeeth: false }]),
    ...(current.length < 2 ? [] : [{ points: current, texture: 'solid' as const, hasTeeth: false }]),
  ]
  if (curves.length === 0) return []
  const memory = memoryOf(curves[0]!.points)
  const scale = joinScales(curves.map(({ points }) => scaleOf(points, memory)))
  const [solid, shade] = style.unicode ? ['█', '░'] : ['#', "'"]
  const legend = words.edit.describeLegend(solid, shade, old.length >= 2)
  return [
    ...renderSawTooth(curves, { memory, scale, rows: rows - 2 }, style),
    cut(legend, style.width, style),
  ]
}
