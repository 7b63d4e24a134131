// How does a trial come to its result? Run it, judge it, retry while it is inconclusive, then inspect the heap for what keeps
// the survivors alive. The same for trials in a child process and in the process of a test.
import { decide } from '../judgement/decide.ts'
import { limitForNextStage } from '../judgement/more-time.ts'
import { planInspection } from '../judgement/plan-inspection.ts'
import type { Recording } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import type { InspectionPlan, Retention } from '../model/retention.ts'

/** How one trial is run, and how the heap of the same variant is inspected. */
export interface TrialRunner {
  run(): Promise<Recording>
  inspect(recording: Recording, plan: InspectionPlan): Promise<Retention>
}

/**
 * Runs a trial and judges it.
 * @param retries how often an inconclusive trial is run again
 * @throws what the runner throws
 */
export async function judgeTrial({ run, inspect }: TrialRunner, retries: number): Promise<Result> {
  for (let earlier = 0; ; earlier++) {
    const recording = await run()
    const verdict = decide(recording)
    // An inconclusive trial within a budget is decided.
    const isOpen = verdict.outcome === 'inconclusive' && verdict.claimMet === null
    // Where it is time that is missing, the same trial would end the same way.
    if (isOpen && earlier < retries && limitForNextStage(recording) === null) continue
    const plan = planInspection(recording, verdict)
    const retention = plan === null ? null : await inspect(recording, plan)
    const inspected = { ...recording, retention }
    return { recording: inspected, verdict: decide(inspected), retries: earlier }
  }
}
