// Which lessons does `leaklab present` or `rehearse` show? The first hour, a chapter, scenarios, or those of a playlist.
import { dirname, relative, resolve } from 'node:path'
import { findScenarios } from '../../catalog/find-scenarios.ts'
import { firstHour } from '../../catalog/first-hour.ts'
import { readPlaylist } from '../../files/playlist-file.ts'
import { words } from '../../report/words/words.ts'

export interface LessonList {
  /** What the user calls it. */
  name: string
  /** Scenarios or files, at least one; each names one lesson. */
  lessons: readonly string[]
}

/** @throws UsageError when there is no such list, or one of its lessons does not exist */
export function findLessons(targets: readonly string[]): LessonList {
  const [first] = targets
  if (first === undefined)
    return { name: words.stage.firstHour, lessons: expand(firstHour.map(({ slug }) => slug)) }
  if (targets.length > 1 || !first.endsWith('.json'))
    return { name: targets.join(' '), lessons: expand(targets) }
  const { lessons, title } = readPlaylist(first)
  const folder = relative('.', dirname(resolve(first)))
  // A path in a playlist is relative to the playlist.
  const named = lessons.map(lesson => (isPath(lesson) ? relative('.', resolve(folder, lesson)) : lesson))
  return { name: title ?? first, lessons: expand(named) }
}

/** `./my-thing.ts`, not `caches/strong-cache`. */
function isPath(lesson: string): boolean {
  return /^\.|^\/|^[a-z]:|\\|\.[cm]?[jt]s(#|$)/i.test(lesson)
}

/** One lesson for each scenario that is named. One that is named twice is shown once. */
function expand(targets: readonly string[]): string[] {
  return findScenarios(targets).map(({ exported, file }) =>
    exported === undefined ? file.id : `${file.id}#${exported}`,
  )
}
