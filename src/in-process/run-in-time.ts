// Runs a step's trial in this process, within a time limit.
import type { Clock, Meter } from '../harness/meter.ts'
import { readPendingOutput } from '../harness/output.ts'
import { LeaklabVariant, runTrial } from '../harness/trial.ts'
import type { Moment } from '../model/event.ts'
import type { Step } from '../scenario/scenario.ts'
import { settlesInTime } from './time-limit.ts'

/** No object is watched here, so nothing has to be subtracted. */
const noWatchCost = { reference: 0, cell: 0, slot: 0 }

/** What `runTrial` needs beside the step. */
export interface InProcessTrial {
  channel: Parameters<typeof runTrial>[0]
  meter: Meter
  clock: Clock
  phase: { moment: Moment }
  progress: { totalSteps: number }
  system?: Parameters<typeof runTrial>[7]
  snapshots?: Parameters<typeof runTrial>[8]
}

/**
 * @returns false when the time limit came first
 * @throws what the step throws, or the signal's reason
 */
export function runInTime(
  step: Step,
  { channel, meter, clock, phase, progress, system, snapshots }: InProcessTrial,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const variant = new LeaklabVariant(() => step)
  const run = () =>
    runTrial(
      channel,
      meter,
      noWatchCost,
      clock,
      phase,
      progress,
      variant,
      system,
      snapshots,
      readPendingOutput,
    )
  return settlesInTime(run, timeoutMs, signal)
}
