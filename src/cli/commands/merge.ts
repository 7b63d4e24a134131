// `leaklab merge`: one report of the recordings of several machines, as if one machine had run them all.

import { createRecordingFile, type ReadRecordings, readRecordingFile } from '../../files/recording-file.ts'
import { version } from '../../files/version.ts'
import { nameOfTrial } from '../../model/recording.ts'
import type { Unloaded } from '../../model/report.ts'
import { UsageError } from '../../model/usage-error.ts'
import { words } from '../../report/words/words.ts'
import { say } from '../output.ts'
import type { ReportOptions } from '../trial-options.ts'
import { reportRecordings } from './replay.ts'

/** How many missing trials the message lists by number. */
const maxNamed = 10

export async function merge(files: string[], options: ReportOptions): Promise<void> {
  const parts: ReadRecordings[] = []
  for (const file of files) parts.push(await readRecordingFile(file))
  const of = agreedNumber(files, parts)
  const trials = mergeTrials(files, parts)
  const unloaded = mergeUnloaded(parts)

  if (options.record !== undefined) {
    const out = createRecordingFile(options.record, version)
    out.expect(of, of)
    for (const one of trials) out.write(one.trial, one)
    out.addUnloaded(unloaded)
    out.close()
  }
  await reportRecordings(trials, unloaded, 'line', options)

  const problems = parts.flatMap(({ problem }, i) =>
    problem === undefined ? [] : [words.session.describeRecordingProblem(files[i]!, problem)],
  )
  const missing = findMissing(of, trials)
  if (missing.count > 0) problems.push(words.session.describeMissingTrials(missing.count, of, missing.first))
  for (const problem of problems) say(problem)
  if (problems.length > 0) process.exitCode = 2
}

/** How many trials are in no file, and the first of them, counted from 1. */
function findMissing(of: number, trials: ReadRecordings['trials']): { count: number; first: number[] } {
  const present = new Set(trials.map(({ trial }) => trial))
  const first: number[] = []
  let count = 0
  for (let trial = 0; trial < of; trial++) {
    if (present.has(trial)) continue
    count++
    if (count <= maxNamed) first.push(trial + 1)
  }
  return { count, first }
}

/** How many trials all shards have together. @throws UsageError when the files are of different runs */
function agreedNumber(files: string[], parts: ReadRecordings[]): number {
  const of = parts[0]!.of
  const other = parts.findIndex(part => part.of !== of)
  if (other === -1) return of
  throw new UsageError('shards-of-two-runs', {
    first: files[0]!,
    of,
    other: files[other]!,
    otherOf: parts[other]!.of,
  })
}

/** @throws UsageError when two files have the same trial */
function mergeTrials(files: string[], parts: ReadRecordings[]): ReadRecordings['trials'] {
  const from = new Map<number, string>()
  for (const [i, { trials }] of parts.entries()) {
    for (const { trial, recording } of trials) {
      const before = from.get(trial)
      if (before !== undefined) {
        throw new UsageError('shard-twice', {
          first: before,
          second: files[i]!,
          trial: nameOfTrial(recording.subject),
        })
      }
      from.set(trial, files[i]!)
    }
  }
  return parts.flatMap(({ trials }) => trials).sort((a, b) => a.trial - b.trial)
}

/** Every shard loads every file, so each reports the same files as not loaded: keeps one entry for each. */
function mergeUnloaded(parts: ReadRecordings[]): Unloaded[] {
  const byScenario = new Map<string, Unloaded>()
  for (const one of parts.flatMap(({ unloaded }) => unloaded))
    if (!byScenario.has(one.scenario)) byScenario.set(one.scenario, one)
  return [...byScenario.values()]
}
