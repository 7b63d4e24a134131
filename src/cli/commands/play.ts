// `leaklab` and `leaklab play`: the interactive program. Without a terminal, `leaklab` prints the commands to try first.
import { createInterface } from 'node:readline'
import { loadCatalog } from '../../catalog/builtin.ts'
import { progressPath, readProgress, removeProgress } from '../../files/progress-file.ts'
import { noProgress } from '../../model/progress.ts'
import type { Result } from '../../model/report.ts'
import { prepareCut } from '../../report/terminal/cut.ts'
import type { PlainReason } from '../../report/words/en/plain.ts'
import { words } from '../../report/words/words.ts'
import type { HeapExplorer } from '../../retention/heap-explorer.ts'
import { createCourse } from '../../stage/home/course.ts'
import { runPlain } from '../../stage/plain/run-plain.ts'
import { runStage } from '../../stage/run-stage.ts'
import { sizeOf } from '../../stage/screen.ts'
import {
  openStage,
  openStageAt,
  openStageToExplore,
  openStageWith,
  type StageState,
} from '../../stage/state.ts'
import { createBackstage, openLesson } from '../backstage.ts'
import { interruptible } from '../interrupt.ts'
import { findPlainReason, print, say, styleOf } from '../output.ts'

export interface PlayOptions {
  /** Lines of text instead of screens. */
  plain?: boolean
}

/** The list of lessons. */
export async function playCourse({ plain }: PlayOptions): Promise<void> {
  const reason = findPlainReason(plain)
  if (reason === 'pipe') return print(words.stage.firstCommands)
  const file = progressPath()
  const course = createCourse(await loadCatalog())
  const left = await play(openStage(sizeOf(process.stdout), course, readProgress(file)), reason)
  sayGoodbye(left)
}

/** One lesson. @throws UsageError when there is no such scenario */
export async function playLesson(target: string, { plain }: PlayOptions): Promise<void> {
  const content = await interruptible(signal => openLesson(target, signal))
  const course = createCourse(await loadCatalog())
  const progress = readProgress(progressPath())
  const stage = openStageAt(sizeOf(process.stdout), course, progress, content)
  sayGoodbye(await play(stage, findPlainReason(plain)))
}

/** Plays recordings until the user leaves. @param results at least one */
export async function playRecordings(results: readonly Result[], file: string): Promise<void> {
  await play(openStageWith(sizeOf(process.stdout), results))
  print(words.stage.describeLeftReplay(file))
}

/** Browses a heap until the user leaves. Then the commands for the ids that were asked for are on the normal screen. */
export async function exploreHeap(explorer: HeapExplorer, file: string): Promise<void> {
  prepareCut()
  const { scene } = await play(openStageToExplore(sizeOf(process.stdout), explorer, file))
  if (scene.kind === 'explore') print(words.explore.describeLeft(file, scene.explore.askedIds))
}

/** Forgets the progress through the lessons. */
export function reset(): void {
  const file = progressPath()
  const had = readProgress(file) !== noProgress
  removeProgress(file)
  print(had ? words.stage.describeReset(file) : words.stage.nothingToReset)
}

/**
 * Runs the interactive program until the user leaves.
 * @param reason why it is lines of text instead of screens
 */
export async function play(stage: StageState, reason?: PlainReason): Promise<StageState> {
  const { color, unicode } = styleOf(process.stdout)
  return interruptible(async signal => {
    const backstage = createBackstage(signal)
    if (reason === undefined) {
      const terminal = { keyboard: process.stdin, display: process.stdout, style: { color, unicode } }
      return runStage(stage, terminal, backstage, signal)
    }
    const input = createInterface({ input: process.stdin, terminal: false })
    try {
      return await runPlain(stage, { lines: input, print, style: { unicode } }, backstage, reason, signal)
    } finally {
      input.close()
    }
  })
}

/** One line on the normal screen: how it went, and how to go on. */
function sayGoodbye({ progress, scene, unsaved }: StageState): void {
  const { stage } = words
  if (unsaved !== '') say(stage.describeUnsaved(unsaved))
  print(
    scene.kind === 'lesson' && scene.lesson.scene !== 'recap'
      ? stage.describeGoodbye(scene.lesson.content.title, scene.lesson.content.scenario)
      : stage.describeLeft(progress),
  )
}
