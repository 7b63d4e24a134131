// A look into the heap: the variant lives once more, for fewer steps, and leaves heap snapshots. The life that is
// measured is never disturbed by it, and a snapshot of a small heap is quick.
import { pathToFileURL } from 'node:url'
import type { ChildEvent, Command } from '../model/event.ts'
import type { Look } from '../model/retention.ts'
import { defaultExport } from '../model/scenario-file.ts'
import { runChild } from './child.ts'
import { createSnapshotFolder, type SnapshotFolder } from './snapshot-folder.ts'
import type { Trial } from './trial.ts'

/** Time for the steps before one snapshot; what is not run by then is not seen. */
const maxStretchMs = 5000

/** Which commands a look takes, and what has come of it so far. */
export interface LookGuide {
  look: Look
  /** What the life that is looked into is to do after an event of it. */
  next(event: ChildEvent): Command | undefined
}

/**
 * @param stretches steps before each snapshot
 * @param folder where the snapshots are to lie
 * @param isWarm whether the variant has lived before, in the same process
 */
export function guideLook(stretches: readonly number[], folder: SnapshotFolder, isWarm = false): LookGuide {
  const look: Look = { snapshots: [], steps: [], snapshotMs: 0, problem: '', isWarm }
  let path = ''
  let ran = 0
  const stretch = (): Command => ({
    do: 'stretch',
    steps: stretches[look.snapshots.length]!,
    maxMs: maxStretchMs,
  })
  const giveUp = (problem: string): Command => {
    look.problem = problem
    return { do: 'end' }
  }
  return {
    look,
    next(event) {
      if (event.type === 'ready') return stretch()
      if (event.type === 'stretch') {
        ran += event.steps
        const place = folder.next()
        if ('problem' in place) return giveUp(place.problem)
        path = place.path
        return { do: 'snapshot', path }
      }
      if (event.type !== 'snapshot') return undefined
      if (event.problem !== '') return giveUp(event.problem)
      look.snapshots.push(path)
      look.steps.push(ran)
      look.snapshotMs += event.snapshotMs
      return look.snapshots.length < stretches.length ? stretch() : { do: 'end' }
    },
  }
}

/**
 * Lives a variant for some stretches of steps with a heap snapshot after each, hands the look over, and removes the files.
 * @param stretches steps before each snapshot
 * @throws the signal's reason, when it is aborted; and what `inspect` throws
 */
export async function takeLook<T>(
  { subject, file, exported = defaultExport, plan, runtime }: Trial,
  stretches: readonly number[],
  inspect: (look: Look) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const folder = createSnapshotFolder()
  const { look, next } = guideLook(stretches, folder)

  try {
    const { slug, variant } = subject
    const { ending } = await runChild({
      runtime,
      file,
      assignment: {
        mode: 'look',
        url: pathToFileURL(file).href,
        slug,
        exported,
        variant,
        watchCost: null,
      },
      heapLimitMb: plan.heapLimitMb,
      timeoutMs: plan.timeoutMs,
      signal,
      onEvent: next,
    })
    if (ending.kind !== 'complete' && look.problem === '')
      look.problem = `the second life ended early (${ending.kind})`
    return await inspect(look)
  } finally {
    folder.remove()
  }
}
