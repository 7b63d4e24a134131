// The child's end of the wire: newline-delimited JSON on file descriptor 3, both ways, synchronous.
// Standard output belongs to the scenario. Every line carries the token of this trial, so that the
// parent can tell the harness's own lines from what a scenario writes to the same descriptor.
import type { Assignment, ChildEvent, Command } from '../model/event.ts'
import { kill, parse, readSync, stringify, wait, writeSync } from './natives.ts'

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
      if (length === 0) endOfParent()
      pending += chunk.toString('utf8', 0, length)
    }
  }

  /** A scenario that wraps the descriptor in a stream makes it non-blocking: then wait and try again. */
  function untilReady(attempt: () => number): number {
    for (;;) {
      try {
        return attempt()
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') endOfParent()
        wait(pause, 0, 0, 1)
      }
    }
  }

  const assignment = parse(readLine()) as Assignment
  return {
    assignment,
    send(event) {
      const text = `${assignment.token} ${stringify(event)}\n`
      // A buffer of our own: one from Node's pool would come and go in the scenario's external memory.
      const bytes = text.length * 3 <= outgoing.length ? outgoing : Buffer.from(text)
      const length = bytes === outgoing ? outgoing.write(text) : bytes.length
      let sent = 0
      while (sent < length) sent += untilReady(() => writeSync(descriptor, bytes, sent, length - sent))
    },
    receive: () => parse(readLine()) as Command,
  }
}

/** Ends this process at once, without the scenario's exit handlers. */
export function endOfParent(): never {
  kill(process.pid, 'SIGKILL')
  throw new Error('unreachable')
}
