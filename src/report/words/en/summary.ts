// How did a check go? The counts of its last line, and the parts of a failure.
import { plural } from './counts.ts'
import { describeToleratedCount } from './tolerance.ts'

/** Trials, scenarios and files, by what became of them. */
export interface Counts {
  variants: number
  scenarios: number
  met: number
  /** Of those that are met. */
  tolerated: number
  refuted: number
  failed: number
  inconclusive: number
  unloaded: number
  notRun: number
  retried: number
}

/** `4 variants of 2 scenarios: 3 claims met, 1 refuted`. */
export function describeCounts(counts: Counts): string {
  const { failed, inconclusive, notRun, refuted, retried, unloaded } = counts
  const parts = [
    `${plural(counts.met, 'claim')} met${describeToleratedCount(counts.tolerated)}`,
    ...(refuted > 0 ? [`${refuted} refuted`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
    ...(unloaded > 0 ? [`${plural(unloaded, 'file')} not loaded`] : []),
    ...(notRun > 0 ? [`${notRun} not run, because enough claims were not met`] : []),
    ...(retried > 0 ? [`${retried} tried again`] : []),
  ]
  return `${plural(counts.variants, 'variant')} of ${plural(counts.scenarios, 'scenario')}: ${parts.join(', ')}`
}

export function describeWhat(what: string): string {
  return `What: ${what}`
}

/** @param place where in the scenario's code; empty if it is not known */
export function describeWhere(scenario: string, place: string): string {
  return `Where: ${place === '' ? scenario : place.includes(scenario) ? place : `${scenario}, ${place}`}`
}

export function describeWhy(why: string): string {
  return `Why alive: ${why}`
}

export function describeNext(what: string): string {
  return `Try: ${what}`
}

/** A claim or an expectation with the verdict behind it. */
export function describeWithVerdict(claim: string, verdict: string): string {
  return `${claim} (${verdict})`
}

/** The widest texts of the columns of a line, which give the columns their width. */
export const widest = {
  answer: 'expected a plateau, found all freed',
  shortAnswer: 'found all freed',
  figure: '920 B per iteration',
  duration: '999 ms',
}

/** Markdown. */
export function describeMet(met: number, of: number): string {
  return `${met} of ${of} claims met`
}

/** GitHub shows only so many annotations. */
export function describeMoreAnnotations(count: number): string {
  return `and ${count} more; the summary of this step has them all`
}

/** In reports for machines: the status of a result, with a sign. */
export const statusWords = {
  met: '✔ met',
  refuted: '✘ refuted',
  broken: '✘ not run',
  inconclusive: '? inconclusive',
  skipped: '– left out',
}

export const leftOut = 'not run, because enough claims were not met before it'

/** What each reporter is for, by its name. */
export const reporterPurposes = {
  table: 'tables for people: what `run` prints',
  line: 'a line per variant: what `check` prints',
  json: 'one report for programs',
  ndjson: 'a line of JSON for each variant as it ends',
  junit: 'JUnit XML, for CI systems',
  tap: 'TAP 14, for test runners',
  github: 'annotations; under GitHub Actions they come without asking',
  markdown: 'a comment on a pull request',
}
