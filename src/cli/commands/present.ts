// `leaklab present` and `leaklab notes`: lessons before a class, and what to say, in a second terminal.
import { UsageError } from '../../model/usage-error.ts'
import { shellWord } from '../../report/terminal/shell-word.ts'
import { words } from '../../report/words/words.ts'
import { sizeOf } from '../../stage/screen.ts'
import { openStageForNotes, openStageToPresent } from '../../stage/state.ts'
import { findPlainReason, print } from '../output.ts'
import { findLessons } from '../presentation/lesson-list.ts'
import { type PlayOptions, play } from './play.ts'

/** @throws UsageError when there is no such list, or it has no such lesson */
export async function present(
  targets: readonly string[],
  { from = 1, plain }: PlayOptions & { from?: number },
): Promise<void> {
  const { lessons } = findLessons(targets)
  if (from > lessons.length) throw new UsageError('lesson-number', { number: from, of: lessons.length })
  const stage = openStageToPresent(sizeOf(process.stdout), { lessons, from: from - 1 })
  const { scene } = await play(stage, findPlainReason(plain))
  if (scene.kind !== 'present') return
  const number = scene.present.scene === 'end' ? null : scene.present.at + 1
  print(words.present.describeLeft(presentCommand(targets), number))
}

/** `present caches`: the command that begins with these lessons. */
export function presentCommand(targets: readonly string[]): string {
  return ['present', ...targets.map(shellWord)].join(' ')
}

export async function notes({ plain }: PlayOptions): Promise<void> {
  await play(openStageForNotes(sizeOf(process.stdout)), findPlainReason(plain))
  print(words.present.leftNotes)
}
