// `leaklab rehearse`: measures the lessons of a presentation on this machine, says which do not show what they should, and keeps the
// recordings, which stand in when the machine is slow.
import { rehearsalFolder, writeRehearsal } from '../../files/rehearsal-files.ts'
import type { RecordedTrial, Result } from '../../model/report.ts'
import { findMainPath } from '../../model/retention.ts'
import { words } from '../../report/words/words.ts'
import { isRightOutcome } from '../../stage/lesson/answer.ts'
import type { LessonContent } from '../../stage/lesson/content.ts'
import type { Side } from '../../stage/lesson/state.ts'
import { createBackstage, openLesson } from '../backstage.ts'
import { interruptible } from '../interrupt.ts'
import { print, say } from '../output.ts'
import { findLessons } from '../presentation/lesson-list.ts'
import { durationOf, rehearsalName } from '../presentation/rehearsed.ts'
import { createProgress, type Progress } from '../progress.ts'
import { presentCommand } from './present.ts'

/** Sets the exit code: 0 if every lesson shows what it should. @throws UsageError when there is no such list */
export async function rehearse(targets: readonly string[]): Promise<void> {
  const { lessons, name } = findLessons(targets)
  const { present } = words
  say(present.describeRehearsing(lessons.length, name))
  const progress = await createProgress(present.loading)
  let good = 0
  let ms = 0
  let notKept = ''
  try {
    await interruptible(async signal => {
      for (const [at, lesson] of lessons.entries()) {
        progress.show(`${present.describeNumber(at + 1, lessons.length)} ${lesson}`)
        const rehearsed = await rehearseLesson(lesson, progress, signal)
        progress.pauseFor(() => print(rehearsed.text))
        if (rehearsed.isGood) good++
        ms += rehearsed.ms
        notKept ||= rehearsed.notKept
      }
    })
  } finally {
    progress.stop()
  }
  print('')
  print(present.describeRehearsal(good, lessons.length, words.numbers.formatMs(ms)))
  print(notKept === '' ? present.describeKept(rehearsalFolder()) : present.describeNotKept(notKept))
  print(present.describeStart(presentCommand(targets)))
  process.exitCode = good === lessons.length ? 0 : 1
}

interface RehearsedLesson {
  text: string
  isGood: boolean
  /** How long its variants are measured, in milliseconds. */
  ms: number
  /** Why it could not be kept; empty if it was. */
  notKept: string
}

async function rehearseLesson(
  lesson: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<RehearsedLesson> {
  const { present } = words
  try {
    const content = await openLesson(lesson, signal)
    const results = await measure(content, progress, signal)
    const ms = results.reduce((sum, { recording }) => sum + durationOf(recording), 0)
    const faults = results.flatMap((result, at) => findFaults(result, at === 0))
    const text =
      faults.length === 0
        ? present.describeShows(content.title, words.numbers.formatMs(ms))
        : present.describeShowsNot(content.title, faults.join('; '))
    // What shows nothing must not stand in.
    const notKept = faults.length === 0 ? keep(content, results) : ''
    return { text, isGood: faults.length === 0, ms, notKept }
  } catch (error) {
    signal.throwIfAborted()
    return {
      text: present.describeUnopened(lesson, (error as Error).message),
      isGood: false,
      ms: 0,
      notKept: '',
    }
  }
}

async function measure(content: LessonContent, progress: Progress, signal: AbortSignal): Promise<Result[]> {
  const backstage = createBackstage(signal)
  const sides: Side[] = content.against === null ? ['variant'] : ['variant', 'against']
  const results: Result[] = []
  for (const side of sides) {
    const onProgress = (recording: Result['recording']) => progress.update(0, recording)
    results.push(await backstage.run(content, side, { onProgress, signal }))
    progress.done(0)
  }
  return results
}

/** What a class would not see. @param isShown whether the retaining path of this variant is shown */
function findFaults(result: Result, isShown: boolean): string[] {
  const { retention, subject } = result.recording
  const { present } = words
  if (isRightOutcome({ claim: subject.claim }, result) !== true)
    return [present.describeSide(subject.variant, subject.claim, result.verdict.outcome)]
  const hasPath = findMainPath(retention) !== undefined
  return isShown && result.verdict.outcome === 'leaking' && !hasPath
    ? [present.describeNoPath(subject.variant)]
    : []
}

/** @returns why it could not be kept; empty if it was */
function keep(content: LessonContent, results: readonly RecordedTrial[]): string {
  try {
    writeRehearsal(rehearsalName(content), results)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
