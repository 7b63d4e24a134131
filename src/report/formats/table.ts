// The order in which `run` and `replay` tell their results: scenario by scenario, its variants as they stand in the
// file, then their comparison and the lesson. Trials may end in any order; each is told when its turn has come.
import type { Subject } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import type { Style } from '../terminal/style.ts'
import { renderComparison } from '../trial/comparison.ts'
import { renderLesson, renderOpening } from '../trial/lesson.ts'
import { renderVariant } from '../trial/variant.ts'
import { renderUnused } from './line.ts'

export interface Story {
  /** Says which results will come, in the order of telling. */
  expect(subjects: readonly Subject[]): void
  /** Takes a result, and prints all that can be told now. */
  tell(index: number, result: Result, print: (text: string) => void): void
}

export function createStory(style: Style): Story {
  let subjects: readonly Subject[] = []
  const waiting = new Map<number, Result>()
  const told: Result[] = []

  function tellNext(result: Result, print: (text: string) => void): void {
    const { subject } = result.recording
    const before = told.at(-1)?.recording.subject
    if (before?.scenario !== subject.scenario) print(`${renderOpening(subject, style)}\n`)
    print(`${renderVariant(result, style)}\n`)
    told.push(result)
    if (subjects[told.length]?.scenario !== subject.scenario) tellEnd(subject, print)
  }

  function tellEnd(subject: Subject, print: (text: string) => void): void {
    const variants = told.filter(({ recording }) => recording.subject.scenario === subject.scenario)
    if (variants.length > 1) print(`${renderComparison(variants, style)}\n`)
    const unused = renderUnused(variants, style)
    if (unused !== '') print(`${unused}\n`)
    if (subject.learn !== '') print(`${renderLesson(subject.learn, style)}\n`)
  }

  return {
    expect(all) {
      subjects = all
    },
    tell(index, result, print) {
      waiting.set(index, result)
      for (let next = waiting.get(told.length); next !== undefined; next = waiting.get(told.length)) {
        waiting.delete(told.length)
        tellNext(next, print)
      }
    },
  }
}
