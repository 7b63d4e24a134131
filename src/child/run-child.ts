// Runs one child process from its start to its end, whatever it does: events in, commands out, a time limit.
import type { Assignment, ChildEvent, Command, Reading } from '../model/event.ts'
import type { Ending, Output } from '../model/recording.ts'
import type { Runtime } from '../model/runtime.ts'
import { openChildChannel } from './child-channel.ts'
import { endingOf, startProgress, updateProgress } from './child-ending.ts'
import { createHead, keepTail } from './kept-output.ts'
import { startLimit } from './pause.ts'
import { endProcesses, forget } from './processes.ts'
import { type SpawnedChild, spawnChild } from './spawn-child.ts'
import { whenAborted } from './when-aborted.ts'

/** How long the pipes of an ended child are still read, in case another process keeps them open. */
const drainMs = 1000

export interface ChildOptions {
  runtime: Runtime
  assignment: Omit<Assignment, 'token'>
  /** The file behind the assignment's URL. */
  file: string
  heapLimitMb: number
  timeoutMs: number
  signal: AbortSignal | undefined
  /** Handles one event; its result is sent as the next command. */
  onEvent(event: ChildEvent): Command | undefined
}

export interface ChildRun {
  ending: Ending
  stdout: Output
  stderr: Output
  /** Lines that the scenario wrote to the channel. */
  foreignLines: number
  durationMs: number
}

/**
 * Runs one child from its start to its end; never rejects for anything that the child does.
 * @throws the signal's reason, when it is aborted
 */
export async function runChild(options: ChildOptions): Promise<ChildRun> {
  const { runtime, signal, heapLimitMb, file, assignment } = options
  signal?.throwIfAborted()
  const startedAt = performance.now()
  const spawned = spawnChild(runtime, { heapLimitMb, file, still: assignment.mode === 'inspect' })
  if ('startError' in spawned) return unstartable(await spawned.startError, startedAt)
  const run = await untilClosed(spawned, options)
  signal?.throwIfAborted()
  return { ...run, durationMs: performance.now() - startedAt }
}

function untilClosed(
  { child, pid, stdout, stderr, channel: link }: SpawnedChild,
  { runtime, assignment, heapLimitMb, timeoutMs, signal, onEvent }: ChildOptions,
): Promise<Omit<ChildRun, 'durationMs'>> {
  return new Promise(resolve => {
    let ending: Ending | undefined
    let draining: NodeJS.Timeout | undefined
    const progress = startProgress(assignment.mode)
    const head = createHead()
    stdout?.on('data', head.add)
    const tail = keepTail(stderr)
    const limit = startLimit(timeoutMs, () => end({ kind: 'timeout', afterMs: timeoutMs }))
    const forgetAbort = signal && whenAborted(signal, () => end({ kind: 'killed', signal: 'SIGKILL' }))
    const channel = openChildChannel(link, assignment, {
      onEvent(event) {
        if (ending === undefined) handle(event)
      },
      onPrinted: stdout === undefined ? head.add : undefined,
      onFlood: bytes => end({ kind: 'flooded', bytes }),
    })

    function end(reason: Ending): void {
      ending ??= reason
      endProcesses(pid)
      // A descendant that left the group may keep the pipes open; its output is not needed.
      closePipes()
    }

    function closePipes(): void {
      link.close()
      stdout?.destroy()
      stderr.destroy()
    }

    function handle(event: ChildEvent): void {
      const pausedMs = limit.takePausedMs()
      if (event.type === 'round' && pausedMs > 0) takeFrom(event.reading, pausedMs)
      updateProgress(progress, event)
      if (event.type === 'failed') {
        const { type: _, ...failure } = event
        end({ kind: 'failed', failure })
        return
      }
      const command = onEvent(event)
      if (event.type === 'done' || event.type === 'described') end({ kind: 'complete' })
      else if (command !== undefined) channel.send(command)
    }

    // The group's leader has exited: end the rest of the group, so that nothing keeps the pipes open and 'close' follows.
    // A process that could not be found may still keep them open: read what is in them now, and wait no longer.
    child.on('exit', () => {
      limit.clear()
      endProcesses(pid)
      draining = setTimeout(() => setImmediate(closePipes), drainMs)
    })
    child.on('close', () => {
      limit.clear()
      clearTimeout(draining)
      forgetAbort?.()
      endProcesses(pid)
      forget(pid)
      resolve({
        ending: ending ?? endingOf(child, tail().text, progress, heapLimitMb, runtime.outOfMemory),
        stdout: head.output(),
        stderr: tail(),
        foreignLines: channel.foreignLines(),
      })
    })
  })
}

/** The child's clock went on while all was stopped, in the iterations or in settling, whichever took so long. */
function takeFrom(reading: Reading, pausedMs: number): void {
  if (reading.stepMs >= pausedMs) reading.stepMs -= pausedMs
  else if (reading.settleMs >= pausedMs) reading.settleMs -= pausedMs
}

function unstartable(message: string, startedAt: number): ChildRun {
  const silent = { bytes: 0, text: '' }
  return {
    ending: { kind: 'unstartable', message },
    stdout: silent,
    stderr: silent,
    foreignLines: 0,
    durationMs: performance.now() - startedAt,
  }
}
