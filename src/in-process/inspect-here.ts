// A look into the heap of this process. Snapshots hold its strings: they are gone again on any way out.

import { createInspectionSequence } from '../child/inspect-heap.ts'
import { createSnapshotFolder, type SnapshotFolder } from '../child/snapshot-folder.ts'
import { describeError } from '../harness/failure.ts'
import type { Clock } from '../harness/meter.ts'
import { LeaklabVariant, LeaklabWorld, runTrial } from '../harness/trial.ts'
import type { Command, Moment } from '../model/event.ts'
import type { HeapInspection } from '../model/retention.ts'
import type { Step } from '../scenario/scenario.ts'
import { untilEnd } from './bounds.ts'
import { freeOfCost, openMeter } from './run-step.ts'

/**
 * The step goes on, with a snapshot before and after: all that warms up is warm.
 * @param steps between the two
 * @throws the signal's reason, when it is aborted; and what `inspect` throws
 */
export function inspectInProcess<T>(
  step: Step,
  steps: number,
  timeoutMs: number,
  inspect: (look: HeapInspection) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  return withSnapshots(async folder => {
    const { look, next } = createInspectionSequence([0, steps], folder, true)
    let command: Command = { do: 'end' }
    const wire = {
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
        const variant = new LeaklabVariant(() => step)
        const lived = runTrial(wire, meter, freeOfCost, clock, phase, { totalSteps: 0 }, variant, false)
        const isInTime = await untilEnd(lived, timeoutMs, signal)
        if (!isInTime) look.problem = 'the steps before the snapshot took too long'
      } catch (error) {
        signal?.throwIfAborted()
        look.problem = describeError(error).message
      } finally {
        command = { do: 'end' }
        meter.close()
      }
      return await inspect(look)
    })
  })
}

const sight = Symbol('leaklab')

/** Holds a beginning of paths where a snapshot finds it first: a test runner has ways of its own to all that a test holds. */
export async function withGlobalRoot<T>(beginning: object, act: () => Promise<T>): Promise<T> {
  const place = globalThis as { [sight]?: object }
  place[sight] = beginning
  try {
    return await act()
  } finally {
    delete place[sight]
  }
}

/** Hands over a folder for snapshots, and removes it: afterwards, or when the process ends before. */
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
