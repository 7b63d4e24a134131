// The child's end of the channel: newline-delimited JSON, in both directions, synchronous. It is file descriptor 3, because standard
// output belongs to the scenario; Deno gives a child no such descriptor, so there standard input and output are used. Each line carries the token of this trial, so that the parent can
// distinguish the harness's lines from what a scenario writes to the same descriptor.
import { devNull } from 'node:os'
import { channelLostCode, maxEventBytes } from '../model/channel.ts'
import type { Assignment, ChildEvent, Command } from '../model/event.ts'
import {
  allocateBuffer,
  closeSync,
  createBare,
  engine,
  fstatSync,
  indexOfText,
  isArray,
  keys,
  max,
  NativeError,
  openSync,
  parse,
  readSync,
  readUtf8,
  reallyExit,
  sliceText,
  stringify,
  wait,
  writeSync,
  writeUtf8,
} from './natives.ts'

/** Where commands come from, and where events go to. */
const commandDescriptor = engine === 'deno' ? 0 : 3
const eventDescriptor = engine === 'deno' ? 1 : 3
/** Size of the reused buffer for one line. Longer lines are rare and get a new buffer. */
const lineBytes = 16 * 1024

const chunkBytes = 4096

const endOfRehearsal = '{"do":"end"}\n'

const tooLong = `titles, names, labels or notes are too long: together they take more than ${maxEventBytes >> 20} MiB`

/** How a trial sends events and receives commands, in a child process or in the calling process. */
export interface TrialChannel {
  send(event: ChildEvent): void
  /** Blocks until the next command, without a turn of the event loop. */
  receive(): Command
  /** Discards all events, and answers `receive` with this command so many times, then with `end`. */
  rehearse(command: Command, times: number): void
}

export interface Channel extends TrialChannel {
  assignment: Assignment
  /** Ends a rehearsal before its time. @returns whether there was one */
  stopRehearsal(): boolean
}

/** Opens the channel and waits for the assignment. Ends the process when the channel is lost: no parent can read it. */
export function openChannel(): Channel {
  // Buffers outside of Node's pool: allocating a new pool slab would show in the scenario's readings.
  const chunk = allocateBuffer(chunkBytes)
  const outgoing = allocateBuffer(lineBytes)
  const pause = new Int32Array(new SharedArrayBuffer(4))
  /** Where events go to during a rehearsal, and nothing is read from. */
  let nowhere: number | undefined
  let rehearsed = 0
  let rehearsal = ''
  const { dev, ino } = fstatSync(eventDescriptor)
  let pending = ''

  function read(): number {
    const length = readSync(nowhere ?? commandDescriptor, chunk, 0, chunkBytes, null)
    if (nowhere === undefined) return length
    return writeUtf8(chunk, rehearsed-- > 0 ? rehearsal : endOfRehearsal, 0, chunkBytes)
  }

  function readLine(): string {
    for (;;) {
      const end = indexOfText(pending, '\n')
      if (end >= 0) {
        const line = sliceText(pending, 0, end)
        pending = sliceText(pending, end + 1)
        return line
      }
      const length = untilReady(read)
      if (length === 0) endWithoutChannel()
      pending += readUtf8(chunk, 0, length)
    }
  }

  /** A scenario that wraps the descriptor in a stream makes it non-blocking: the call then waits 1 ms and tries again. */
  function untilReady<T>(attempt: () => T): T {
    for (;;) {
      try {
        return attempt()
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') endWithoutChannel()
        wait(pause, 0, 0, 1)
      }
    }
  }

  /** A scenario may close the descriptor; the next file that it opens gets the number, and must not be written to. */
  function requireOwnDescriptor(): void {
    const now = untilReady(() => fstatSync(eventDescriptor))
    if (now.dev !== dev || now.ino !== ino) endWithoutChannel()
  }

  function stopRehearsal(): boolean {
    if (nowhere === undefined) return false
    closeSync(nowhere)
    nowhere = undefined
    return true
  }

  const assignment = parse(readLine()) as Assignment
  return {
    assignment,
    send(event) {
      if (nowhere === undefined) requireOwnDescriptor()
      // The scenario may have written a line without its newline: start with one.
      const text = `\n${assignment.token} ${stringify(copyWithoutToJson(event))}\n`
      // A UTF-16 code unit takes at most three bytes.
      const most = text.length * 3
      const bytes = most <= lineBytes ? outgoing : allocateBuffer(most)
      const length = writeUtf8(bytes, text, 0, max(most, lineBytes))
      if (length > maxEventBytes) throw new NativeError(tooLong)
      let sent = 0
      while (sent < length)
        sent += untilReady(() => writeSync(nowhere ?? eventDescriptor, bytes, sent, length - sent))
    },
    receive() {
      const command = parse(readLine()) as Command
      if (command.do === 'end') stopRehearsal()
      return command
    },
    stopRehearsal,
    rehearse(command, times) {
      nowhere = openSync(devNull, 'r+')
      rehearsal = `${stringify(command)}\n`
      rehearsed = times
    },
  }
}

/** Copies data so that a `toJSON` that the scenario added to Object.prototype or Array.prototype is not called. */
function copyWithoutToJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = isArray(value) ? ([] as never) : createBare()
  const names = keys(value)
  for (let i = 0; i < names.length; i++)
    copy[names[i]!] = copyWithoutToJson((value as Record<string, unknown>)[names[i]!])
  if (isArray(value)) (copy as { toJSON?: unknown }).toJSON = undefined
  return copy
}

/** Ends this process at once, without the scenario's exit handlers. The exit code says why to a parent that still runs. */
function endWithoutChannel(): never {
  reallyExit(channelLostCode)
}
