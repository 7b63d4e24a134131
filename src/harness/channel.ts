// The child's end of the wire: newline-delimited JSON on file descriptor 3, both ways, synchronous.
// Standard output belongs to the scenario. Every line carries the token of this trial, so that the
// parent can tell the harness's own lines from what a scenario writes to the same descriptor.
import { devNull } from 'node:os'
import type { Assignment, ChildEvent, Command } from '../model/event.ts'
import { channelLostCode } from '../model/runtime.ts'
import {
  closeSync,
  createBare,
  fstatSync,
  isArray,
  keys,
  openSync,
  parse,
  readSync,
  reallyExit,
  stringify,
  wait,
  writeSync,
} from './natives.ts'

const channelDescriptor = 3
/** Room for one line. Longer ones are rare and get a buffer of their own. */
const lineBytes = 16 * 1024

const endOfRehearsal = '{"do":"end"}\n'

/** What a trial speaks through, in a child or in the process that asks. */
export interface TrialChannel {
  send(event: ChildEvent): void
  /** Waits for the next command, without a turn of the event loop. */
  receive(): Command
  /** While on, what is sent goes nowhere, and what is received is one command, as often as this, then the end. */
  rehearse(command: Command, times: number): void
}

export interface Channel extends TrialChannel {
  assignment: Assignment
}

/** Opens the channel and waits for the assignment. A channel that is gone ends the process: nobody listens. */
export function openChannel(): Channel {
  // Buffers of our own, not from Node's pool: a slab that is used up would show in the scenario's readings.
  const chunk = Buffer.alloc(4096)
  const outgoing = Buffer.alloc(lineBytes)
  const pause = new Int32Array(new SharedArrayBuffer(4))
  let descriptor = channelDescriptor
  let rehearsed = 0
  let rehearsal = ''
  const { dev, ino } = fstatSync(channelDescriptor)
  let pending = ''

  function read(): number {
    const length = readSync(descriptor, chunk, 0, chunk.length, null)
    if (descriptor === channelDescriptor) return length
    return chunk.write(rehearsed-- > 0 ? rehearsal : endOfRehearsal)
  }

  function readLine(): string {
    for (;;) {
      const end = pending.indexOf('\n')
      if (end >= 0) {
        const line = pending.slice(0, end)
        pending = pending.slice(end + 1)
        return line
      }
      const length = untilReady(read)
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
    const now = untilReady(() => fstatSync(channelDescriptor))
    if (now.dev !== dev || now.ino !== ino) endUnheard()
  }

  const assignment = parse(readLine()) as Assignment
  return {
    assignment,
    send(event) {
      if (descriptor === channelDescriptor) holdOurs()
      // A line of the scenario's may capability its end: ours begins on a line of its own.
      const text = `\n${assignment.token} ${stringify(shield(event))}\n`
      // A character takes three bytes at the most.
      const fits = text.length * 3 <= lineBytes
      const bytes = fits ? outgoing : Buffer.from(text)
      const length = fits ? outgoing.write(text) : bytes.length
      let sent = 0
      while (sent < length) sent += untilReady(() => writeSync(descriptor, bytes, sent, length - sent))
    },
    receive() {
      const command = parse(readLine()) as Command
      if (command.do === 'end' && descriptor !== channelDescriptor) {
        closeSync(descriptor)
        descriptor = channelDescriptor
      }
      return command
    },
    rehearse(command, times) {
      descriptor = openSync(devNull, 'r+')
      rehearsal = `${stringify(command)}\n`
      rehearsed = times
    },
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
