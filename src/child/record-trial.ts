// Runs one variant in one child, and turns its events into a Recording.
import { pathToFileURL } from 'node:url'
import { readVariant } from '../catalog/source.ts'
import { describeFrame } from '../catalog/source-locations.ts'
import type { ChildEvent, Command } from '../model/event.ts'
import { addEvent, emptyRecording, type Plan, type Recording, type Subject } from '../model/recording.ts'
import type { Runtime } from '../model/runtime.ts'
import { defaultExport } from '../scenario/scenario-file.ts'
import { runChild } from './run-child.ts'
import { addWatchCost, agreedWatchCost } from './watch-cost.ts'

/** One variant to run, and the file that the runtime loads: the compiled one where the scenario comes with leaklab. */
export interface Trial {
  subject: Subject
  file: string
  /** The file as it was written; absent where `file` is that. */
  source?: string
  /** The name of the file's export; the default export where it is absent. */
  exported?: string
  plan: Plan
  runtime: Runtime
}

export interface TrialOptions {
  /** Called with all readings so far: what the child does next. */
  decideNext(recording: Recording): Command
  onProgress?: ((recording: Recording) => void) | undefined
  signal?: AbortSignal | undefined
}

/** @throws the signal's reason, when it is aborted; nothing else */
export async function recordTrial(trial: Trial, options: TrialOptions): Promise<Recording> {
  const { subject, file, source = file, exported = defaultExport, plan, runtime } = trial
  const code = readVariant(source, subject, exported)
  const recording = { ...emptyRecording(subject, plan, new Date()), code }
  const run = await runChild({
    runtime,
    file,
    assignment: {
      mode: 'trial',
      thread: 'main',
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
      const needsCommand = addEvent(recording, complete(event, runtime))
      options.onProgress?.(recording)
      return needsCommand ? options.decideNext(recording) : undefined
    },
  })
  return { ...recording, ...run }
}

/** With what only the parent knows. */
function complete(event: ChildEvent, { missing }: Runtime): ChildEvent {
  if (event.type === 'registries') return locate(event)
  if (event.type !== 'hello' || missing.length === 0) return event
  return { ...event, runtime: { ...event.runtime, missing: [...missing] } }
}

/** With places in the source that was written, in place of lines of a stack. */
function locate(event: Extract<ChildEvent, { type: 'registries' }>): ChildEvent {
  const watched = event.watched.map(one => ({ ...one, place: describeFrame(one.place) }))
  return { ...event, watched }
}
