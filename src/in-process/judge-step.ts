// Measures and judges one step in this process, and inspects the heap where the result is not the expected one.
import { planNext } from '../judgement/schedule.ts'
import { bareSubject, type Plan } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import type { HeapInspection } from '../model/retention.ts'
import { judgeTrial } from '../run/judge-trial.ts'
import type { Step } from '../scenario/scenario.ts'
import { enqueue } from './queue.ts'
import { runStep } from './run-step.ts'

export interface StepOptions {
  plan: Plan
  /** How often an inconclusive trial is run again. */
  retries: number
  signal: AbortSignal | undefined
}

/** A result, and the value that the step threw, if any. */
export interface JudgedStep extends Result {
  thrown: unknown
}

/**
 * @param name the name of the step in the result
 * @throws the signal's reason, when it is aborted; UsageError where no collection can be forced
 */
export function judgeStep(step: Step, name: string, options: StepOptions): Promise<JudgedStep> {
  return enqueue(() => judge(step, name, options))
}

async function judge(step: Step, name: string, { plan, retries, signal }: StepOptions): Promise<JudgedStep> {
  const subject = bareSubject(name)
  let thrown: unknown
  const result = await judgeTrial(
    {
      async run() {
        const finished = await runStep(step, subject, plan, planNext, signal)
        thrown = finished.thrown
        return finished.recording
      },
      async inspect(recording, inspectionPlan) {
        // Most steps are clean, and none of this is needed for them.
        const [{ findRetention }, { inspectInProcess }, { dropTranspiledLines }] = await Promise.all([
          import('../retention/find-retention.ts'),
          import('./inspect-in-process.ts'),
          import('./transpiled-lines.ts'),
        ])
        const inspect = async (inspection: HeapInspection) =>
          dropTranspiledLines(await findRetention(inspection, recording, signal))
        return inspectInProcess(step, inspectionPlan, plan.timeoutMs, inspect, signal)
      },
    },
    retries,
  )
  return { ...result, thrown }
}
