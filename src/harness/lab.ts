// The `lab` object that the scenario gets: watch, defer and note.

import type { Moment } from '../model/event.ts'
import { describeValue } from '../scenario/describe-value.ts'
import type { Lab } from '../scenario/scenario.ts'
import type { TrialChannel } from './channel.ts'
import { type Clock, describeNow } from './meter.ts'
import type { TrackedObjects } from './tracked-objects.ts'

/** Notes that are sent; later ones are only counted. */
const maxNotes = 400
const maxNoteLength = 500

export interface LabController {
  lab: Lab
  /** Runs the deferred clean-up functions, newest first. */
  cleanUp(): Promise<void>
  /** Calls of `note` so far. */
  notes(): number
}

export function createLab(
  channel: TrialChannel,
  trackedObjects: TrackedObjects,
  clock: Clock,
  phase: { moment: Moment },
): LabController {
  let deferred: (() => unknown)[] = []
  let notes = 0
  const lab: Lab = {
    watch(object, label) {
      if (!isWeakKey(object))
        throw new TypeError(`lab.watch() takes an object; it was handed ${describeValue(object)}`)
      trackedObjects.watch(object, label === undefined ? undefined : String(label))
      return object
    },
    defer(cleanUp) {
      if (typeof cleanUp !== 'function') {
        throw new TypeError(`lab.defer() takes a function; it was handed ${describeValue(cleanUp)}`)
      }
      deferred[deferred.length] = cleanUp
    },
    note(text) {
      if (++notes > maxNotes) return
      channel.send({
        type: 'note',
        text: String(text).slice(0, maxNoteLength),
        ...describeNow(clock, phase.moment),
      })
    },
  }
  return {
    lab,
    async cleanUp() {
      const pending = deferred
      deferred = []
      for (let i = pending.length - 1; i >= 0; i--) await pending[i]!()
    },
    notes: () => notes,
  }
}

function isWeakKey(value: unknown): value is WeakKey {
  return (
    (typeof value === 'object' && value !== null) ||
    typeof value === 'function' ||
    (typeof value === 'symbol' && Symbol.keyFor(value) === undefined)
  )
}
