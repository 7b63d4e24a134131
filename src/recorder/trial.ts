// A trial: one variant in one child, from the first event to a Recording.
import { pathToFileURL } from 'node:url'
import type { Command, Failure, Outline } from '../model/event.ts'
import {
  addEvent,
  type Ending,
  emptyRecording,
  type Plan,
  type Recording,
  type Subject,
} from '../model/recording.ts'
import type { Runtime } from '../model/runtime.ts'
import { runChild } from './child.ts'
import { addWatchCost, agreedWatchCost } from './watch-cost.ts'

/** What a trial is about, and the file that it is in (for the runtime, so JavaScript where that is needed). */
export interface Trial {
  subject: Subject
  file: string
  plan: Plan
  runtime: Runtime
}

export interface TrialOptions {
  /** The judgement's part: given all that is known so far, what to do next. */
  decideNext(recording: Recording): Command
  onProgress?: (recording: Recording) => void
  signal?: AbortSignal | undefined
}

/** @throws the signal's reason, when it is aborted; for nothing else */
export async function recordTrial(trial: Trial, options: TrialOptions): Promise<Recording> {
  const { subject, file, plan, runtime } = trial
  const recording = emptyRecording(subject, plan, new Date())
  const lived = await runChild({
    runtime,
    file,
    assignment: {
      mode: 'trial',
      url: pathToFileURL(file).href,
      slug: subject.slug,
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

/** What came of asking a file what is in it. Null: it exports nothing by default. */
export type Described =
  | { outline: Outline | null }
  | { ending: Ending; failure: Failure | undefined; stderr: string }

/** Asks a scenario file, in a child of its own, for its title and variants. */
export async function describeFile(
  file: string,
  slug: string,
  runtime: Runtime,
  limits: { timeoutMs: number; heapLimitMb: number },
  signal?: AbortSignal,
): Promise<Described> {
  let outline: Outline | null | undefined
  const { ending, stderr } = await runChild({
    runtime,
    file,
    assignment: { mode: 'describe', url: pathToFileURL(file).href, slug, variant: '', watchCost: null },
    ...limits,
    signal,
    onEvent(event) {
      if (event.type === 'described') outline = event.outline
      return undefined
    },
  })
  if (outline !== undefined) return { outline }
  return { ending, failure: ending.kind === 'failed' ? ending.failure : undefined, stderr: stderr.text }
}
