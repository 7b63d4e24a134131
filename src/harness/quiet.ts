// Waits until nothing is on its way any more: what was printed or sent, requests of the system, callbacks of the event loop. What
// waits at a reading and is gone a moment later is not kept, and must not be counted.
import { activeResources, engine, execute, idleMs, min, NativePromise, now, setTimer } from './natives.ts'
import type { PendingOutput } from './output.ts'

/** One wait takes at most so long: what is still on its way then may never arrive. */
const maxWaitMs = 250
/** After so many waits in vain, in which nothing arrived, there are no more of them. */
const maxWaitsInVain = 2
/** The event loop is quiet when it was idle in so much of a millisecond. */
const quietPart = 0.5
/** So many bytes of waiting output end a round: a step that never yields would fill the memory with them. */
const maxPendingBytes = 1 << 20

/** Deno closes 128 ports in a turn, and says nothing of those that are left. */
const fewestTurns = 4
const mostTurns = 64

/** More calls of the code that asks whether it is quiet change no reading any more. */
const rehearsals = 200

/** Names of what the system works on, in `process.getActiveResourcesInfo()`; it ends by itself. */
const request = /(?:Req(?:uest)?(?:Wrap|Callback|Promise)?|WriteWrap|ConnectWrap|ShutdownWrap|SendWrap)$/

export interface Quiet {
  /** Waits for what the scenario has set in motion. @returns undefined where nothing is */
  wait(): Promise<void> | undefined
  /**
   * Gives the event loop some turns, more from time to time. Undefined where the runtime says what it still has to do.
   * @param time counts from 1
   */
  giveTurns: ((time: number) => Promise<void>) | undefined
  /** Whether so much output waits that no more iterations should run before it has left. */
  isFlooded(): boolean
}

/** To be created before the scenario is set up: what is active then is not its own. */
export function createQuiet(pendingOutput: PendingOutput): Quiet {
  const others = countActive()
  let waitsInVain = 0

  function countPending(): number {
    return pendingOutput() + countRequests()
  }

  function isQuiet(): boolean {
    return pendingOutput() === 0 && countActive() <= others
  }

  async function wait(): Promise<void> {
    let pending = countPending()
    const began = now()
    let hasArrived = false
    for (;;) {
      const idleBefore = idleMs()
      const turnedAt = now()
      await new NativePromise<void>(resolve => setTimer(resolve, 1))
      const isIdle = idleMs() - idleBefore >= quietPart * (now() - turnedAt)
      const left = countPending()
      if (left === 0 && isIdle) return
      if (left < pending) hasArrived = true
      pending = left
      if (now() - began < maxWaitMs) continue
      if (!hasArrived) waitsInVain++
      return
    }
  }

  // When this code runs for the first times, V8 compiles it, and that must not be in a reading.
  for (let i = 0; i < rehearsals; i++) isQuiet()
  return {
    wait: () => (waitsInVain >= maxWaitsInVain || isQuiet() ? undefined : wait()),
    giveTurns: engine === 'deno' ? waitForTimers : undefined,
    isFlooded: () => pendingOutput() > maxPendingBytes,
  }
}

async function waitForTimers(time: number): Promise<void> {
  const turns = min(fewestTurns * 2 ** (time - 1), mostTurns)
  for (let turn = 0; turn < turns; turn++) await new NativePromise<void>(resolve => setTimer(resolve, 1))
}

/** What keeps the event loop alive. Immediates run in the next turn anyway, and the harness itself runs in one. */
function countActive(): number {
  let count = 0
  const names = activeResources()
  for (let i = 0; i < names.length; i++) if (names[i] !== 'Immediate') count++
  return count
}

function countRequests(): number {
  let count = 0
  const names = activeResources()
  for (let i = 0; i < names.length; i++) if (execute(request, names[i]!) !== null) count++
  return count
}
