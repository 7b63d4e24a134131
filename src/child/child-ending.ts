// Why did a child end, when this process did not end it? Exit code, signal and stderr say it.

import { channelLostCode } from '../model/channel.ts'
import type { Assignment, ChildEvent, Moment } from '../model/event.ts'
import type { Ending } from '../model/recording.ts'

/** Signals that end a process whose heap is full. */
const outOfMemorySignals: readonly (string | null)[] = ['SIGABRT', 'SIGTRAP', 'SIGILL']

/** How far a child has come, as its events say. */
export interface ChildProgress {
  moment: Moment
  /** Iterations up to the last reading. */
  steps: number
}

export function startProgress(mode: Assignment['mode']): ChildProgress {
  return { moment: mode === 'describe' ? 'load' : 'setup', steps: 0 }
}

export function updateProgress(progress: ChildProgress, event: ChildEvent): void {
  if (event.type === 'round') progress.steps = event.reading.totalSteps
  if (event.type === 'ready') progress.moment = 'step'
  if (event.type === 'census') progress.moment = 'release'
}

/** The ending of a child that has exited without being ended by this process. */
export function endingOf(
  { exitCode, signalCode }: { exitCode: number | null; signalCode: string | null },
  stderr: string,
  { moment, steps }: ChildProgress,
  heapLimitMb: number,
  outOfMemory: RegExp | undefined,
): Ending {
  if (outOfMemorySignals.includes(signalCode) && outOfMemory?.test(stderr)) {
    return { kind: 'exhausted', limitMb: heapLimitMb, steps }
  }
  if (signalCode !== null) return { kind: 'killed', signal: signalCode }
  if (exitCode === channelLostCode) {
    const message = "file descriptor 3 was closed or replaced; it is leaklab's channel to this process"
    const failure = { moment, origin: 'direct', message, stack: '', round: -1, step: steps + 1 } as const
    return { kind: 'failed', failure }
  }
  return { kind: 'exited', code: exitCode ?? 0 }
}
