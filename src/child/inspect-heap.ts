// A heap inspection: a second run of the variant, with fewer iterations, that writes heap snapshots. The measured run is not
// disturbed, and a snapshot of a small heap takes little time.
import { pathToFileURL } from 'node:url'
import type { ChildEvent, Command } from '../model/event.ts'
import type { HeapInspection, InspectionPlan } from '../model/retention.ts'
import { defaultExport } from '../scenario/scenario-file.ts'
import type { Trial } from './record-trial.ts'
import { runChild } from './run-child.ts'
import { createSnapshotFolder, type SnapshotFolder } from './snapshot-folder.ts'

/** Time limit for the iterations before one snapshot; the rest of them are left out. */
const maxSegmentMs = 5000

/** Reads the snapshots of an inspection. */
export interface InspectionReader<T> {
  /**
   * Called while a snapshot is being written: it can be read at the same time.
   * @param written settles when the file is complete
   * @returns settles when the file is no longer read
   */
  begin?(path: string, written: Promise<void>): Promise<unknown>
  /** Called when the inspection is complete; its files are removed afterwards. */
  inspect(inspection: HeapInspection): Promise<T>
}

/** The commands of an inspection, and its results so far. */
export interface InspectionSequence {
  inspection: HeapInspection
  /** The command that answers an event of the inspected run. */
  next(event: ChildEvent): Command | undefined
}

/**
 * @param folder for the snapshots
 * @param isWarm whether the variant has already run in the same process
 */
export function createInspectionSequence(
  { segments, thread }: InspectionPlan,
  folder: SnapshotFolder,
  isWarm = false,
): InspectionSequence {
  const inspection: HeapInspection = { snapshots: [], steps: [], snapshotMs: 0, problem: '', thread, isWarm }
  let path = ''
  let ran = 0
  const nextSegment = (): Command => ({
    do: 'segment',
    steps: segments[inspection.snapshots.length]!,
    maxMs: maxSegmentMs,
  })
  const giveUp = (problem: string): Command => {
    inspection.problem = problem
    return { do: 'end' }
  }
  return {
    inspection,
    next(event) {
      if (event.type === 'ready') return nextSegment()
      if (event.type === 'segment') {
        ran += event.steps
        const next = folder.next()
        if ('problem' in next) return giveUp(next.problem)
        path = next.path
        return { do: 'snapshot', path }
      }
      if (event.type !== 'snapshot') return undefined
      if (event.problem !== '') return giveUp(event.problem)
      inspection.snapshots.push(path)
      inspection.steps.push(ran)
      inspection.snapshotMs += event.snapshotMs
      return inspection.snapshots.length < segments.length ? nextSegment() : { do: 'end' }
    },
  }
}

/**
 * Runs a variant for some segments of iterations with a heap snapshot after each, hands them to the reader, and removes the
 * files.
 * @throws the signal's reason, when it is aborted; and what the reader throws
 */
export async function inspectHeap<T>(
  { subject, file, exported = defaultExport, plan, runtime }: Trial,
  inspectionPlan: InspectionPlan,
  reader: InspectionReader<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const folder = createSnapshotFolder()
  const { inspection, next } = createInspectionSequence(inspectionPlan, folder)
  const reads: Promise<unknown>[] = []
  let endWriting = () => {}
  const onEvent = (event: ChildEvent): Command | undefined => {
    // Other events, such as notes, may come while a snapshot is written.
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
        thread: inspectionPlan.thread,
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
    if (ending.kind !== 'complete' && inspection.problem === '')
      inspection.problem = `the second run ended early (${ending.kind})`
    endWriting()
    return await reader.inspect(inspection)
  } finally {
    endWriting()
    await Promise.allSettled(reads)
    folder.remove()
  }
}
