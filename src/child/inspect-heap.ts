// A look into the heap: the variant lives once more, for fewer steps, and leaves heap snapshots. The life that is
// measured is never disturbed by it, and a snapshot of a small heap is quick.
import { pathToFileURL } from 'node:url'
import type { ChildEvent, Command } from '../model/event.ts'
import type { HeapInspection } from '../model/retention.ts'
import { defaultExport } from '../scenario/scenario-file.ts'
import { runChild } from './child.ts'
import { createSnapshotFolder, type SnapshotFolder } from './snapshot-folder.ts'
import type { Trial } from './trial.ts'

/** Time for the steps before one snapshot; what is not run by then is not seen. */
const maxSegmentMs = 5000

/** Who looks into the snapshots. */
export interface InspectionReader<T> {
  /**
   * A snapshot is being written: it can be read as it grows.
   * @param written settles when no more of it will come
   * @returns settles when it is no longer read
   */
  begin?(path: string, written: Promise<void>): Promise<unknown>
  /** All of the look is there; its files are gone afterwards. */
  inspect(look: HeapInspection): Promise<T>
}

/** Which commands a look takes, and what has come of it so far. */
export interface InspectionSequence {
  look: HeapInspection
  /** What the life that is looked into is to do after an event of it. */
  next(event: ChildEvent): Command | undefined
}

/**
 * @param stretches steps before each snapshot
 * @param folder where the snapshots are to lie
 * @param isWarm whether the variant has lived before, in the same process
 */
export function createInspectionSequence(
  stretches: readonly number[],
  folder: SnapshotFolder,
  isWarm = false,
): InspectionSequence {
  const look: HeapInspection = { snapshots: [], steps: [], snapshotMs: 0, problem: '', isWarm }
  let path = ''
  let ran = 0
  const stretch = (): Command => ({
    do: 'segment',
    steps: stretches[look.snapshots.length]!,
    maxMs: maxSegmentMs,
  })
  const giveUp = (problem: string): Command => {
    look.problem = problem
    return { do: 'end' }
  }
  return {
    look,
    next(event) {
      if (event.type === 'ready') return stretch()
      if (event.type === 'segment') {
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
 * NodeHistory a variant for some stretches of steps with a heap snapshot after each, shows them, and removes the files.
 * @param stretches steps before each snapshot
 * @throws the signal's reason, when it is aborted; and what the reader throws
 */
export async function inspectHeap<T>(
  { subject, file, exported = defaultExport, plan, runtime }: Trial,
  stretches: readonly number[],
  reader: InspectionReader<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const folder = createSnapshotFolder()
  const { look, next } = createInspectionSequence(stretches, folder)
  const reads: Promise<unknown>[] = []
  let endWriting = () => {}
  const onEvent = (event: ChildEvent): Command | undefined => {
    // A life tells other things meanwhile.
    if (event.type === 'snapshot') endWriting()
    const command = next(event)
    if (command?.do === 'snapshot') {
      const written = new Promise<void>(resolve => {
        endWriting = resolve
      })
      reads.push(reader.begin?.(command.path, written) ?? written)
    }
    return command
  }

  try {
    const { slug, variant } = subject
    const { ending } = await runChild({
      runtime,
      file,
      assignment: {
        mode: 'inspect',
        url: pathToFileURL(file).href,
        slug,
        exported,
        variant,
        watchCost: null,
      },
      heapLimitMb: plan.heapLimitMb,
      timeoutMs: plan.timeoutMs,
      signal,
      onEvent,
    })
    if (ending.kind !== 'complete' && look.problem === '')
      look.problem = `the second life ended early (${ending.kind})`
    endWriting()
    return await reader.inspect(look)
  } finally {
    endWriting()
    await Promise.allSettled(reads)
    folder.remove()
  }
}
