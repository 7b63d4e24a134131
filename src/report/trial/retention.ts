// What holds the survivors? Retaining paths, GC root first, one step a line, the holder marked.
import type { Recording } from '../../model/recording.ts'
import type {
  RecordedHolder,
  RetainingPath,
  RetainingStep,
  Retention,
  RetentionGroup,
} from '../../model/retention.ts'
import { type Evidence, growthOf, type Verdict } from '../../model/verdict.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import {
  describeCause,
  describeGroup,
  describeGrowing,
  describeHolder,
  describeHolds,
  describeRetention,
  describeSmaller,
  describeStep,
  describeTimes,
  otherPathHeading,
} from '../words/retention.ts'

/** @returns nothing when nobody looked, or nothing survived */
export function renderRetention(
  { retention }: Pick<Recording, 'retention'>,
  { evidence, outcome }: Pick<Verdict, 'evidence' | 'outcome'>,
  style: Style,
): string {
  if (retention === null) return ''
  const paint = painter(style)
  const { found, holders, problem, smaller } = retention
  // What is bounded has a holder too, and nobody is to blame for it.
  const blameless = <T extends RecordedHolder | RetentionGroup>(told: T): T =>
    outcome === 'leaking' ? told : { ...told, path: { ...told.path, cause: null } }
  const lines: string[] = []
  if (found > 0 || holders.length === 0 || problem !== '')
    lines.push(paint.bold(wrap(describeRetention(retention), style.width)))
  for (const group of retention.groups.map(blameless))
    lines.push(renderGroup(group, shareOf(group, retention, evidence), style))
  if (holders.length > 0) lines.push(paint.bold(wrap(describeGrowing(retention), style.width)))
  for (const holder of holders.map(blameless)) lines.push(renderHolder(holder, style))
  if (smaller.count > 0) lines.push(wrap(describeSmaller(smaller), style.width))
  return lines.join('\n')
}

/** What a group retains of all that grew while it did; undefined where nothing keeps growing. */
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
    wrap(cleanLine(describeGroup(group, share), style), style.width),
    renderHeldPaths(group, style),
  ].join('\n')
}

/** The path of a group, and the one that does without its holder. */
export function renderHeldPaths(
  { count, direct, otherPath, path }: RetentionGroup,
  style: Style,
  ids = false,
): string {
  // One that holds all of the others: a list, a chain of causes.
  const held = direct === 1 ? count : direct
  const lines = [renderRetainingPath(path, held, style, ids)]
  if (otherPath !== null)
    lines.push(wrap(otherPathHeading, style.width), renderRetainingPath(otherPath, 0, style, ids))
  return lines.join('\n')
}

function renderHolder(holder: RecordedHolder, style: Style): string {
  const sentence = wrap(cleanLine(describeHolder(holder), style), style.width)
  return [sentence, renderRetainingPath(holder.path, 0, style)].join('\n')
}

/**
 * Renders one path; what a holder holds stands beside it.
 * @param ids whether to tell V8's id of each step
 */
export function renderRetainingPath(path: RetainingPath, held: number, style: Style, ids = false): string {
  const paint = painter(style)
  const { arrow } = signs(style)
  const last = path.steps.length - 1
  const lines = path.steps.map((step, i) => {
    const begin = i === 0 ? '  ' : `  ${arrow} `
    const isOneOfMany = i === path.holder + 1 && held > 1
    const words = cleanLine(describeStep(step, isOneOfMany), style)
    const id = ids ? `@${step.id} ` : ''
    const place = `${id}${cleanLine(step.place, style)}`.trimEnd()
    const mark = i === path.holder && i < last && held > 0 ? describeHolds(held) : ''
    return renderStep(begin, words, step, place, mark, style)
  })
  const cause = path.cause === null ? [] : [paint.bold(wrap(describeCause(path.cause), style.width, '  '))]
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
  const main = cut(`${begin}${words}${describeTimes(step)}`, style.width, style)
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
