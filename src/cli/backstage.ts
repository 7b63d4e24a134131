// What the interactive program does outside of the terminal: loads lessons, measures variants, saves the progress.

import { resolve } from 'node:path'
import { readSource } from '../catalog/builtin.ts'
import { type Found, findScenarios } from '../catalog/find-scenarios.ts'
import { readRecordedTwins } from '../catalog/recorded-twins.ts'
import { findTwin } from '../catalog/twin.ts'
import { progressPath, writeProgress } from '../files/progress-file.ts'
import { defaults, makePlan } from '../model/plan.ts'
import { UsageError } from '../model/usage-error.ts'
import { runScenarios } from '../pipeline.ts'
import { addRecorded, compareScenarios } from '../run/compare.ts'
import { loadScenarios } from '../run/load-scenarios.ts'
import { findEngines, hasOtherEngine } from '../runtimes/find-engines.ts'
import { ownNode } from '../runtimes/node.ts'
import { createContent, type LessonContent } from '../stage/lesson/content.ts'
import type { Backstage } from '../stage/session.ts'
import { followNotes, type NotesServer, serveNotes } from './presentation/notes-channel.ts'
import { findRehearsed } from './presentation/rehearsed.ts'
import { pipelineOptions } from './trial-options.ts'
import { editorWriteMs, watchFoldersOf } from './watch-folders.ts'

const limits = makePlan({}, { snapshots: 'never' })

/**
 * Loads the lesson of a scenario of leaklab or of a file.
 * @throws UsageError when there is no scenario, or there are several
 */
export async function openLesson(target: string, signal: AbortSignal): Promise<LessonContent> {
  const [found, ...others] = findScenarios([target])
  if (others.length > 0)
    throw new UsageError('lesson-of-many', { target, count: others.length + 1, first: found!.file.id })
  const contents = await loadScenarios(found!, { plan: limits, runtimes: [ownNode()], signal })
  if ('problem' in contents)
    throw new UsageError('no-scenario-to-show', { file: found!.file.id, problem: contents.problem })
  const [{ name, outline } = { name: '', outline: undefined }, ...more] = contents
  if (more.length > 0)
    throw new UsageError('lesson-of-many', { target, count: more.length + 1, first: `${target}#${name}` })
  if (outline === undefined)
    throw new UsageError('no-scenario-to-show', { file: found!.file.id, problem: '' })
  const id = found!.builtin ? found!.file.id : target
  const { slug } = found!.file
  const isComparable = canBeCompared(found!)
  return createContent({ id, slug, outline, isComparable }, readSource(found!.file), name)
}

/** Whether there is another engine for the scenario on this machine, or what its twin did there was recorded. */
function canBeCompared(found: Found): boolean {
  return findTwin(found) !== undefined || hasOtherEngine()
}

/** The last of several changes counts: the file is complete then. */
function watchFile(file: string, onChange: () => void): () => void {
  const path = resolve(file)
  let waiting: NodeJS.Timeout | undefined
  const close = watchFoldersOf([path], changed => {
    if (changed !== path) return
    clearTimeout(waiting)
    waiting = setTimeout(onChange, editorWriteMs)
  })
  return () => {
    clearTimeout(waiting)
    close()
  }
}

export function createBackstage(signal: AbortSignal): Backstage {
  let server: NotesServer | undefined
  return {
    open: id => openLesson(id, signal),
    async run(content, side, { onProgress, signal: stopped }) {
      const options = await pipelineOptions({ variant: content[side]!.name }, 'always')
      const { results } = await runScenarios([content.scenario], {
        ...options,
        signal: AbortSignal.any([signal, stopped]),
        onProgress: (_, recording) => onProgress(recording),
      })
      return results[0]!
    },
    async runAll(file, on, stopped) {
      // One child at a time: beside another the curve would be slower, and the machine of a student has few cores.
      const options = await pipelineOptions({ jobs: 1 }, 'never')
      const report = await runScenarios([file], {
        ...options,
        signal: AbortSignal.any([signal, stopped]),
        onTrials: trials => on.onBegin(trials.map(({ trial }) => trial.subject.variant)),
        onProgress: on.onProgress,
        onResult: on.onResult,
      })
      const [unloaded] = report.unloaded
      if (unloaded !== undefined) throw new Error(unloaded.problem)
    },
    async compare(scenario, on, stopped) {
      const { missing, runtimes } = await findEngines()
      const recorded = missing.includes('python') ? readRecordedTwins() : undefined
      await compareScenarios([scenario], {
        plan: makePlan({ paths: false }, { snapshots: 'never' }),
        runtimes,
        concurrency: 1,
        retries: defaults.retries,
        signal: AbortSignal.any([signal, stopped]),
        onTrials(trials, [comparison]) {
          on.onBegin({ comparison: addRecorded(comparison!, recorded), trials, missing })
        },
        onProgress: (_, recording) => on.onProgress(recording),
        onResult: on.onResult,
      })
    },
    watch: watchFile,
    save: progress => writeProgress(progressPath(), progress),
    findRehearsed,
    publish(notes) {
      if (server === undefined) {
        server = serveNotes()
        signal.addEventListener('abort', server.close, { once: true })
      }
      server.publish(notes)
    },
    listen: followNotes,
    // The whole job stops, as with Ctrl-Z at any other program; the terminal is the shell's until `fg`.
    suspend: () => process.kill(0, 'SIGTSTP'),
  }
}
