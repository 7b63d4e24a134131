// Which scenarios are in a file? A child process loads it and describes them.
import { pathToFileURL } from 'node:url'
import type { Exported, Failure } from '../model/event.ts'
import type { Ending } from '../model/recording.ts'
import type { Runtime } from '../model/runtime.ts'
import { runChild } from './run-child.ts'

/** The scenarios of a file; or, where it could not be loaded, how the child ended. */
export type Described =
  | { scenarios: Exported[] }
  | { ending: Ending; failure: Failure | undefined; stderr: string }

/** Loads a scenario file in a child process, and returns the outlines of its scenarios. */
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
      thread: 'main',
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
