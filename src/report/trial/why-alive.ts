// Why are the survivors alive, on a few lines? One retaining path, with steps in its middle left out if it is long.
import type { Recording } from '../../model/recording.ts'
import { findMainPath, type RetainingPath, SHOWN_OTHER_HOLDERS } from '../../model/retention.ts'
import type { Verdict } from '../../model/verdict.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { isFold, thin } from '../terminal/thin-rows.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'
import { nameOfPlace } from './place.ts'

/** The text of a step is not cut to fewer columns to make room for its place. */
const narrowestStep = 24

/**
 * Renders the largest group, or else the holder that grows most.
 * @param max largest number of lines of the path, at least 5: its first step, the holder, its last, and two gaps
 * @returns an empty string if no heap was inspected
 */
export function renderWhyAlive(
  { retention }: Pick<Recording, 'retention'>,
  { outcome }: Pick<Verdict, 'outcome'>,
  max: number,
  style: Style,
): string {
  if (retention === null) return ''
  const paint = painter(style)
  const heading = paint.bold(renderSentence(words.retention.describeWhyAlive(retention), style))
  const main = findMainPath(retention)
  if (main === undefined) return heading
  const { held, path } = main
  const lines = [heading, ...renderPath(path, held, words.retention.describeEnd(main), max, style)]
  // Objects that are kept in a bounded number need no fix.
  if (path.cause !== null && outcome === 'leaking')
    lines.push(renderSentence(words.retention.describeCause(path.cause), style, '  '))
  const others = 'holder' in main.end ? main.end.holder.others : []
  for (const { path, share } of others.slice(0, SHOWN_OTHER_HOLDERS))
    lines.push(
      wrap(words.retention.describeOtherHolder(share), style.width),
      ...renderPath(path, 0, '', max, style),
    )
  for (const rest of words.retention.describeRest(retention)) lines.push(wrap(rest, style.width, '  '))
  return lines.join('\n')
}

/** One line for each step. The first, the holder and the last are always among them. */
function renderPath(path: RetainingPath, held: number, end: string, max: number, style: Style): string[] {
  const { arrow, ellipsis, suspect } = signs(style)
  const last = path.steps.length - 1
  const rows = path.steps.map((step, index) => ({
    step,
    index,
    stage: 0,
    delta: index === path.holder ? 1 : 0,
  }))
  return thin(rows, max).map(row => {
    if (isFold(row)) return `  ${ellipsis} ${words.retention.describeOmittedSteps(row.folded)} ${ellipsis}`
    const { step, index } = row
    const isHolder = index === path.holder && index < last && held > 0
    const begin = index === 0 ? '  ' : `  ${arrow} `
    const isOneOfMany = index === path.holder + 1 && held > 1
    // Where there is little room, the function that declares a variable is left out.
    const texts = [step, { ...step, scope: '' }].map(
      step =>
        begin +
        cleanLine(
          words.retention.describeStep(step, isOneOfMany) + words.retention.describeTimes(step),
          style,
        ),
    )
    const mark = isHolder ? `${suspect} ${words.retention.describeHolds(held)}` : index === last ? end : ''
    return renderStep(texts, step.place, mark, isHolder, style)
  })
}

/** @param texts the step in words, and a shorter text for little room */
function renderStep(
  texts: readonly string[],
  place: string,
  mark: string,
  isHolder: boolean,
  style: Style,
): string {
  const paint = painter(style)
  const where = place === '' ? '' : `  ${nameOfPlace(cleanLine(place, style))}`
  const tail = mark === '' ? '' : `  ${mark}`
  const room = style.width - widthOf(tail)
  const fits = (text: string) => widthOf(text) + widthOf(where) <= room
  const text = texts.find(fits) ?? texts.at(-1)!
  const hasPlace = fits(text) || room - widthOf(where) >= narrowestStep
  const main = cut(text, hasPlace ? room - widthOf(where) : room, style)
  return (isHolder ? paint.bold(main) : main) + (hasPlace ? where : '') + (isHolder ? paint.bad(tail) : tail)
}
