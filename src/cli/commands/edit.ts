// `leaklab edit`: copies a scenario to the working folder, and measures it anew on each save. In plain mode and without a terminal
// each run prints its report.
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { readSource } from '../../catalog/builtin.ts'
import { findScenarios } from '../../catalog/find-scenarios.ts'
import { withoutLesson } from '../../catalog/source.ts'
import { createFile } from '../../files/output-file.ts'
import { words } from '../../report/words/words.ts'
import { sizeOf } from '../../stage/screen.ts'
import { openStageToEdit } from '../../stage/state.ts'
import { findPlainReason, print, say } from '../output.ts'
import { watchAndRun } from '../watch.ts'
import { play } from './play.ts'

export async function edit(target: string, { plain }: { plain?: boolean }): Promise<void> {
  const { file, isNew } = copyScenario(target)
  if (findPlainReason(plain) !== undefined) {
    if (isNew) say(words.edit.describeCopied(file))
    const { run } = await import('./run.ts')
    return watchAndRun([file], () => run([file], {}))
  }
  await play(openStageToEdit(sizeOf(process.stdout), file))
  print(words.edit.describeLeft(file, isNew))
}

/**
 * A scenario of the catalog is copied, without its lesson, which has the answers. A file that is there already is edited as it is.
 * @throws UsageError when there is no such scenario, or the copy cannot be written
 */
function copyScenario(target: string): { file: string; isNew: boolean } {
  const [found] = findScenarios([target])
  const { builtin, file } = found!
  if (!builtin) return { file: target, isNew: false }
  const path = `./${basename(file.slug)}.ts`
  if (existsSync(path)) return { file: path, isNew: false }
  createFile(path, withoutLesson(readSource(file)))
  return { file: path, isNew: true }
}
