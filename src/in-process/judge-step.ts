// A step → what the command would say of it: run, judged, and its heap inspected where the result is not the expected one.
import { planNext } from '../judgement/schedule.ts'
import { bareSubject, type Plan } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import type { HeapInspection } from '../model/retention.ts'
import { findRetention } from '../retention/find-retention.ts'
import { judgeTrial } from '../run/judge-trial.ts'
import type { Step } from '../scenario/scenario.ts'
import { inTurn } from './bounds.ts'
import { inspectInProcess } from './inspect-here.ts'
import { runStep } from './run-step.ts'
import { dropTranspiledLines } from './transpiled-lines.ts'

export interface StepOptions {
  plan: Plan
  /** How often an inconclusive trial is run again. */
  retries: number
  signal: AbortSignal | undefined
}

/** A result, and what the step threw if it did. */
export interface JudgedStep extends Result {
  thrown: unknown
}

/**
 * @param name what the step is called in the result
 * @throws the signal's reason, when it is aborted; UsageError where no collection can be forced
 */
export function judgeStep(step: Step, name: string, options: StepOptions): Promise<JudgedStep> {
  return inTurn(() => judge(step, name, options))
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
      inspect(recording, segments) {
        const steps = segments.reduce((sum, segment) => sum + segment, 0)
        const inspect = async (inspection: HeapInspection) =>
          dropTranspiledLines(await findRetention(inspection, recording, signal))
        return inspectInProcess(step, steps, plan.timeoutMs, inspect, signal)
      },
    },
    retries,
  )
  return { ...result, thrown }
}
