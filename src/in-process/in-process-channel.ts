// A trial's wire within one process. Events lie as bytes in a buffer that was there before the first reading, and are
// read anew for each decision: what that takes is garbage, so nothing of ours grows while the scenario is measured.
import type { TrialChannel } from '../harness/channel.ts'
import type { ChildEvent, Command } from '../model/event.ts'
import { addEvent, type Recording } from '../model/recording.ts'

/** Room for some hundred readings, which is more than a trial takes. */
const roomBytes = 256 * 1024
/** Rounds that are rehearsed for each that is asked for, and in each stage: the judgement warms up as well. */
const eagerness = 3
const rehearsedPerStage = 6

export interface InProcessChannel extends TrialChannel {
  /** All that was sent so far; what was rehearsed is nothing. */
  recording(): Recording
  /** From now on nothing is asked for any more. */
  stop(): void
}

/**
 * @param begin makes a recording before its trial
 * @param decideNext given all that is known so far, what to do next
 */
export function createInProcessChannel(
  begin: () => Recording,
  decideNext: (recording: Recording) => Command,
): InProcessChannel {
  let bytes = Buffer.alloc(roomBytes)
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
      // A character takes three bytes at the most.
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
      rehearsals = times * eagerness
    },
    recording: () => (rehearsals > 0 ? begin() : read()),
    stop() {
      stopped = true
    },
  }
}
