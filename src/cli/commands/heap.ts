// `leaklab heap` and `leaklab heap diff`: check the options, open the snapshots, and print what is found in them, or, in a terminal,
// open a browser of one.

import { UsageError } from '../../model/usage-error.ts'
import { renderHeap, renderHeapJson } from '../../report/heap/heap.ts'
import type { HeapReport } from '../../report/heap/heap-report.ts'
import { words } from '../../report/words/words.ts'
import type { HeapExplorer } from '../../retention/heap-explorer.ts'
import { compareSnapshots, requireComparable } from '../heap/compare.ts'
import { inspectClass, inspectHeap, inspectObject } from '../heap/inspect.ts'
import { indexSnapshot, type OpenedSnapshot, openSnapshot } from '../heap/open-snapshot.ts'
import { findPlainReason, printRendered, styleOf } from '../output.ts'
import { printPage } from '../pager.ts'
import { createProgress, type Progress } from '../progress.ts'

export interface HeapOptions {
  class?: string
  id?: number
  why?: boolean
  everyStep?: boolean
  /** The report, also in a terminal. */
  report?: boolean
  json?: boolean
}

export async function heap(files: readonly string[], options: HeapOptions): Promise<void> {
  const file = files[0]!
  if (files.length > 1) {
    throw new UsageError('several-snapshots-to-inspect', { files })
  }
  if (options.class !== undefined && options.id !== undefined) {
    throw new UsageError('class-and-id', {})
  }
  if (options.why === true && options.class === undefined && options.id === undefined) {
    throw new UsageError('why-without-object', { file })
  }
  if (isExplored(file, options)) return explore(file)
  await printReport(options, async progress => {
    const snapshot = await openSnapshot(file, progress)
    if (options.id !== undefined) return inspectObject(snapshot, options.id, options.why === true)
    if (options.class === undefined) return inspectHeap(snapshot)
    return inspectClass(snapshot, options.class, options.why === true)
  })
}

/** In a terminal a snapshot is browsed, unless something is asked for. */
function isExplored(file: string, options: HeapOptions): boolean {
  return findPlainReason() === undefined && file !== '-' && Object.keys(options).length === 0
}

async function explore(file: string): Promise<void> {
  // The default effect of signals: see `printReport`.
  const progress = await createProgress(words.session.readingSnapshots, false)
  let explorer: HeapExplorer
  try {
    explorer = indexSnapshot(await openSnapshot(file, progress), progress)
  } finally {
    progress.stop()
  }
  const { exploreHeap } = await import('./play.ts')
  await exploreHeap(explorer, file)
}

export async function diff(files: readonly string[], options: HeapOptions): Promise<void> {
  if (files.length > 3) {
    throw new UsageError('too-many-to-compare', {})
  }
  if (files.filter(file => file === '-').length > 1) {
    throw new UsageError('two-from-pipe', {})
  }
  if (options.class !== undefined || options.id !== undefined || options.why === true) {
    throw new UsageError('option-for-one-snapshot', { newest: files.at(-1)! })
  }
  await printReport(options, async progress => {
    const snapshots: OpenedSnapshot[] = []
    let idsPersist = true
    for (const file of files) {
      const snapshot = await openSnapshot(file, progress)
      const before = snapshots.at(-1)
      // Each pair is checked before the next snapshot is read, which may take long.
      if (before !== undefined && !requireComparable(before, snapshot)) idsPersist = false
      snapshots.push(snapshot)
    }
    progress.show(words.session.comparingSnapshots)
    return compareSnapshots(snapshots, idsPersist)
  })
}

async function printReport(
  { everyStep, json }: HeapOptions,
  work: (progress: Progress) => Promise<HeapReport>,
): Promise<void> {
  // Signals keep their default effect, so the cursor is not hidden: while the analysis runs, no handler could run, and
  // nothing has to be cleaned up.
  const progress = await createProgress(words.session.readingSnapshots, false)
  let report: HeapReport
  try {
    report = await work(progress)
  } finally {
    progress.stop()
  }
  if (json === true) printRendered(renderHeapJson(report))
  else await printPage(renderHeap(report, styleOf(process.stdout), everyStep))
}
