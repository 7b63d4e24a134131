// A trial: one variant in one child, from the first event to a Recording.
import { pathToFileURL } from 'node:url'
import type { Command, Exported, Failure } from '../model/event.ts'
import {
  addEvent,
  type Ending,
  emptyRecording,
  type Plan,
  type Recording,
  type Subject,
} from '../model/recording.ts'
import type { Runtime } from '../model/runtime.ts'
import { defaultExport } from '../scenario/scenario-file.ts'
import { runChild } from './child.ts'
import { addWatchCost, agreedWatchCost } from './watch-cost.ts'

/** What a trial is about, and the file that it is in (for the runtime, so JavaScript where that is needed). */
export interface Trial {
  subject: Subject
  file: string
  /** Which export of the file, by name; the default one if none is named. */
  exported?: string
  plan: Plan
  runtime: Runtime
}

export interface TrialOptions {
  /** The judgement's part: given all that is known so far, what to do next. */
  decideNext(recording: Recording): Command
  onProgress?: ((recording: Recording) => void) | undefined
  signal?: AbortSignal | undefined
}

/** @throws the signal's reason, when it is aborted; for nothing else */
export async function recordTrial(trial: Trial, options: TrialOptions): Promise<Recording> {
  const { subject, file, exported = defaultExport, plan, runtime } = trial
  const recording = emptyRecording(subject, plan, new Date())
  const lived = await runChild({
    runtime,
    file,
    assignment: {
      mode: 'trial',
      url: pathToFileURL(file).href,
      slug: subject.slug,
      exported,
      variant: subject.variant,
      watchCost: agreedWatchCost(runtime),
    },
    heapLimitMb: plan.heapLimitMb,
    timeoutMs: plan.timeoutMs,
    signal: options.signal,
    onEvent(event) {
      if (event.type === 'hello') addWatchCost(runtime, event.watchCost)
      const asksForMore = addEvent(recording, event)
      options.onProgress?.(recording)
      return asksForMore ? options.decideNext(recording) : undefined
    },
  })
  return { ...recording, ...lived }
}

/** What came of asking a file what is in it. */
export type Described =
  | { scenarios: Exported[] }
  | { ending: Ending; failure: Failure | undefined; stderr: string }

/** Asks a scenario file, in a child of its own, for its scenarios: their words and variants. */
export async function describeFile(
  file: string,
  slug: string,
  runtime: Runtime,
  limits: { timeoutMs: number; heapLimitMb: number },
  signal?: AbortSignal,
): Promise<Described> {
  let scenarios: Exported[] | undefined
  const { ending, stderr } = await runChild({
    runtime,
    file,
    assignment: {
      mode: 'describe',
      url: pathToFileURL(file).href,
      slug,
      exported: '',
      variant: '',
      watchCost: null,
    },
    ...limits,
    signal,
    onEvent(event) {
      if (event.type === 'described') scenarios = event.scenarios
      return undefined
    },
  })
  if (scenarios !== undefined) return { scenarios }
  return { ending, failure: ending.kind === 'failed' ? ending.failure : undefined, stderr: stderr.text }
}
