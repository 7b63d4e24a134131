// What is the outcome of a whole run? The report that every reporter gets, which is also the JSON report. It has a version
// and is validated when it is read back.
import * as v from 'valibot'
import { count, list, maxTrials } from './bounded.ts'
import { isTolerated } from './evidence.ts'
import { recordingSchema } from './recording.ts'
import { verdictSchema } from './verdict.ts'

/** Version of the JSON report. */
export const reportVersion = 2

const recordedTrialSchema = v.object({
  recording: recordingSchema,
  /** Trials of this variant that ended inconclusive before this one. */
  retries: count,
})
/** The trial of one variant, without a verdict. */
export type RecordedTrial = v.InferOutput<typeof recordedTrialSchema>

const resultSchema = v.object({ ...recordedTrialSchema.entries, verdict: verdictSchema })
/** The trial of one variant, and its verdict. */
export type Result = v.InferOutput<typeof resultSchema>

/**
 * Why a file could not be loaded: its import failed, it has TypeScript that Node cannot run, what it exports is no scenario, or
 * its titles and names are too long. Of a program in Python, the first and the third have names of their own.
 */
const unloadedReasonSchema = v.picklist([
  'import',
  'typescript',
  'export',
  'too-long',
  'python-import',
  'python-export',
])
export type UnloadedReason = v.InferOutput<typeof unloadedReasonSchema>

/** A scenario file that could not be loaded or described. */
export const unloadedSchema = v.object({
  scenario: v.string(),
  reason: v.optional(unloadedReasonSchema, 'import'),
  problem: v.string(),
  stack: v.string(),
})
export type Unloaded = v.InferOutput<typeof unloadedSchema>

/** A trial that did not run, because the limit of `--bail` was reached before its turn. */
const notRunSchema = v.object({ scenario: v.string(), slug: v.string(), variant: v.string() })
export type NotRun = v.InferOutput<typeof notRunSchema>

export const reportSchema = v.object({
  format: v.literal('leaklab-report'),
  version: v.literal(reportVersion),
  leaklab: v.string(),
  results: list(resultSchema, maxTrials),
  unloaded: list(unloadedSchema, maxTrials),
  notRun: v.optional(list(notRunSchema, maxTrials), []),
  exitCode: count,
})
export type Report = v.InferOutput<typeof reportSchema>

/** Combines the results into a report, with the version of leaklab that wrote them. */
export function makeReport(
  leaklab: string,
  results: Result[],
  unloaded: Unloaded[],
  notRun: NotRun[] = [],
): Report {
  const exitCode = exitCodeOf(results, unloaded)
  return { format: 'leaklab-report', version: reportVersion, leaklab, results, unloaded, notRun, exitCode }
}

/**
 * A result whose claim is simply met, without what nobody asks for once it was reported: each reading, callback and line that was printed.
 * Any other is returned as it is. Of thousands of variants all details would take gigabytes.
 */
export function withoutDetails(result: Result): Result {
  const { recording, verdict } = result
  if (verdict.claimMet !== true || isTolerated(verdict)) return result
  const output = { bytes: 0, text: '' }
  const bare = { code: null, rounds: [], finalizers: [], notes: [], stdout: output, stderr: output }
  return { ...result, recording: { ...recording, ...bare } }
}

/** Whether a claim is refuted, or the trial failed. */
export function isUnmet({ verdict }: Result): boolean {
  return verdict.claimMet === false || verdict.outcome === 'failed'
}

/**
 * The exit code: 0 every claim is met, 1 a claim is refuted, 3 a scenario could not be run, 4 inconclusive. A refuted claim
 * goes before the others, because it is certain.
 */
function exitCodeOf(results: readonly Result[], unloaded: readonly Unloaded[]): number {
  if (results.some(({ verdict }) => verdict.claimMet === false)) return 1
  if (unloaded.length > 0 || results.some(({ verdict }) => verdict.outcome === 'failed')) return 3
  return results.some(({ verdict }) => verdict.claimMet === null) ? 4 : 0
}
