// How does a trial run in a child process? And its heap inspection, in a second child?
import { inspectHeap } from '../child/inspect-heap.ts'
import { recordTrial, type Trial } from '../child/record-trial.ts'
import { planNext } from '../judgement/schedule.ts'
import type { Recording } from '../model/recording.ts'
import type { HeapInspection } from '../model/retention.ts'
import { createSnapshotReader, findRetention } from '../retention/find-retention.ts'
import type { TrialRunner } from './judge-trial.ts'

export interface ChildTrialOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((recording: Recording) => void) | undefined
  /** Called while the snapshot files of an inspection exist. */
  keepSnapshot?: ((inspection: HeapInspection) => void) | undefined
}

/** The runner of a trial whose scenario file is loaded in a child process. */
export function createChildRunner(trial: Trial, options: ChildTrialOptions): TrialRunner {
  const { keepSnapshot, onProgress, signal } = options
  return {
    run: () => recordTrial(trial, { decideNext: planNext, onProgress, signal }),
    inspect(recording, inspectionPlan) {
      const reader = createSnapshotReader(signal)
      const inspect = (inspection: HeapInspection) => {
        keepSnapshot?.(inspection)
        return findRetention(inspection, recording, signal, reader)
      }
      return inspectHeap(trial, inspectionPlan, { begin: reader.begin, inspect }, signal)
    },
  }
}
