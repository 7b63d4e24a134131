// What was measured of a lesson in a rehearsal, if it is still the same lesson.
import { resolve } from 'node:path'
import { listBuiltin } from '../../catalog/builtin.ts'
import { readRehearsal } from '../../files/rehearsal-files.ts'
import { judgeRecorded } from '../../judgement/judge-recorded.ts'
import type { Recording } from '../../model/recording.ts'
import type { Rehearsed } from '../../model/rehearsed.ts'
import type { LessonContent } from '../../stage/lesson/content.ts'

/** A lesson's name among the files of rehearsals. Two folders may have files of the same name. */
export function rehearsalName({ scenario }: Pick<LessonContent, 'scenario'>): string {
  return listBuiltin().some(({ id }) => id === scenario) ? scenario : resolve(scenario)
}

/** Null where there is none, or where the code has been changed since. */
export async function findRehearsed(content: LessonContent): Promise<Rehearsed | null> {
  const kept = await readRehearsal(rehearsalName(content))
  if (kept === null) return null
  const results = judgeRecorded(kept.trials)
  const find = (side: LessonContent['against']) =>
    results.find(
      ({ recording: { code, subject } }) => subject.variant === side?.name && code === side.code,
    ) ?? null
  const [variant, against] = [find(content.variant), find(content.against)]
  if (variant === null || (content.against !== null && against === null)) return null
  return { variant, against, recordedAt: formatDate(kept.recordedAt), tookMs: durationOf(variant.recording) }
}

/** How long a trial was measured, in milliseconds since its process began. */
export function durationOf({ baseline, released, rounds }: Recording): number {
  return (released ?? rounds.at(-1) ?? baseline)?.atMs ?? 0
}

/** `2026-11-29 08:42`, local time. */
function formatDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
