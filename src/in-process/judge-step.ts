// A step → what the command would say of it: measured, judged, and looked into where it is not what was expected.
import { decide } from '../judgement/decide.ts'
import { planLook } from '../judgement/plan-inspection.ts'
import { planNext } from '../judgement/schedule.ts'
import type { Plan, Recording, Subject } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import type { Look, Retention } from '../model/retention.ts'
import type { Verdict } from '../model/verdict.ts'
import { findRetention } from '../retention/find-retention.ts'
import type { Step } from '../scenario/scenario.ts'
import { inTurn } from './bounds.ts'
import { lookHere } from './inspect-here.ts'
import { liveStep } from './run-step.ts'
import { tellTruePlaces } from './transpiled-lines.ts'

export interface StepOptions {
  plan: Plan
  /** How often an inconclusive trial is lived again. */
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
  return inTurn(() => judge(step, subjectOf(name), options))
}

async function judge(step: Step, subject: Subject, options: StepOptions): Promise<JudgedStep> {
  const { plan, signal } = options
  for (let retries = 0; ; retries++) {
    const { recording, thrown } = await liveStep(step, subject, plan, planNext, signal)
    const verdict = decide(recording)
    if (verdict.outcome === 'inconclusive' && retries < options.retries) continue
    const retention = await lookForHolders(step, recording, verdict, options)
    const known = { ...recording, retention }
    return { recording: known, verdict: decide(known), retries, thrown }
  }
}

async function lookForHolders(
  step: Step,
  recording: Recording,
  verdict: Verdict,
  { plan, signal }: StepOptions,
): Promise<Retention | null> {
  const stretches = planLook(recording, verdict)
  if (stretches === null) return null
  const inspect = async (look: Look) => tellTruePlaces(await findRetention(look, recording, signal))
  const steps = stretches.reduce((sum, stretch) => sum + stretch, 0)
  return lookHere(step, steps, plan.timeoutMs, inspect, signal)
}

/** A step claims nothing of itself; it is expected not to leak. */
function subjectOf(name: string): Subject {
  return {
    scenario: name,
    slug: name,
    title: name,
    ask: '',
    learn: '',
    variant: name,
    claim: 'collects',
    stated: false,
    exception: null,
    runtime: null,
  }
}
