// Why are objects still alive? Retaining paths with the GC root first, one step a line, and the holder marked.

import { growthOf } from '../../model/evidence.ts'
import type { Recording } from '../../model/recording.ts'
import type {
  OtherRecordedHolder,
  RecordedHolder,
  RetainingPath,
  RetainingStep,
  Retention,
  RetentionGroup,
} from '../../model/retention.ts'
import type { Evidence, Verdict } from '../../model/verdict.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'

/** @returns an empty string if no heap was inspected */
export function renderRetention(
  { retention }: Pick<Recording, 'retention'>,
  { evidence, outcome }: Pick<Verdict, 'evidence' | 'outcome'>,
  style: Style,
): string {
  if (retention === null) return ''
  const paint = painter(style)
  const { found, holders, problem, smaller } = retention
  // Objects that are kept in a bounded number have a holder too, but no cause needs to be fixed.
  const withoutCause = <T extends RecordedHolder | RetentionGroup>(item: T): T =>
    outcome === 'leaking' ? item : { ...item, path: { ...item.path, cause: null } }
  const lines: string[] = []
  if (found > 0 || holders.length === 0 || problem !== '')
    lines.push(paint.bold(renderSentence(words.retention.describeRetention(retention), style)))
  for (const group of retention.groups.map(withoutCause))
    lines.push(renderGroup(group, shareOf(group, retention, evidence), style))
  if (holders.length > 0)
    lines.push(paint.bold(renderSentence(words.retention.describeGrowing(retention), style)))
  const isOnly = holders.length === 1
  for (const holder of holders.map(withoutCause)) lines.push(renderHolder(holder, isOnly, style))
  if (smaller.count > 0) lines.push(wrap(words.retention.describeSmaller(smaller), style.width))
  return lines.join('\n')
}

/** The part of the whole growth that a group retains, from 0 to 1; undefined if nothing keeps growing. */
function shareOf(
  { retainedSize }: RetentionGroup,
  { steps }: Retention,
  evidence: readonly Evidence[],
): number | undefined {
  const grown = growthOf(evidence, ['rising']).bytesPerStep * steps
  return grown > 0 ? retainedSize / grown : undefined
}

function renderGroup(group: RetentionGroup, share: number | undefined, style: Style): string {
  return [
    renderSentence(words.retention.describeGroup(group, share), style),
    renderHeldPaths(group, style),
  ].join('\n')
}

/**
 * Renders the path of a group, and a path without its holder if there is one.
 * @param ids whether to print V8's id of each object
 */
export function renderHeldPaths(
  { count, direct, otherPath, path }: RetentionGroup,
  style: Style,
  ids = false,
): string {
  // If a single object is referenced, as the head of a list, it keeps the whole group alive.
  const held = direct === 1 ? count : direct
  const lines = [renderRetainingPath(path, held, style, ids)]
  if (otherPath !== null)
    lines.push(
      wrap(words.retention.otherPathHeading, style.width),
      renderRetainingPath(otherPath, 0, style, ids),
    )
  return lines.join('\n')
}

function renderHolder(holder: RecordedHolder, isOnly: boolean, style: Style): string {
  const sentence = renderSentence(words.retention.describeHolder(holder, isOnly), style)
  return [
    sentence,
    renderRetainingPath(holder.path, 0, style),
    ...renderOtherHolders(holder.others, style),
  ].join('\n')
}

/**
 * Renders the paths to other holders of the same.
 * @param ids whether to print V8's id of each object
 */
export function renderOtherHolders(
  others: readonly Pick<OtherRecordedHolder, 'path' | 'share'>[],
  style: Style,
  ids = false,
): string[] {
  return others.flatMap(({ path, share }) => [
    wrap(words.retention.describeOtherHolder(share), style.width),
    renderRetainingPath({ ...path, cause: null }, 0, style, ids),
  ])
}

/**
 * Renders one path.
 * @param held number of objects to print beside the holder; 0 prints nothing
 * @param ids whether to print V8's id of each object
 */
export function renderRetainingPath(path: RetainingPath, held: number, style: Style, ids = false): string {
  const paint = painter(style)
  const { arrow } = signs(style)
  const last = path.steps.length - 1
  const lines = path.steps.map((step, i) => {
    const begin = i === 0 ? '  ' : `  ${arrow} `
    const isOneOfMany = i === path.holder + 1 && held > 1
    const text = cleanLine(words.retention.describeStep(step, isOneOfMany), style)
    const id = ids ? `@${step.id} ` : ''
    const place = `${id}${cleanLine(step.place, style)}`.trimEnd()
    const mark = i === path.holder && i < last && held > 0 ? words.retention.describeHolds(held) : ''
    return renderStep(begin, text, step, place, mark, style)
  })
  const cause =
    path.cause === null
      ? []
      : [paint.bold(renderSentence(words.retention.describeCause(path.cause), style, '  '))]
  return [...lines, ...cause].join('\n')
}

function renderStep(
  begin: string,
  description: string,
  step: RetainingStep,
  place: string,
  mark: string,
  style: Style,
): string {
  const paint = painter(style)
  const { suspect } = signs(style)
  const main = cut(`${begin}${description}${words.retention.describeTimes(step)}`, style.width, style)
  const parts = [mark === '' ? main : paint.bold(main)]
  let width = widthOf(main)
  const asItIs = (text: string) => text
  for (const [text, color] of [
    [place === '' ? '' : `  ${place}`, asItIs],
    [mark === '' ? '' : `  ${suspect} ${mark}`, paint.bad],
  ] as const) {
    if (text === '') continue
    // A part that does not fit goes on a line of its own.
    if (width + widthOf(text) > style.width) {
      parts.push(`\n${color(cut(`    ${text.trim()}`, style.width, style))}`)
      width = style.width
    } else {
      parts.push(color(text))
      width += widthOf(text)
    }
  }
  return parts.join('')
}
