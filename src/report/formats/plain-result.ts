// What formats for machines have in common: one result as a name, a status, a sentence and its reasons, in plain text.
import type { NotRun, Report, Result, Unloaded } from '../../model/report.ts'
import { findEvidence } from '../../model/verdict.ts'
import { clean, cleanLine } from '../terminal/clean.ts'
import { findUnused } from '../trial/unused-tolerances.ts'
import { nameVariant } from '../words/names.ts'
import { adviseToTolerate, describeToleranceUses, describeUnused } from '../words/tolerance.ts'
import {
  adviseOnLoading,
  describeAdvice,
  describeCaveat,
  describeClaimMet,
  describeEvidence,
  describeHeadline,
  describeRetries,
} from '../words/wording.ts'

/** `met`: the claim holds. `broken`: it could not be run, or could not be loaded. `skipped`: its turn did not come. */
export type Status = 'met' | 'refuted' | 'broken' | 'inconclusive' | 'skipped'

export interface Told {
  /** `caches/strong-cache`, or the path of a user's file. */
  scenario: string
  /** Empty for a file that could not be loaded, and for one whose variant has its name. */
  variant: string
  status: Status
  /** One line. */
  sentence: string
  /** Evidence, caveats, what to try: a line each. */
  details: string[]
  /** Of the details, what is worth a look though the claim is met: what is tolerated, and what need not be. */
  notices: string[]
  seconds: number
  /** Where the reader should look: `line` counts from 1. */
  place: { file: string; line: number }
}

const unicode = { unicode: true }

/** All results and files of a report, in its order. */
export function toPlainResults({ results, unloaded, notRun }: Report): Told[] {
  const unused = findUnused(results)
  const unusedOf = (one: Result) =>
    unused.filter(({ result }) => result === one).map(({ use }) => describeUnused(use))
  return [
    ...results.map(result => toPlainResult(result, unusedOf(result))),
    ...unloaded.map(unloadedToPlainResult),
    ...notRun.map(skippedToPlainResult),
  ]
}

function toPlainResult(result: Result, unused: readonly string[]): Told {
  const { recording, verdict, retries } = result
  const { scenario, slug, variant, runtime } = recording.subject
  const { sentence } = describeHeadline(result)
  const status =
    verdict.outcome === 'failed'
      ? 'broken'
      : verdict.claimMet === null
        ? 'inconclusive'
        : verdict.claimMet === false
          ? 'refuted'
          : 'met'
  const told =
    verdict.claimMet === null ? sentence : `${describeClaimMet(verdict, recording.subject)}: ${sentence}`
  const tolerate = adviseToTolerate(result)
  const toleranceUses = [...describeToleranceUses(verdict), ...unused]
  return {
    scenario: cleanLine(scenario, unicode),
    variant: variant === slug && runtime === null ? '' : cleanLine(nameVariant(recording.subject), unicode),
    status,
    sentence: cleanLine(told, unicode),
    details: [
      ...(verdict.outcome === 'failed' ? [] : describeEvidence(verdict)),
      ...verdict.caveats.map(describeCaveat),
      ...(retries > 0 ? [describeRetries(retries)] : []),
      ...toleranceUses,
      ...(verdict.claimMet === null ? [`Try: ${describeAdvice(result)}`] : []),
      ...(tolerate === undefined ? [] : [tolerate]),
    ].map(line => cleanLine(line, unicode)),
    notices: status === 'met' ? toleranceUses.map(line => cleanLine(line, unicode)) : [],
    seconds: recording.durationMs / 1000,
    place: placeOf(result),
  }
}

function unloadedToPlainResult({ scenario, problem }: Unloaded): Told {
  const [sentence = '', ...rest] = clean(problem, unicode).split('\n')
  return {
    scenario: cleanLine(scenario, unicode),
    variant: '',
    status: 'broken',
    sentence,
    details: [...rest, `Try: ${adviseOnLoading(problem)}`],
    notices: [],
    seconds: 0,
    place: { file: scenario, line: 1 },
  }
}

function skippedToPlainResult({ scenario, slug, variant }: NotRun): Told {
  return {
    scenario: cleanLine(scenario, unicode),
    variant: variant === slug ? '' : cleanLine(variant, unicode),
    status: 'skipped',
    sentence: 'not run, because enough claims were not met before it',
    details: [],
    notices: [],
    seconds: 0,
    place: { file: scenario, line: 1 },
  }
}

/** In the scenario's own file: where the holder is, or what was watched, or at the top. */
function placeOf({ recording, verdict }: Result): Told['place'] {
  const file = recording.subject.scenario.replace(/#[^#/\\]*$/, '')
  const holder = findEvidence(verdict.evidence, 'retention')
  const places = [
    holder?.holder.place ?? '',
    ...(recording.retention?.groups ?? []).map(({ place }) => place),
  ]
  for (const place of places) {
    const [, path, line] = /^(.*):(\d+)$/.exec(place) ?? []
    if (path !== undefined && sameFile(path, file)) return { file: path, line: Number(line) }
  }
  return { file, line: 1 }
}

/** `./a.ts` and `a.ts`. */
function sameFile(a: string, b: string): boolean {
  const plain = (path: string) => path.replaceAll('\\', '/').replace(/^\.\//, '')
  return plain(a) === plain(b) || plain(a).endsWith(`/${plain(b)}`) || plain(b).endsWith(`/${plain(a)}`)
}

/** `my-thing › unbounded Map`. */
export function nameOf({ scenario, variant }: Told): string {
  return variant === '' ? scenario : `${scenario} › ${variant}`
}
