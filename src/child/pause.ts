// Ctrl-Z stops leaklab, and with it its children, which have groups of their own. The time in which nothing ran counts for no limit.
import { runningChildren, sendSignal } from './processes.ts'

const limits = new Set<{ stop(): void; goOn(): void }>()

/** A time limit that does not count the time in which leaklab is stopped. */
export interface Limit {
  /** Milliseconds in which everything was stopped since the last call. */
  takePausedMs(): number
  clear(): void
}

export function startLimit(limitMs: number, onOver: () => void): Limit {
  let endsAt = performance.now() + limitMs
  let timer = setTimeout(onOver, limitMs)
  let stoppedAt = 0
  let pausedMs = 0
  const stoppable = {
    stop() {
      stoppedAt = performance.now()
      clearTimeout(timer)
    },
    goOn() {
      const ms = performance.now() - stoppedAt
      pausedMs += ms
      endsAt += ms
      timer = setTimeout(onOver, endsAt - performance.now())
    },
  }
  limits.add(stoppable)
  return {
    takePausedMs() {
      const taken = pausedMs
      pausedMs = 0
      return taken
    },
    clear() {
      clearTimeout(timer)
      limits.delete(stoppable)
    },
  }
}

/** Stops every child, then this process, until it is continued; then the children go on. */
export async function pause(): Promise<void> {
  const children = runningChildren()
  for (const pid of children) sendSignal(-pid, 'SIGSTOP')
  const stopped = [...limits]
  for (const limit of stopped) limit.stop()
  // This process may run on for a moment after it has stopped itself, so only the signal says that it goes on.
  const continued = new Promise<void>(resolve => process.once('SIGCONT', () => resolve()))
  process.kill(process.pid, 'SIGSTOP')
  await continued
  for (const limit of stopped) if (limits.has(limit)) limit.goOn()
  for (const pid of children) sendSignal(-pid, 'SIGCONT')
}
