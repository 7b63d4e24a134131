// The output of `run` and `replay`, scenario by scenario: the variants in the order of the file, then their comparison and
// the lesson. Trials may end in any order; each is printed as soon as all before it are printed.
import type { Subject } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import type { Style } from '../terminal/style.ts'
import { renderComparison } from '../trial/comparison.ts'
import { renderLesson, renderOpening } from '../trial/lesson.ts'
import { renderUnused } from '../trial/unused-tolerances.ts'
import { renderVariant } from '../trial/variant.ts'
import { type Format, type Reporter, type Write, writeMatrix } from './format.ts'
import { renderSummary } from './line.ts'

export const tableFormat: Format = { isForPeople: true, namesUnloaded: false, create: createTables }

function createTables(write: Write, style: Style): Reporter {
  let subjects: readonly Subject[] = []
  const waiting = new Map<number, Result>()
  const printed: Result[] = []

  function print(result: Result): void {
    const { subject } = result.recording
    const before = printed.at(-1)?.recording.subject
    if (before?.scenario !== subject.scenario) write(`${renderOpening(subject, style)}\n`)
    write(`${renderVariant(result, style)}\n`)
    printed.push(result)
    if (subjects[printed.length]?.scenario !== subject.scenario) printLesson(subject)
  }

  function printLesson(subject: Subject): void {
    const variants = printed.filter(({ recording }) => recording.subject.scenario === subject.scenario)
    if (variants.length > 1) write(`${renderComparison(variants, style)}\n`)
    const unused = renderUnused(variants, style)
    if (unused !== '') write(`${unused}\n`)
    if (subject.learn !== '') write(`${renderLesson(subject.learn, style)}\n`)
  }

  return {
    expect(all) {
      subjects = all
    },
    result(index, result) {
      waiting.set(index, result)
      for (let next = waiting.get(printed.length); next !== undefined; next = waiting.get(printed.length)) {
        waiting.delete(printed.length)
        print(next)
      }
    },
    end(report) {
      writeMatrix(report, write, style)
      if (report.notRun.length > 0) write(`${renderSummary(report, style)}\n`)
    },
  }
}
