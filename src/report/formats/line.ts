// The output of `check`: a line for each trial as it ends, then a summary.

import { isTolerated } from '../../model/evidence.ts'
import type { Subject } from '../../model/recording.ts'
import type { Report, Result } from '../../model/report.ts'
import { type RetainingPath, SHOWN_OTHER_HOLDERS } from '../../model/retention.ts'
import { cleanLine } from '../terminal/clean.ts'
import { cut } from '../terminal/cut.ts'
import { markOf } from '../terminal/mark.ts'
import { renderSentence } from '../terminal/sentence.ts'
import { shellWord } from '../terminal/shell-word.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { padEnd, padStart, widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { failureFrames } from '../trial/frames.ts'
import { renderHeldPaths, renderOtherHolders, renderRetainingPath } from '../trial/retention.ts'
import { renderUnloaded } from '../trial/unloaded.ts'
import { renderUnused } from '../trial/unused-tolerances.ts'
import { words } from '../words/words.ts'
import { type Format, writeMatrix } from './format.ts'

const gap = '  '

/**
 * One line: mark, scenario, variant, what was expected and found, figure, duration. Sign and color say whether the claim is
 * met, not whether it leaks. In a narrow terminal the duration is dropped and the answer is short.
 * @param longestName columns of the longest name in the report: the figure is shown where that fits beside it
 */
export function renderCheckLine(
  result: Result,
  style: Style,
  longestName = widthOf(nameOf(result.recording.subject, style)),
): string {
  const { recording, verdict } = result
  const { width } = style
  const { widest } = words.summary
  const paint = painter(style)
  const { sign, role } = markOf(result, style)
  const [answer, answerColumns] =
    width >= 72
      ? [words.expectation.describeExpectation(verdict, recording.subject), widthOf(widest.answer)]
      : [words.expectation.describeShortExpectation(verdict), widthOf(widest.shortAnswer)]
  const expectation = paint[role](answer) + padEnd('', answerColumns - widthOf(answer))
  const duration =
    width >= 50 ? [padStart(words.numbers.formatMs(recording.durationMs), widthOf(widest.duration))] : []
  const head = `${sign} ${gap}`
  const figureWidth = widthOf(widest.figure)
  const roomBesideFigure = width - widthOf(head + [expectation, '', ...duration].join(gap)) - figureWidth
  const figure =
    roomBesideFigure >= longestName ? [padEnd(describeFigure(result, figureWidth, style), figureWidth)] : []
  const tail = [expectation, ...figure, ...duration].join(gap)
  const room = width - widthOf(head + tail)
  return `${paint[role](sign)} ${padEnd(fitName(result, room, style), room)}${gap}${tail}`.trimEnd()
}

function describeFigure(result: Result, width: number, style: Style): string {
  return cut(cleanLine(words.headline.describeHeadline(result).short, style), width, style)
}

/** The name of a trial, with its runtime. */
function nameOf({ slug, variant, runtime }: Subject, style: Style): string {
  const tail = describeRuntime(runtime, style)
  return cleanLine(words.names.nameTrial({ slug, variant, runtime: null }, signs(style).dot), style) + tail
}

/** What a name ends in, if its variant is run with several runtimes. */
function describeRuntime(runtime: Subject['runtime'], style: Style): string {
  return runtime === null ? '' : `, ${cleanLine(runtime, style)}`
}

/**
 * The name of the trial. If the variant would be cut to fewer than 18 columns, the scenario is left out. The runtime is
 * always kept.
 */
function fitName({ recording: { subject } }: Result, room: number, style: Style): string {
  const { slug, variant, runtime } = subject
  const name = nameOf(subject, style)
  const tail = describeRuntime(runtime, style)
  const left = room - widthOf(tail)
  const saysBoth = widthOf(name) <= room || widthOf(slug) + 18 <= left
  return (
    cut(saysBoth ? name.slice(0, name.length - tail.length) : cleanLine(variant, style), left, style) + tail
  )
}

/** Each trial whose claim is not met or only tolerated, with what to try; then how many claims are met. */
export function renderSummary(report: Report, style: Style): string {
  const { results, unloaded, notRun } = report
  const paint = painter(style)
  const { met, refuted, unknown } = signs(style)
  const those = (test: (result: Result) => boolean) => results.filter(test)
  const refutedResults = those(({ verdict }) => verdict.claimMet === false)
  const failed = those(({ verdict }) => verdict.outcome === 'failed')
  const unclear = those(({ verdict: { claimMet, outcome } }) => claimMet === null && outcome !== 'failed')

  const sections: string[] = []
  const tolerated = those(({ verdict }) => isTolerated(verdict))
  for (const result of [...refutedResults, ...failed, ...unclear, ...tolerated])
    sections.push(renderConcern(result, style))
  if (unloaded.length > 0) sections.push(renderUnloaded(unloaded, style))

  const unused = renderUnused(results, style)
  if (unused !== '') sections.push(unused)

  const counted = words.summary.describeCounts({
    variants: results.length,
    scenarios: new Set(results.map(({ recording }) => recording.subject.scenario)).size,
    met: those(({ verdict }) => verdict.claimMet === true).length,
    tolerated: tolerated.length,
    refuted: refutedResults.length,
    failed: failed.length,
    inconclusive: unclear.length,
    unloaded: unloaded.length,
    notRun: notRun.length,
    retried: those(({ retries }) => retries > 0).length,
  })
  const wrong = refutedResults.length + failed.length + unloaded.length > 0
  const [sign, role] = wrong
    ? ([refuted, paint.bad] as const)
    : unclear.length > 0
      ? ([unknown, paint.inconclusive] as const)
      : ([met, paint.good] as const)
  sections.push(role(wrap(counted, style.width, `${sign} `)))
  return sections.join('\n\n')
}

function renderConcern(result: Result, style: Style): string {
  const { sign, role } = markOf(result, style)
  const name = cleanLine(words.names.nameTrial(result.recording.subject, signs(style).dot), style)
  const indent = ' '.repeat(widthOf(sign) + 1)
  const lines = result.verdict.claimMet
    ? tolerationOf(result, indent, style)
    : failureOf(result, indent, style)
  return [painter(style)[role](wrap(name, style.width, `${sign} `)), ...lines].join('\n')
}

/** Which budget or acceptance made the claim count as met. */
function tolerationOf(result: Result, indent: string, style: Style): string[] {
  const { recording, verdict } = result
  const claim = words.summary.describeWithVerdict(
    words.claims.describeClaimMet(verdict, recording.subject),
    words.headline.describeHeadline(result).sentence,
  )
  return [claim, ...words.tolerance.describeToleranceUses(verdict)].map(text =>
    renderSentence(text, style, indent),
  )
}

/** What happened, where, why it is alive, and what to try, in this order. */
function failureOf(result: Result, indent: string, style: Style): string[] {
  const { recording, verdict } = result
  const line = (text: string) => renderSentence(text, style, indent)
  const { sentence } = words.headline.describeHeadline(result)
  const what =
    verdict.claimMet === null
      ? sentence
      : words.summary.describeWithVerdict(
          words.expectation.describeExpectation(verdict, recording.subject),
          sentence,
        ) + words.tolerance.describeRefused(verdict)
  return [
    line(words.summary.describeWhat(what)),
    ...words.tolerance.describeToleranceUses(verdict).map(line),
    line(words.summary.describeWhere(recording.subject.scenario, placeOf(result, style))),
    ...verdict.evidence
      .filter(piece => piece.kind === 'retention')
      .map(piece => line(words.summary.describeWhy(words.retention.describeRetentionEvidence(piece)))),
    ...(isUnexplained(result)
      ? [line(words.summary.describeWhy(words.retention.describeRetention(recording.retention!)))]
      : []),
    ...renderWhyAlive(result, indent, style),
    ...adviceOn(result, style, indent),
  ]
}

/** Where it failed, or where the objects that stay alive were watched; empty if that is not known. */
function placeOf({ recording, verdict }: Result, style: Style): string {
  const [frame] = failureFrames(recording, style, 1)
  return (verdict.outcome === 'failed' ? frame : recording.retention?.groups[0]?.place) ?? ''
}

/** Whether the heap was inspected, and nothing was found that holds what leaks. */
function isUnexplained({ recording: { retention }, verdict }: Result): boolean {
  return verdict.outcome === 'leaking' && retention?.groups.length === 0 && retention.holders.length === 0
}

/** The retaining path of the largest group of survivors, or of what grows most. */
function renderWhyAlive({ recording, verdict }: Result, indent: string, style: Style): string[] {
  const { groups = [], holders = [] } = recording.retention ?? {}
  if (verdict.claimMet !== false || verdict.outcome === 'collected') return []
  const inner = { ...style, width: style.width - indent.length }
  // What is kept in a bounded number has a holder too, but no cause that needs to be fixed.
  const shown = (path: RetainingPath) => (verdict.outcome === 'leaking' ? path : { ...path, cause: null })
  const [group] = groups
  const [holder] = holders
  const path =
    group !== undefined
      ? renderHeldPaths({ ...group, path: shown(group.path) }, inner)
      : holder !== undefined
        ? [
            renderRetainingPath(shown(holder.path), 0, inner),
            ...renderOtherHolders(holder.others.slice(0, SHOWN_OTHER_HOLDERS), inner),
          ].join('\n')
        : ''
  return path === '' ? [] : path.split('\n').map(line => indent + line)
}

function adviceOn(result: Result, style: Style, indent: string): string[] {
  const line = (text: string) => renderSentence(text, style, indent)
  if (result.verdict.claimMet === null)
    return [line(words.summary.describeNext(words.advice.describeAdvice(result)))]
  const tolerate = words.tolerance.adviseToTolerate(result)
  // A command is not wrapped, so that it can be copied.
  return [
    indent + words.summary.describeNext(runCommand(result, style)),
    ...(tolerate === undefined ? [] : [line(tolerate)]),
  ]
}

/** A command that can be pasted into a shell. */
function runCommand({ recording: { subject } }: Result, style: Style): string {
  const variant = subject.stated ? ` --variant ${shellWord(cleanLine(subject.variant, style))}` : ''
  return `leaklab run ${shellWord(cleanLine(subject.scenario, style))}${variant}`
}

export const lineFormat: Format = {
  isForPeople: true,
  namesUnloaded: true,
  endReads: 'verdicts',
  create: (write, style) => {
    let longestName: number | undefined
    return {
      expect(added) {
        longestName = Math.max(longestName ?? 0, ...added.map(subject => widthOf(nameOf(subject, style))))
      },
      result: (_, result) => write(renderCheckLine(result, style, longestName)),
      end(report) {
        writeMatrix(report, write, style)
        const summary = renderSummary(report, style)
        // Air between the lines and the first of several sections.
        write(summary.includes('\n\n') ? `\n${summary}` : summary)
      },
    }
  },
}
