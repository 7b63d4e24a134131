// The child's end of the wire: newline-delimited JSON on file descriptor 3, both ways, synchronous.
// Standard output belongs to the scenario. Every line carries the token of this trial, so that the
// parent can tell the harness's own lines from what a scenario writes to the same descriptor.
import type { Assignment, ChildEvent, Command } from '../model/event.ts'
import { channelLostCode } from '../model/runtime.ts'
import {
  createBare,
  fstatSync,
  isArray,
  keys,
  parse,
  readSync,
  reallyExit,
  stringify,
  wait,
  writeSync,
} from './natives.ts'

const descriptor = 3

export interface Channel {
  assignment: Assignment
  send(event: ChildEvent): void
  /** Waits for the next command, without a turn of the event loop. */
  receive(): Command
}

/** Opens the channel and waits for the assignment. A channel that is gone ends the process: nobody listens. */
export function openChannel(): Channel {
  const chunk = Buffer.alloc(4096)
  const outgoing = Buffer.alloc(16_384)
  const pause = new Int32Array(new SharedArrayBuffer(4))
  const { dev, ino } = fstatSync(descriptor)
  let pending = ''

  function readLine(): string {
    for (;;) {
      const end = pending.indexOf('\n')
      if (end >= 0) {
        const line = pending.slice(0, end)
        pending = pending.slice(end + 1)
        return line
      }
      const length = untilReady(() => readSync(descriptor, chunk, 0, chunk.length, null))
      if (length === 0) endUnheard()
      pending += chunk.toString('utf8', 0, length)
    }
  }

  /** A scenario that wraps the descriptor in a stream makes it non-blocking: then wait and try again. */
  function untilReady<T>(attempt: () => T): T {
    for (;;) {
      try {
        return attempt()
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') endUnheard()
        wait(pause, 0, 0, 1)
      }
    }
  }

  /** A scenario may close the descriptor, and the next file that it opens has its number: not ours to write to. */
  function holdOurs(): void {
    const now = untilReady(() => fstatSync(descriptor))
    if (now.dev !== dev || now.ino !== ino) endUnheard()
  }

  const assignment = parse(readLine()) as Assignment
  return {
    assignment,
    send(event) {
      holdOurs()
      // A line of the scenario's may lack its end: ours begins on a line of its own.
      const text = `\n${assignment.token} ${stringify(shield(event))}\n`
      // A buffer of our own: one from Node's pool would come and go in the scenario's external memory.
      const bytes = text.length * 3 <= outgoing.length ? outgoing : Buffer.from(text)
      const length = bytes === outgoing ? outgoing.write(text) : bytes.length
      let sent = 0
      while (sent < length) sent += untilReady(() => writeSync(descriptor, bytes, sent, length - sent))
    },
    receive: () => parse(readLine()) as Command,
  }
}

/** The same data, out of reach of a `toJSON` that a scenario gave to all objects or arrays. */
function shield(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = isArray(value) ? ([] as never) : createBare()
  for (const key of keys(value)) copy[key] = shield((value as Record<string, unknown>)[key])
  if (isArray(value)) (copy as { toJSON?: unknown }).toJSON = undefined
  return copy
}

/** Ends this process at once, without the scenario's exit handlers. A parent that still lives is told by the code. */
function endUnheard(): never {
  reallyExit(channelLostCode)
}
