// Loads scenario files and plans their trials while the trials of files before them run: with thousands of files the first
// result need not wait for the last file.
import type { Found, OnNothing } from '../catalog/find-scenarios.ts'
import type { Exported } from '../model/event.ts'
import type { Unloaded } from '../model/report.ts'
import { type Choice, type Chosen, createChooser } from './choose-trials.ts'
import { filesByFolder, hasScenario, refuseEmptyFolders } from './empty-folders.ts'
import { type LoadOptions, loadScenarios } from './load-scenarios.ts'
import { mapConcurrently } from './map-concurrently.ts'
import { type Circumstances, planTrials, runtimesFor } from './plan-trials.ts'

/** Of a run with so few files all trials are known before the first begins. */
const fewFiles = 20
/** How many files each worker loads between two trials: all are known early, and so is how much is left. */
const filesBetweenTrials = 8

export interface SourceOptions extends LoadOptions, Pick<Circumstances, 'budgets'> {
  /** Children at the same time while the first files are loaded. */
  concurrency: number
  /** Which of the found variants to run. */
  choice: Choice
  /** Whether all files are loaded before the first trial. */
  loadsAllFirst?: boolean | undefined
  /** Called when a target contains no scenario. By default that throws a UsageError. */
  onNothing?: OnNothing | undefined
  /** Called when a file has been loaded: how many have been, and how many there are. */
  onLoaded?: ((loaded: number, of: number) => void) | undefined
  /** Called with trials that will be run: with the first before any of them begins, and when more are known. */
  onTrials?: ((added: readonly Chosen[]) => void) | undefined
  /** Called when all files are loaded, if some in folders contain no scenario. */
  onSkippedFiles?: ((files: readonly string[]) => void) | undefined
  /** Called when all trials are known: how many all shards have together, and how many are run here. */
  onAllTrials?: ((of: number, here: number) => void) | undefined
}

export interface TrialSource {
  /** The next trial, in the order of the files; undefined after the last. May be called by several workers at once. */
  take(): Promise<{ index: number; chosen: Chosen } | undefined>
  /** All trials, once `take` has returned undefined. */
  chosen: readonly Chosen[]
  /** The files that could not be loaded. */
  unloaded: readonly Unloaded[]
}

/**
 * Loads what has to be known before the first trial begins: the first files, and what may have to be refused.
 * @throws UsageError when a folder has no scenario or a file not the wanted one
 */
export async function openTrialSource(found: readonly Found[], options: SourceOptions): Promise<TrialSource> {
  const contents = new Array<Exported[] | Unloaded | undefined>(found.length)
  const claimed = new Set<number>()
  const loading = new Set<Promise<void>>()
  const chosen: Chosen[] = []
  const unloaded: Unloaded[] = []
  const skipped: string[] = []
  const chooser = createChooser(options.choice)
  let [unclaimed, loaded, released, taken] = [0, 0, 0, 0]

  async function load(index: number): Promise<void> {
    claimed.add(index)
    const one = found[index]!
    const [first, ...others] = runtimesFor(one.file.file, options.runtimes)
    contents[index] = await loadScenarios(one, { ...options, runtimes: [first!, ...others] })
    options.onLoaded?.(++loaded, found.length)
  }

  /** Plans the trials of the files that are loaded, up to the first that is not. */
  function release(): void {
    const added: Chosen[] = []
    const before = released
    for (; released < found.length && contents[released] !== undefined; released++) {
      const planned = planTrials([found[released]!], [contents[released]!], options)
      added.push(...chooser.choose(planned.trials))
      unloaded.push(...planned.unloaded)
      skipped.push(...planned.skipped)
    }
    // Of files that were loaded at the same time, the first call has released all.
    if (released === before && before > 0) return
    chosen.push(...added)
    const of = released === found.length ? chooser.end() : undefined
    if (of !== undefined && skipped.length > 0) options.onSkippedFiles?.(skipped)
    if (added.length > 0 || before === 0) options.onTrials?.(added)
    if (of !== undefined) options.onAllTrials?.(of, chosen.length)
  }

  /** @returns false when there is no file left to load */
  async function loadNext(): Promise<boolean> {
    while (claimed.has(unclaimed)) unclaimed++
    if (unclaimed >= found.length) return false
    const done = load(unclaimed).then(release)
    loading.add(done)
    await done.finally(() => loading.delete(done))
    return true
  }

  const isLoadedFirst = ({ builtin, exported }: Found, index: number) =>
    options.loadsAllFirst === true || index < fewFiles || builtin || exported !== undefined
  const first = found.flatMap((one, index) => (isLoadedFirst(one, index) ? [index] : []))
  await mapConcurrently(first, options.concurrency, load)
  for (const files of filesByFolder(found).values()) {
    const rest = files.filter(index => !claimed.has(index))
    while (rest.length > 0 && !hasScenario(files, contents))
      await Promise.all(rest.splice(0, options.concurrency).map(load))
  }
  refuseEmptyFolders(found, contents, options.onNothing)
  release()

  return {
    chosen,
    unloaded,
    async take() {
      const due = taken < options.concurrency ? 0 : filesBetweenTrials
      for (let count = 0; count < due; count++) if (!(await loadNext())) break
      while (taken >= chosen.length) {
        if (await loadNext()) continue
        if (loading.size === 0) return undefined
        await Promise.race(loading)
      }
      const index = taken++
      return { index, chosen: chosen[index]! }
    },
  }
}
