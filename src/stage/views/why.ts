// Why are they alive? The retaining path as a picture: objects below one another, with an arrow for each reference.
import { findMainPath, type MainPath } from '../../model/retention.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { widthOf } from '../../report/terminal/width.ts'
import { words } from '../../report/words/words.ts'
import type { LessonState } from '../lesson/state.ts'
import { type Canvas, type KeyHint, textLines } from './frame.ts'

/** The keys of the picture; none where there is no arrow to choose. */
export function arrowKeys({ arrow }: LessonState): KeyHint[] {
  const { keyWords } = words.stage
  return arrow === null
    ? []
    : [
        ['x', keyWords.cut],
        ['j', keyWords.arrow],
      ]
}

export function renderWhy(state: LessonState, canvas: Canvas): string[] {
  const { paint } = canvas
  const { stage } = words
  const { result } = state.measured.variant
  if (result === null) return textLines(stage.pathPending, canvas)
  const { retention } = result.recording
  const main = findMainPath(retention)
  if (main === undefined)
    return [
      '',
      ...textLines(result.verdict.outcome === 'collected' ? stage.noPath : stage.pathUnknown, canvas),
    ]
  const { path } = main
  const notes = renderNotes(state, canvas)
  const cause =
    path.cause === null || result.verdict.outcome !== 'leaking'
      ? []
      : textLines(words.retention.describeCause(path.cause), canvas)
  const rows = canvas.rows - notes.length - cause.length - 4
  return [
    paint.bold(cut(cleanLine(stage.whyHeading, canvas.style), canvas.style.width, canvas.style)),
    '',
    ...renderPath(main, state.arrow, rows, canvas),
    '',
    ...cause,
    ...notes,
  ]
}

/** Two rows for each step: the arrow with the name of the reference, and the object. */
function renderPath(main: MainPath, chosen: number | null, rows: number, { paint, style }: Canvas): string[] {
  const { held, path } = main
  const end = words.retention.describeEnd(main)
  const [object, line, head] = style.unicode ? ['●', '│', '▼'] : ['o', '|', 'v']
  const last = path.steps.length - 1
  const from = Math.max(0, path.steps.length - Math.floor((rows + 1) / 2))
  const lines: string[] = []
  for (const [index, step] of path.steps.entries()) {
    if (index !== 0 && index < from) continue
    const isHolder = index === path.holder && index < last
    if (index > 0) {
      const skipped = index === from && from > 1 ? `${words.retention.describeOmittedSteps(from - 1)}, ` : ''
      const name = cleanLine(
        `${skipped}${words.retention.describeReference(step, index === path.holder + 1 && held > 1)}`,
        style,
      )
      const text = cut(`  ${index === last ? head : line}  ${name}`, style.width - 4, style)
      lines.push(index === chosen ? paint.lit(`${text} <`) : text)
    }
    const place = step.place === '' ? '' : `  ${step.place}`
    const mark =
      isHolder && held > 0 ? `  ${words.retention.describeHolds(held)}` : index === last ? `  ${end}` : ''
    const what = index === 0 ? words.retention.describeStep(step) : words.retention.describeObject(step)
    const text = cleanLine(`  ${object}  ${what}${place}`, style)
    const fitted = cut(text, style.width - widthOf(mark), style)
    lines.push(isHolder ? paint.bold(fitted) + paint.bad(mark) : fitted + mark)
  }
  return lines
}

function renderNotes(state: LessonState, canvas: Canvas): string[] {
  const { against } = state.content
  if (state.cutNothing) return textLines(words.stage.cannotCut, canvas)
  return against === null ? [] : textLines(words.stage.describeCut(against.name), canvas)
}
