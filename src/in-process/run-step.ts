// Measures one step in this process: the harness's trial over an in-process channel, with the same schedule as in a child.
import { findCollector } from '../harness/collector.ts'
import { describeError } from '../harness/failure.ts'
import { type Clock, createMeter, type Meter } from '../harness/meter.ts'
import { now } from '../harness/natives.ts'
import { describeOwnRuntime } from '../harness/own-runtime.ts'
import { createSystemMeter } from '../harness/system.ts'
import type { Command, Moment } from '../model/event.ts'
import { type Ending, emptyRecording, type Plan, type Recording, type Subject } from '../model/recording.ts'
import { UsageError } from '../model/usage-error.ts'
import type { Step } from '../scenario/scenario.ts'
import { createInProcessChannel } from './in-process-channel.ts'
import { runInTime } from './run-in-time.ts'

/** A recording, and the value that the step threw; the recording has only its description. */
export interface StepRun {
  recording: Recording
  thrown: unknown
}

/** @throws the signal's reason, when it is aborted; UsageError where no collection can be forced */
export async function runStep(
  step: Step,
  subject: Subject,
  plan: Plan,
  decideNext: (recording: Recording) => Command,
  signal: AbortSignal | undefined,
): Promise<StepRun> {
  signal?.throwIfAborted()
  const clock: Clock = { round: -1, tick: 0, collectedAt: 0 }
  const phase: { moment: Moment } = { moment: 'setup' }
  const progress = { totalSteps: 0 }
  const runtime = describeOwnRuntime()
  const startedAt = new Date()
  const began = now()
  const meter = openMeter(clock, true)
  const system = createSystemMeter(true)
  const channel = createInProcessChannel(
    () => ({ ...emptyRecording(subject, plan, startedAt), runtime }),
    recording => {
      signal?.throwIfAborted()
      return decideNext(recording)
    },
  )
  let ending: Ending = { kind: 'complete' }
  let thrown: unknown
  try {
    const trial = { channel, meter, clock, phase, progress, system }
    const isInTime = await runInTime(step, trial, plan.timeoutMs, signal)
    if (!isInTime) ending = { kind: 'timeout', afterMs: plan.timeoutMs }
  } catch (error) {
    signal?.throwIfAborted()
    thrown = error
    const { moment } = phase
    const at = { round: clock.round, step: progress.totalSteps + (moment === 'step' ? 1 : 0) }
    ending = { kind: 'failed', failure: { moment, origin: 'direct', ...describeError(error), ...at } }
  } finally {
    channel.stop()
    system.close()
    meter.close()
  }
  return { recording: { ...channel.recording(), ending, durationMs: now() - began }, thrown }
}

/** @throws UsageError where no collection can be forced */
export function openMeter(clock: Clock, counting: boolean): Meter {
  const force = findCollector()
  if (force !== undefined) return createMeter(clock, counting, force)
  throw new UsageError('no-collector', {})
}
