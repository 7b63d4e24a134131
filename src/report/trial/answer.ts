// What is the verdict, and what supports it most? One line that stands out, a little evidence, and every caveat.
import type { Result } from '../../model/report.ts'
import { cut } from '../terminal/cut.ts'
import { markOf } from '../terminal/mark.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { widthOf } from '../terminal/width.ts'
import { words } from '../words/words.ts'
import { failureFrames } from './frames.ts'

const maxFrames = 3

/** @param max largest number of pieces of evidence */
export function renderAnswer(result: Result, max: number, style: Style): string {
  const { recording, verdict, retries } = result
  const line = (begin: string) => (text: string) => renderSentence(text, style, begin)
  const bullet = line(`  ${signs(style).bullet} `)
  const caveat = line('  ! ')
  const caveats = [
    ...verdict.caveats.map(words.caveats.describeCaveatBriefly),
    ...(retries > 0 ? [words.caveats.describeRetries(retries)] : []),
  ].map(caveat)
  const tolerate = words.tolerance.adviseToTolerate(result)
  const support =
    verdict.outcome === 'failed'
      ? failureFrames(recording, style, maxFrames).map(frame => `  at ${frame}`)
      : [
          ...words.evidence.describeMainEvidence(verdict).slice(0, max),
          ...words.tolerance.describeToleranceUses(verdict),
        ].map(bullet)
  return [
    renderVerdict(result, style),
    ...support,
    ...caveats,
    ...(verdict.claimMet === null
      ? [line('  ')(words.summary.describeNext(words.advice.describeAdvice(result)))]
      : []),
    ...(tolerate === undefined ? [] : [line('  ')(tolerate)]),
  ].join('\n')
}

/** The outcome in capitals, the verdict in a sentence, and whether the claim is met. */
function renderVerdict(result: Result, style: Style): string {
  const { recording, verdict } = result
  const paint = painter(style)
  const word = words.headline.outcomeWords[verdict.outcome].toUpperCase()
  const indent = ' '.repeat(widthOf(word) + 2)
  const answer = words.claims.describeClaimAnswer(verdict, recording.subject)
  const { sign, role } = markOf(result, style)
  const mark = answer === '' ? '' : cut(`${sign} ${answer}`, style.width - widthOf(indent), style)
  const sentence = renderSentence(words.headline.describeVerdict(result), style, indent).slice(indent.length)
  const text = `${paint[verdict.outcome](word)}  ${sentence.split('\n').map(paint.bold).join('\n')}`
  if (mark === '') return text
  const isOneLine = !sentence.includes('\n')
  const fits = isOneLine && widthOf(indent) + widthOf(sentence) + 2 + widthOf(mark) <= style.width
  return `${text}${fits ? '  ' : `\n${indent}`}${paint.bold(paint[role](mark))}`
}
