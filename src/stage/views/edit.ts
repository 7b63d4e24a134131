// What leaked before the newest save, and what now: a line for each variant, and the two curves of one.
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { padEnd, widthOf } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import type { EditedVariant, EditState } from '../edit/state.ts'
import { textureSigns } from './area-chart.ts'
import { hasCurve, renderCurves } from './curves.ts'
import { type Canvas, leaveKeys, textLines, type View } from './frame.ts'

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
      ...(shown === undefined || rows < 5 ? [] : [...renderBoth(shown, rows, canvas), '']),
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
  const rounds = recording?.rounds.length ?? null
  const result = edit.describeChange(outcomeOf(before), outcomeOf(now), rounds)
  const longest = Math.max(...variants.map(one => widthOf(cleanLine(one.name, style))))
  const room = Math.min(longest, style.width - widthOf(result) - 4)
  const text = padEnd(cut(cleanLine(name, style), room, style), room)
  const paintNow = now === null ? (part: string) => part : paint[now.verdict.outcome]
  return `${isSelected ? '>' : ' '} ${text}  ${paintNow(cut(result, style.width - room - 4, style))}`
}

/** The curve of the newest run, in front of the one before. */
function renderBoth({ before, recording }: EditedVariant, rows: number, canvas: Canvas): string[] {
  const { style } = canvas
  const old = { recording: before?.recording ?? null, texture: 'shade' } as const
  const curves = renderCurves([old, { recording, texture: 'solid' }], rows - 2, canvas)
  if (curves.length === 0) return []
  const { shade, solid } = textureSigns(style)
  return [...curves, cut(words.edit.describeLegend(solid, shade, hasCurve(old)), style.width, style)]
}
