// What happened in the trial of one variant, in full? Every kind of round, callback, note and output, and all of the evidence.
import type { Output, Recording } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import { clean, cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { markOf } from '../terminal/mark.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { words } from '../words/words.ts'
import { failureFrames } from './frames.ts'
import { renderRegistryDetails } from './registries.ts'
import { renderRetention } from './retention.ts'
import { renderRounds } from './rounds.ts'
import { renderFinalizers, renderNotes } from './timeline.ts'

const maxPrintedLines = 3
const maxFrames = 3

/** Renders one trial with `--details`; without a line break at the end. */
export function renderDetails(result: Result, style: Style): string {
  const { recording } = result
  return [
    renderHeading(recording, style),
    renderRounds(recording, style),
    renderRegistryDetails(recording, style),
    renderFinalizers(recording, style),
    renderNotes(recording, style),
    renderPrinted('stdout', recording.stdout, style),
    renderPrinted('stderr', recording.stderr, style),
    renderRetention(recording, result.verdict, style),
    renderVerdict(result, style),
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

function renderHeading({ subject }: Recording, style: Style): string {
  const paint = painter(style)
  const name =
    subject.variant === subject.title && subject.runtime === null
      ? subject.title
      : `${subject.title} ${signs(style).dot} ${words.names.nameVariant(subject)}`
  return [
    paint.bold(renderSentence(name, style)),
    renderSentence(words.claims.describeClaim(subject), style),
  ].join('\n')
}

/** A few lines of what the scenario printed: the beginning of stdout, the end of stderr. */
export function renderPrinted(where: 'stdout' | 'stderr', { bytes, text }: Output, style: Style): string {
  if (bytes === 0) return ''
  const lines = clean(text, style)
    .split('\n')
    .map(line => line.trimEnd())
    .filter(line => line !== '')
  const shown = where === 'stdout' ? lines.slice(0, maxPrintedLines) : lines.slice(-maxPrintedLines)
  const indented = shown.map(line => cut(`  ${line}`, style.width, style))
  const more = `  ${signs(style).ellipsis}`
  if (shown.length < lines.length && where === 'stdout') indented.push(more)
  if (shown.length < lines.length && where === 'stderr') indented.unshift(more)
  return [words.timeline.describePrinted(where, bytes), ...indented].join('\n')
}

function renderVerdict(result: Result, style: Style): string {
  const { recording, verdict, retries } = result
  const { outcome } = verdict
  const paint = painter(style)
  const word = words.headline.outcomeWords[outcome].toUpperCase()
  const sentence = cleanLine(words.headline.describeHeadline(result).sentence, style)
  const [first, ...rest] = wrap(sentence, style.width, ' '.repeat(widthOf(word) + 2)).split('\n')
  const bullet = (text: string) => renderSentence(text, style, `  ${signs(style).bullet} `)
  const caveat = (text: string) => renderSentence(text, style, '  ! ')
  const advice = (text: string) => wrap(words.summary.describeNext(text), style.width, '  ')
  const { sign, role } = markOf(result, style)

  const lines = [`${paint[outcome](word)}  ${paint.bold(first!.trimStart())}`, ...rest.map(paint.bold)]
  if (outcome === 'failed') {
    lines.push(...failureFrames(recording, style, maxFrames).map(frame => `  at ${frame}`))
    lines.push(...verdict.caveats.map(words.caveats.describeCaveat).map(caveat))
    lines.push(advice(words.advice.describeAdvice(result)))
  } else {
    lines.push(
      ...words.evidence.describeEvidence(verdict).map(bullet),
      ...verdict.caveats.map(words.caveats.describeCaveat).map(caveat),
    )
    lines.push(...words.tolerance.describeToleranceUses(verdict).map(bullet))
    if (retries > 0) lines.push(caveat(words.caveats.describeRetries(retries)))
    if (verdict.claimMet === null) lines.push(advice(words.advice.describeAdvice(result)))
  }
  lines.push(
    paint[role](wrap(words.claims.describeClaimMet(verdict, recording.subject), style.width, `${sign} `)),
  )
  const tolerate = words.tolerance.adviseToTolerate(result)
  if (tolerate !== undefined) lines.push(wrap(tolerate, style.width, '  '))
  return lines.join('\n')
}
