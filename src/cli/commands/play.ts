// `leaklab` and `leaklab play`: the interactive program. Without a terminal, `leaklab` prints the commands to try first.
import { loadCatalog } from '../../catalog/builtin.ts'
import { progressPath, readProgress, removeProgress } from '../../files/progress-file.ts'
import { noProgress } from '../../model/progress.ts'
import type { Result } from '../../model/report.ts'
import { UsageError } from '../../model/usage-error.ts'
import { words } from '../../report/words/words.ts'
import { createCourse } from '../../stage/home/course.ts'
import { runStage } from '../../stage/run-stage.ts'
import { sizeOf } from '../../stage/screen.ts'
import { openStage, openStageAt, openStageWith, type StageState } from '../../stage/state.ts'
import { createBackstage, openLesson } from '../backstage.ts'
import { interruptible } from '../interrupt.ts'
import { isInteractive, print, styleOf } from '../output.ts'

/** The list of lessons. */
export async function playCourse(): Promise<void> {
  if (!isInteractive()) return print(words.stage.firstCommands)
  const file = progressPath()
  const course = createCourse(await loadCatalog())
  const left = await play(openStage(sizeOf(process.stdout), course, readProgress(file)))
  sayGoodbye(left)
}

/** One lesson, and then the list of all. @throws UsageError when there is no such scenario, or no terminal */
export async function playLesson(target: string): Promise<void> {
  if (!isInteractive()) throw new UsageError('no-terminal', { command: `leaklab run ${target}` })
  const content = await interruptible(signal => openLesson(target, signal))
  const course = createCourse(await loadCatalog())
  const progress = readProgress(progressPath())
  sayGoodbye(await play(openStageAt(sizeOf(process.stdout), course, progress, content)))
}

/** Plays recordings until the user leaves. @param results at least one */
export async function playRecordings(results: readonly Result[], file: string): Promise<void> {
  await play(openStageWith(sizeOf(process.stdout), results))
  print(words.stage.describeLeftReplay(file))
}

/** Forgets the progress through the lessons. */
export function reset(): void {
  const file = progressPath()
  const had = readProgress(file) !== noProgress
  removeProgress(file)
  print(had ? words.stage.describeReset(file) : words.stage.nothingToReset)
}

async function play(stage: StageState): Promise<StageState> {
  const { color, unicode } = styleOf(process.stdout)
  return interruptible(signal =>
    runStage(
      stage,
      { keyboard: process.stdin, display: process.stdout, style: { color, unicode } },
      createBackstage(progressPath(), signal),
      signal,
    ),
  )
}

/** One line on the normal screen: how it went, and how to go on. */
function sayGoodbye({ progress, scene }: StageState): void {
  const { stage } = words
  print(
    scene.kind === 'lesson' && scene.lesson.scene !== 'recap'
      ? stage.describeGoodbye(scene.lesson.content.title, scene.lesson.content.scenario)
      : stage.describeLeft(progress),
  )
}
