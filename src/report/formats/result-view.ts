// What do the formats for machines show of one result? A name, a status, a sentence and its evidence, in plain text.

import { findEvidence } from '../../model/evidence.ts'
import type { NotRun, Report, Result, Unloaded } from '../../model/report.ts'
import { clean, cleanLine } from '../terminal/clean.ts'
import { findUnused } from '../trial/unused-tolerances.ts'
import { words } from '../words/words.ts'

/** `broken`: the trial failed, or the file could not be loaded. `skipped`: it was not run because of `--bail`. */
export type Status = 'met' | 'refuted' | 'broken' | 'inconclusive' | 'skipped'

export interface ResultView {
  /** `caches/strong-cache › unbounded Map`. */
  name: string
  /** `caches/strong-cache`, or the path of a user's file. */
  scenario: string
  /** Empty for a file that could not be loaded, and for a variant with the name of its scenario. */
  variant: string
  status: Status
  /** One line. */
  sentence: string
  /** Evidence, caveats, what to try: a line each. */
  details: string[]
  /** For a claim that is met: the details about what is tolerated, and about tolerances that are not needed. */
  notices: string[]
  seconds: number
  /** Where the reader finds the cause. `line` counts from 1. */
  place: { file: string; line: number }
}

const unicode = { unicode: true }

/** All results of a report, then the files that could not be loaded, then the variants that were not run. */
export function toResultViews({ results, unloaded, notRun }: Report): ResultView[] {
  const unused = findUnused(results)
  const unusedOf = (one: Result) =>
    unused.filter(({ result }) => result === one).map(({ use }) => words.tolerance.describeUnused(use))
  return [
    ...results.map(result => viewResult(result, unusedOf(result))),
    ...unloaded.map(viewUnloaded),
    ...notRun.map(viewNotRun),
  ]
}

function viewResult(result: Result, unused: readonly string[]): ResultView {
  const { recording, verdict, retries } = result
  const { scenario, slug, variant, runtime } = recording.subject
  const { sentence } = words.headline.describeHeadline(result)
  const status =
    verdict.outcome === 'failed'
      ? 'broken'
      : verdict.claimMet === null
        ? 'inconclusive'
        : verdict.claimMet === false
          ? 'refuted'
          : 'met'
  const explanation =
    verdict.claimMet === null
      ? sentence
      : `${words.claims.describeClaimMet(verdict, recording.subject)}: ${sentence}`
  const tolerate = words.tolerance.adviseToTolerate(result)
  const toleranceUses = [...words.tolerance.describeToleranceUses(verdict), ...unused]
  return {
    ...namesOf(
      scenario,
      variant === slug && runtime === null ? '' : words.names.nameVariant(recording.subject),
    ),
    status,
    sentence: cleanLine(explanation, unicode),
    details: [
      ...(verdict.outcome === 'failed' ? [] : words.evidence.describeEvidence(verdict)),
      ...verdict.caveats.map(words.caveats.describeCaveat),
      ...(retries > 0 ? [words.caveats.describeRetries(retries)] : []),
      ...toleranceUses,
      ...(verdict.claimMet === null ? [words.summary.describeNext(words.advice.describeAdvice(result))] : []),
      ...(tolerate === undefined ? [] : [tolerate]),
    ].map(line => cleanLine(line, unicode)),
    notices: status === 'met' ? toleranceUses.map(line => cleanLine(line, unicode)) : [],
    seconds: recording.durationMs / 1000,
    place: placeOf(result),
  }
}

function viewUnloaded({ scenario, problem, reason }: Unloaded): ResultView {
  const [sentence = '', ...rest] = clean(problem, unicode).split('\n')
  return {
    ...namesOf(scenario, ''),
    status: 'broken',
    sentence,
    details: [...rest, cleanLine(words.summary.describeNext(words.advice.adviseOnLoading(reason)), unicode)],
    notices: [],
    seconds: 0,
    place: { file: cleanLine(scenario, unicode), line: 1 },
  }
}

function viewNotRun({ scenario, slug, variant }: NotRun): ResultView {
  return {
    ...namesOf(scenario, variant === slug ? '' : variant),
    status: 'skipped',
    sentence: words.summary.leftOut,
    details: [],
    notices: [],
    seconds: 0,
    place: { file: cleanLine(scenario, unicode), line: 1 },
  }
}

/** The place of the holder, or of the watched objects, if it is in the scenario's own file; otherwise its first line. */
function placeOf({ recording, verdict }: Result): ResultView['place'] {
  const file = recording.subject.scenario.replace(/#[^#/\\]*$/, '')
  const holder = findEvidence(verdict.evidence, 'retention')
  const places = [
    holder?.holder.place ?? '',
    ...(recording.retention?.groups ?? []).map(({ place }) => place),
  ]
  for (const place of places) {
    const [, path, line] = /^(.*):(\d+)$/.exec(place) ?? []
    if (path !== undefined && sameFile(path, file))
      return { file: cleanLine(path, unicode), line: Number(line) }
  }
  return { file: cleanLine(file, unicode), line: 1 }
}

/** Whether two paths name the same file, as `./a.ts` and `a.ts` do. */
function sameFile(a: string, b: string): boolean {
  const plain = (path: string) => path.replaceAll('\\', '/').replace(/^\.\//, '')
  return plain(a) === plain(b) || plain(a).endsWith(`/${plain(b)}`) || plain(b).endsWith(`/${plain(a)}`)
}

/** @param variant empty if the scenario's name says enough */
function namesOf(scenario: string, variant: string): Pick<ResultView, 'name' | 'scenario' | 'variant'> {
  const [cleanScenario, cleanVariant] = [cleanLine(scenario, unicode), cleanLine(variant, unicode)]
  return {
    name: words.names.joinNames(cleanScenario, cleanVariant, '›'),
    scenario: cleanScenario,
    variant: cleanVariant,
  }
}
