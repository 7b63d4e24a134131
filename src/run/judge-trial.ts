// One loop for every trial, in a child or in the process of a test: run it, again while it is inconclusive, judge it,
// and look for what keeps its survivors alive.
import { decide } from '../judgement/decide.ts'
import { planInspection } from '../judgement/plan-inspection.ts'
import type { Recording } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import type { Retention } from '../model/retention.ts'

/** How one trial is run, and how the heap of the same variant is inspected. */
export interface TrialRunner {
  run(): Promise<Recording>
  /** @param segments steps before each heap snapshot */
  inspect(recording: Recording, segments: readonly number[]): Promise<Retention>
}

/**
 * @param retries how often an inconclusive trial is run again
 * @throws what the runner throws
 */
export async function judgeTrial({ run, inspect }: TrialRunner, retries: number): Promise<Result> {
  for (let earlier = 0; ; earlier++) {
    const recording = await run()
    const verdict = decide(recording)
    // Within a budget an inconclusive trial is an answer.
    const isOpen = verdict.outcome === 'inconclusive' && verdict.claimMet === null
    if (isOpen && earlier < retries) continue
    const segments = planInspection(recording, verdict)
    const retention = segments === null ? null : await inspect(recording, segments)
    const inspected = { ...recording, retention }
    return { recording: inspected, verdict: decide(inspected), retries: earlier }
  }
}
