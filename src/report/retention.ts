// What holds the survivors? Retaining paths, GC root first, one step a line, the holder marked.
import type { Recording } from '../model/recording.ts'
import type { GrowingThing, RetainingPath, RetainingStep, RetentionGroup } from '../model/retention.ts'
import {
  tellCause,
  tellGroup,
  tellGrowing,
  tellHolder,
  tellHolds,
  tellRetention,
  tellStep,
  tellTimes,
} from './retention-wording.ts'
import { painter, type Style, signs } from './style.ts'
import { cleanLine, cut, widthOf, wrap } from './text.ts'

/** @returns nothing when nobody looked, or nothing survived */
export function renderRetention({ retention }: Recording, style: Style): string {
  if (retention === null) return ''
  const paint = painter(style)
  const { found, holders, problem } = retention
  const lines: string[] = []
  if (found > 0 || holders.length === 0 || problem !== '')
    lines.push(paint.bold(wrap(tellRetention(retention), style.width)))
  for (const group of retention.groups) lines.push(renderGroup(group, style))
  if (holders.length > 0) lines.push(paint.bold(wrap(tellGrowing(retention), style.width)))
  for (const holder of holders) lines.push(renderHolder(holder, style))
  return lines.join('\n')
}

function renderGroup(group: RetentionGroup, style: Style): string {
  const sentence = wrap(cleanLine(tellGroup(group), style), style.width)
  return [sentence, renderPath(group.path, group.direct, style)].join('\n')
}

function renderHolder(holder: GrowingThing, style: Style): string {
  const sentence = wrap(cleanLine(tellHolder(holder), style), style.width)
  return [sentence, renderPath(holder.path, 0, style)].join('\n')
}

/** Renders one path; what a holder holds stands beside it. */
function renderPath(path: RetainingPath, held: number, style: Style): string {
  const paint = painter(style)
  const { arrow } = signs(style)
  const last = path.steps.length - 1
  const lines = path.steps.map((step, i) => {
    const begin = i === 0 ? '  ' : `  ${arrow} `
    const isOneOfMany = i === path.holder + 1 && held > 1
    const words = cleanLine(tellStep(step, isOneOfMany), style)
    const place = cleanLine(step.place, style)
    const mark = i === path.holder && i < last ? tellHolds(held) : ''
    return renderStep(begin, words, step, place, mark, style)
  })
  const cause = path.cause === null ? [] : [paint.bold(wrap(tellCause(path.cause), style.width, '  '))]
  return [...lines, ...cause].join('\n')
}

function renderStep(
  begin: string,
  words: string,
  step: RetainingStep,
  place: string,
  mark: string,
  style: Style,
): string {
  const paint = painter(style)
  const { suspect } = signs(style)
  const main = cut(`${begin}${words}${tellTimes(step)}`, style.width, style)
  const parts = [mark === '' ? main : paint.bold(main)]
  let width = widthOf(main)
  for (const [text, role] of [
    [place === '' ? '' : `  ${place}`, 'dim'],
    [mark === '' ? '' : `  ${suspect} ${mark}`, 'bad'],
  ] as const) {
    if (text === '') continue
    // What does not fit stands on a line of its own.
    if (width + widthOf(text) > style.width) {
      parts.push(`\n${paint[role](cut(`    ${text.trim()}`, style.width, style))}`)
      width = style.width
    } else {
      parts.push(paint[role](text))
      width += widthOf(text)
    }
  }
  return parts.join('')
}
