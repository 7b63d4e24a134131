// Why are they alive? The retaining path as a picture: objects below one another, with an arrow for each reference.
import type { ShownPath } from '../../model/retention.ts'
import { cleanLine } from '../../report/terminal/clean.ts'
import { cut } from '../../report/terminal/cut.ts'
import { widthOf } from '../../report/terminal/width.ts'
import { nameOfPlace } from '../../report/trial/place.ts'
import { words } from '../../report/words/words.ts'
import { type LessonState, pathsOf } from '../lesson/state.ts'
import { type Canvas, type KeyHint, textLines } from './frame.ts'

/** The keys of the picture: none for other paths or arrows where there are none. */
export function whyKeys(state: LessonState): KeyHint[] {
  const { keyWords } = words.stage
  return [
    ...(pathsOf(state).length > 1 ? [['o', keyWords.otherPath] as const] : []),
    ...(state.arrow === null ? [] : [['x', keyWords.cut] as const, ['j', keyWords.arrow] as const]),
  ]
}

export function renderWhy(state: LessonState, canvas: Canvas): string[] {
  const { paint } = canvas
  const { stage } = words
  const { result } = state.measured.variant
  if (result === null) return textLines(stage.pathPending, canvas)
  const shown = pathsOf(state)[state.shownPath]
  if (shown === undefined)
    return [
      '',
      ...textLines(result.verdict.outcome === 'collected' ? stage.noPath : stage.pathUnknown, canvas),
    ]
  const { path } = shown
  const heading = textLines(words.retention.describeShownPath(shown), canvas)
  const notes = renderNotes(state, shown, canvas)
  const cause =
    path.cause === null || shown.kind === 'same' || result.verdict.outcome !== 'leaking'
      ? []
      : textLines(words.retention.describeCause(path.cause), canvas)
  const rows = canvas.rows - heading.length - notes.length - cause.length - 2
  return [
    ...heading.map(line => paint.bold(line)),
    '',
    ...renderPath(shown, state.arrow, rows, canvas),
    '',
    ...cause,
    ...notes,
  ]
}

/** Two rows for each step: the arrow with the name of the reference, and the object. */
function renderPath(
  shown: ShownPath,
  chosen: number | null,
  rows: number,
  { paint, style }: Canvas,
): string[] {
  const { held, path } = shown
  const end = shown.end === null ? '' : words.retention.describeEnd(shown)
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
    const mark =
      isHolder && held > 0
        ? `  ${words.retention.describeHolds(held)}`
        : index === last && end !== ''
          ? `  ${end}`
          : ''
    const what =
      index === 0
        ? words.retention.describeStep(step)
        : words.retention.describeObject(step) + words.retention.describeTimes(step)
    const room = style.width - widthOf(mark)
    // Where there is little room, the folders of the file are left out, or the place.
    const texts = [step.place, nameOfPlace(step.place), ''].map(place =>
      cleanLine(`  ${object}  ${what}${place === '' ? '' : `  ${place}`}`, style),
    )
    const fitted = cut(texts.find(text => widthOf(text) <= room) ?? texts.at(-1)!, room, style)
    lines.push(isHolder ? paint.bold(fitted) + paint.bad(mark) : fitted + mark)
  }
  return lines
}

function renderNotes(state: LessonState, shown: ShownPath, canvas: Canvas): string[] {
  const { against } = state.content
  const { stage } = words
  const paths = pathsOf(state).length
  const sentences = [
    ...(shown.kind === 'same' ? [words.retention.describeCutOfOne(shown.share)] : []),
    ...(paths > 1 ? [stage.describePathNumber(state.shownPath + 1, paths)] : []),
    ...(state.cutNothing ? [stage.cannotCut] : []),
    ...(against === null || state.arrow === null || state.cutNothing
      ? []
      : [stage.describeCut(against.name)]),
  ]
  return sentences.flatMap(sentence => textLines(sentence, canvas))
}
