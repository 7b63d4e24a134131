// What every reporter is: what it writes as trials end, and when all have ended.
import type { Subject } from '../../model/recording.ts'
import type { Report, Result } from '../../model/report.ts'
import type { Style } from '../terminal/style.ts'
import { renderMatrix } from '../trial/runtime-matrix.ts'

/** Takes a piece of the output: whole lines, with or without a line break at the end. */
export type Write = (text: string) => void

export interface Reporter {
  /** Called once, with the subjects of all trials that will be run. */
  expect?(subjects: readonly Subject[]): void
  /** Called as each trial ends, in the order of ending. */
  result?(trial: number, result: Result): void
  /** Called once, when all trials have ended. */
  end?(report: Report): void | Promise<void>
}

export interface Format {
  /** Whether people read it in a terminal. Under GitHub Actions annotations come beside it. */
  isForPeople: boolean
  /** Whether it names the scenario files that could not be loaded, for whoever reads it. */
  namesUnloaded: boolean
  create(write: Write, style: Style): Reporter
}

/** A format that is written once, from the whole report. */
export function wholeReport(render: (report: Report) => string, namesUnloaded = true): Format {
  const create = (write: Write): Reporter => ({
    end(report) {
      const text = render(report)
      if (text !== '') write(text)
    },
  })
  return { isForPeople: false, namesUnloaded, create }
}

/** The verdicts by runtime, where there are several runtimes. */
export function writeMatrix(report: Report, write: Write, style: Style): void {
  const matrix = renderMatrix(report, style)
  if (matrix !== '') write(`\n${matrix}\n\n`)
}
