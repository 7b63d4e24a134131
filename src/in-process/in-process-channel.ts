// The channel of a trial in this process. Events are stored as bytes in a buffer that is allocated before the first reading,
// and parsed again for each decision. The parsed objects are garbage, so the channel does not grow while the step is measured.
import type { TrialChannel } from '../harness/channel.ts'
import type { ChildEvent, Command } from '../model/event.ts'
import { addEvent, type Recording } from '../model/recording.ts'

/** Enough for some hundred readings, more than a trial has. */
const initialBytes = 256 * 1024
/** Rehearsed rounds for each requested one, and in each stage: more than in a child, because the judgement warms up here too. */
const rehearsalFactor = 3
const rehearsedPerStage = 6

export interface InProcessChannel extends TrialChannel {
  /** The recording so far, without rehearsed rounds. */
  recording(): Recording
  /** From now on, `receive` always returns the end. */
  stop(): void
}

/**
 * @param begin creates the empty recording
 * @param decideNext given all readings so far, the next command
 */
export function createInProcessChannel(
  begin: () => Recording,
  decideNext: (recording: Recording) => Command,
): InProcessChannel {
  let bytes = Buffer.alloc(initialBytes)
  let length = 0
  let rehearsed = 0
  let rehearsals = 0
  let stopped = false

  function read(): Recording {
    const recording = begin()
    for (let start = 0; start < length; ) {
      const end = bytes.indexOf(10, start)
      addEvent(recording, JSON.parse(bytes.toString('utf8', start, end)) as ChildEvent)
      start = end + 1
    }
    return recording
  }

  return {
    send(event) {
      const line = `${JSON.stringify(event)}\n`
      // A UTF-16 code unit takes at most three bytes.
      if (length + line.length * 3 > bytes.length)
        bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length + line.length * 3)])
      length += bytes.write(line, length)
    },
    receive() {
      if (stopped) return { do: 'end' }
      const command = decideNext(read())
      if (rehearsals === 0) return command
      if (rehearsed < rehearsals)
        return { do: 'round', stage: Math.floor(rehearsed++ / rehearsedPerStage), steps: 1, maxMs: 100 }
      rehearsals = 0
      length = 0
      return { do: 'end' }
    },
    rehearse(_command, times) {
      rehearsals = times * rehearsalFactor
    },
    recording: () => (rehearsals > 0 ? begin() : read()),
    stop() {
      stopped = true
    },
  }
}
