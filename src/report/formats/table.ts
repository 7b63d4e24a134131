// The output of `run` and `replay`, scenario by scenario: the variants in the order of the file, then their comparison and
// the lesson. Trials may end in any order; each is printed as soon as all before it are printed.
import type { Subject } from '../../model/recording.ts'
import type { Result } from '../../model/report.ts'
import type { Style } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'
import { renderComparison } from '../trial/comparison.ts'
import { renderDetails } from '../trial/details.ts'
import { renderFixes } from '../trial/fixes.ts'
import { renderLesson, renderOpening, renderQuestion } from '../trial/lesson.ts'
import { renderUnused } from '../trial/unused-tolerances.ts'
import { renderVariant } from '../trial/variant.ts'
import { words } from '../words/words.ts'
import { type Format, type Reporter, type Write, writeMatrix } from './format.ts'
import { renderSummary } from './line.ts'

/** One screen for each variant. */
export const tableFormat: Format = {
  isForPeople: true,
  namesUnloaded: false,
  endReads: 'verdicts',
  create: (write, style) => createTables(write, style, false),
}

/** With `--details`: all that was measured. */
export const detailedTableFormat: Format = {
  ...tableFormat,
  create: (write, style) => createTables(write, style, true),
}

function createTables(write: Write, style: Style, detailed: boolean): Reporter {
  const subjects: Subject[] = []
  const waiting = new Map<number, Result>()
  let printed = 0
  /** Of the scenario that is being printed. */
  let variants: Result[] = []
  let isFirst = true

  /** @param space blank lines before the section, unless it is the first */
  function section(text: string, space = 1): void {
    if (text === '') return
    write(`${isFirst ? '' : '\n'.repeat(space)}${text}\n`)
    isFirst = false
  }

  function print(result: Result): void {
    const { subject } = result.recording
    const isNew = variants.length === 0
    // The heading of each variant contains the title, so only the details print it here.
    if (isNew) section(detailed ? renderOpening(subject, style) : renderQuestion(subject, style), 2)
    section(detailed ? renderDetails(result, style) : renderVariant(result, style), isNew ? 1 : 2)
    printed++
    variants.push(result)
    if (subjects[printed]?.scenario === subject.scenario) return
    printLesson(subject)
    variants = []
  }

  function printLesson(subject: Subject): void {
    if (variants.length > 1) section(renderComparison(variants, style), 2)
    section(renderFixes(variants, style))
    section(renderUnused(variants, style))
    section(renderLesson(subject.learn, style))
  }

  return {
    expect(added) {
      subjects.push(...added)
    },
    result(index, result) {
      waiting.set(index, result)
      for (let next = waiting.get(printed); next !== undefined; next = waiting.get(printed)) {
        waiting.delete(printed)
        print(next)
      }
    },
    end(report) {
      writeMatrix(report, write, style)
      if (report.notRun.length > 0) section(renderSummary(report, style))
      if (!detailed && printed > 0) section(wrap(words.timeline.describeMore, style.width))
    },
  }
}
