// A heap inspection in this process. Snapshots contain its strings, so they are removed in any case.

import { createInspectionSequence } from '../child/inspect-heap.ts'
import { createSnapshotFolder, type SnapshotFolder } from '../child/snapshot-folder.ts'
import { describeError } from '../harness/failure.ts'
import type { Clock } from '../harness/meter.ts'
import { createSnapshotWriter } from '../harness/snapshot-writer.ts'
import { LeaklabWorld } from '../harness/trial.ts'
import type { Command, Moment } from '../model/event.ts'
import type { HeapInspection, InspectionPlan } from '../model/retention.ts'
import type { Step } from '../scenario/scenario.ts'
import { runInTime } from './run-in-time.ts'
import { openMeter } from './run-step.ts'

/**
 * Runs more iterations of the step, with a snapshot before and after. The measured run has warmed up everything.
 * @throws the signal's reason, when it is aborted; and what `inspect` throws
 */
export function inspectInProcess<T>(
  step: Step,
  { segments, thread }: InspectionPlan,
  timeoutMs: number,
  inspect: (inspection: HeapInspection) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const steps = segments.reduce((sum, segment) => sum + segment, 0)
  // Some iterations show which of the worker threads it is that grows.
  const before = thread === 'worker' ? segments[0]! : 0
  return withSnapshots(async folder => {
    const { inspection, next } = createInspectionSequence(
      { segments: [before, steps - before], thread },
      folder,
      true,
    )
    const snapshots = await createSnapshotWriter(thread)
    let command: Command = { do: 'end' }
    const channel = {
      send(event: Parameters<typeof next>[0]) {
        command = next(event) ?? command
      },
      receive: () => command,
      rehearse() {},
    }
    const clock: Clock = { round: -1, tick: 0, collectedAt: 0 }
    const phase: { moment: Moment } = { moment: 'setup' }
    const meter = openMeter(clock, false)
    const world = new LeaklabWorld()
    world.step = step
    return await withGlobalRoot(world, async () => {
      try {
        const trial = { channel, meter, clock, phase, progress: { totalSteps: 0 }, snapshots }
        const isInTime = await runInTime(step, trial, timeoutMs, signal)
        if (!isInTime) inspection.problem = 'the steps before the snapshot took too long'
      } catch (error) {
        signal?.throwIfAborted()
        inspection.problem = describeError(error).message
      } finally {
        command = { do: 'end' }
        meter.close()
        snapshots.close?.()
      }
      return await inspect(inspection)
    })
  })
}

const globalRoot = Symbol('leaklab')

/**
 * Makes an object a property of the global object meanwhile: retaining paths then lead through it, not through the test
 * runner, which references everything that a test does.
 */
export async function withGlobalRoot<T>(root: object, act: () => Promise<T>): Promise<T> {
  const globals = globalThis as { [globalRoot]?: object }
  globals[globalRoot] = root
  try {
    return await act()
  } finally {
    delete globals[globalRoot]
  }
}

/** Calls `act` with a folder for snapshots, and removes the folder afterwards, also when the process exits meanwhile. */
export async function withSnapshots<T>(act: (folder: SnapshotFolder) => Promise<T>): Promise<T> {
  const folder = createSnapshotFolder()
  process.once('exit', folder.remove)
  try {
    return await act(folder)
  } finally {
    process.removeListener('exit', folder.remove)
    folder.remove()
  }
}
