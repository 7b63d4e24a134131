// Do all claims hold? One line for each trial as it ends, and what came of all of them.
import type { Report, Result, Unloaded } from '../../model/report.ts'
import type { Verdict } from '../../model/verdict.ts'
import { markOf } from '../terminal/mark.ts'
import { painter, type Style, signs } from '../terminal/style.ts'
import { clean, cleanLine, cut, padEnd, padStart, shellWord, widthOf, wrap } from '../terminal/text.ts'
import { findUnused } from '../trial/unused-tolerances.ts'
import { formatMs } from '../words/numbers.ts'
import { tellRetentionEvidence } from '../words/retention.ts'
import { adviseToTolerate, tellAllowances, tellTolerated, tellUnused } from '../words/tolerance.ts'
import {
  adviseOnLoading,
  outcomeWords,
  plural,
  tellAdvice,
  tellClaimMet,
  tellHeadline,
  tellNotRun,
} from '../words/wording.ts'

const verdictWidth = 'inconclusive'.length
const figureWidth = 'keeps 140.8 kB'.length
const durationWidth = '999 ms'.length
const maxFrames = 3
const gap = '  '

/** One line: mark, scenario, variant, verdict, figure, duration. The least telling go when room is short. */
export function renderCheckLine(result: Result, style: Style): string {
  const { recording, verdict } = result
  const { width } = style
  const paint = painter(style)
  const { sign, role } = markOf(result, style)
  const word = outcomeWords[verdict.outcome]
  const columns = [paint[verdict.outcome](word) + ' '.repeat(verdictWidth - word.length)]
  if (width >= 60) {
    const short = cut(cleanLine(tellHeadline(result).short, style), figureWidth, style)
    columns.push(padEnd(short, figureWidth))
  }
  if (width >= 50) columns.push(paint.dim(padStart(formatMs(recording.durationMs), durationWidth)))
  const tail = columns.join(gap)
  const room = width - widthOf(`${sign} ${gap}${tail}`)
  return `${paint[role](sign)} ${padEnd(fitName(result, room, style), room)}${gap}${tail}`.trimEnd()
}

/** Where little more than the scenario would be left of both names, the variant alone says more. The runtime stays. */
function fitName(result: Result, room: number, style: Style): string {
  const { slug, variant, runtime } = result.recording.subject
  const tail = runtime === null ? '' : `, ${runtime}`
  const left = room - widthOf(tail)
  const name = cleanLine(nameSubject(result, style), style)
  const saysBoth = widthOf(name) <= left || widthOf(slug) + 18 <= left
  return cut(saysBoth ? name : cleanLine(variant, style), left, style) + tail
}

/** How many claims are met, and each trial that gives reason to look again, with what to try. */
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

  const good = those(({ verdict }) => verdict.claimMet === true).length
  const again = those(({ retries }) => retries > 0).length
  const counts = [`${plural(good, 'claim')} met${tellTolerated(tolerated.length)}`]
  if (refutedResults.length > 0) counts.push(`${refutedResults.length} refuted`)
  if (failed.length > 0) counts.push(`${failed.length} failed`)
  if (unclear.length > 0) counts.push(`${unclear.length} inconclusive`)
  if (unloaded.length > 0) counts.push(`${plural(unloaded.length, 'file')} not loaded`)
  if (notRun.length > 0) counts.push(tellNotRun(notRun.length))
  if (again > 0) counts.push(`${again} tried again`)
  const scenarios = new Set(results.map(({ recording }) => recording.subject.scenario)).size
  const counted = `${plural(results.length, 'variant')} of ${plural(scenarios, 'scenario')}: ${counts.join(', ')}`
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
  const { recording, verdict } = result
  const { sign, role } = markOf(result, style)
  const paint = painter(style)
  const { sentence } = tellHeadline(result)
  const subject = recording.subject
  const told = verdict.claimMet === null ? sentence : `${tellClaimMet(verdict, subject)} (${sentence})`
  const indent = ' '.repeat(widthOf(sign) + 1)
  return [
    paint[role](wrap(nameOf(result, style), style.width, `${sign} `)),
    wrap(cleanLine(told, style), style.width, indent),
    ...verdict.evidence
      .filter(piece => piece.kind === 'retention')
      .map(piece => wrap(cleanLine(tellRetentionEvidence(piece), style), style.width, indent)),
    ...tellAllowances(verdict).map(line => wrap(cleanLine(line, style), style.width, indent)),
    ...adviceOn(result, style, indent),
  ].join('\n')
}

function adviceOn(result: Result, style: Style, indent: string): string[] {
  const { claimMet } = result.verdict
  if (claimMet === true) return []
  if (claimMet === null) return [wrap(`Try: ${tellAdvice(result)}`, style.width, indent)]
  const tolerate = adviseToTolerate(result)
  // A command is not wrapped: it is there to be copied.
  return [
    `${indent}Try: ${runCommand(result, style)}`,
    ...(tolerate === undefined ? [] : [wrap(tolerate, style.width, indent)]),
  ]
}

function isTolerated({ allowances = [] }: Verdict): boolean {
  return allowances.some(({ use }) => use === 'granted')
}

/** Budgets and acceptances that nothing needed, a line each; an empty string when there are none. */
export function renderUnused(results: readonly Result[], style: Style): string {
  return findUnused(results)
    .map(({ result, use, isShared }) => {
      const name = isShared ? cleanLine(result.recording.subject.slug, style) : nameOf(result, style)
      return `${name}: ${cleanLine(tellUnused(use), style)}`
    })
    .map(line => wrap(line, style.width, '! '))
    .join('\n')
}

/** What a shell takes as it stands. */
function runCommand({ recording: { subject } }: Result, style: Style): string {
  const variant = subject.stated ? ` --variant ${shellWord(cleanLine(subject.variant, style))}` : ''
  return `leaklab run ${shellWord(cleanLine(subject.scenario, style))}${variant}`
}

/** Scenario files that could not be loaded: which, why, where. */
export function renderUnloaded(unloaded: Unloaded | readonly Unloaded[], style: Style): string {
  const all: readonly Unloaded[] = 'scenario' in unloaded ? [unloaded] : unloaded
  const paint = painter(style)
  const { refuted } = signs(style)
  const indent = ' '.repeat(widthOf(refuted) + 1)
  return all
    .map(({ scenario, problem, stack }) => {
      const frames = clean(stack, style)
        .split('\n')
        .filter(line => /^\s*at /.test(line) && !/\bnode:|[\\/]harness[\\/]/.test(line))
        .slice(0, maxFrames)
        .map(line => paint.dim(`${indent}${line.trim().replace('file://', '')}`))
      // What stands below the first line is code and a pointer into it: it stays as it is.
      const [sentence = '', ...code] = clean(problem, style).split('\n')
      const place = code
        .slice(0, maxFrames)
        .map(line => cut(`${indent}${line}`.trimEnd(), style.width, style))
      return [
        paint.bad(wrap(cleanLine(scenario, style), style.width, `${refuted} `)),
        wrap(sentence, style.width, indent),
        ...place.filter(line => line !== ''),
        ...frames,
        wrap(`Try: ${adviseOnLoading(problem)}`, style.width, indent),
      ].join('\n')
    })
    .join('\n\n')
}

function nameOf(result: Result, style: Style): string {
  const { runtime } = result.recording.subject
  return cleanLine(`${nameSubject(result, style)}${runtime === null ? '' : `, ${runtime}`}`, style)
}

function nameSubject({ recording: { subject } }: Result, style: Style): string {
  const { slug, variant } = subject
  return variant === slug ? slug : `${slug} ${signs(style).dot} ${variant}`
}
