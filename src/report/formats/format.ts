// What is a report format? A reporter that is notified as trials end and writes text.
import type { Subject } from '../../model/recording.ts'
import type { Report, Result } from '../../model/report.ts'
import type { Style } from '../terminal/style.ts'
import { renderMatrix } from '../trial/runtime-matrix.ts'

/** Writes whole lines; a line break at the end is added if there is none. */
export type Write = (text: string) => void

export interface Reporter {
  /** Called with the subjects of trials that will be run, and again when more are known. Those of one scenario come together. */
  expect?(added: readonly Subject[]): void
  /** Called as each trial ends, in the order in which they end. `trial` is an index of all expected subjects. */
  result?(trial: number, result: Result): void
  /** Called once, when all trials have ended. */
  end?(report: Report): void | Promise<void>
}

export interface Format {
  /** Whether people read it in a terminal. On GitHub Actions annotations are written in addition. */
  isForPeople: boolean
  /** Whether the reader of this format learns from it which scenario files could not be loaded. */
  namesUnloaded: boolean
  /** What `end` reads of results whose claims are met: only their names and verdicts, or all that was measured too. */
  endReads: 'verdicts' | 'details'
  /** The first characters of every report, by which an older one is known. ASCII. */
  start?: string
  create(write: Write, style: Style): Reporter
}

/** A format that is written once, from the whole report. @param start its first characters, if they are always the same */
export function wholeReport(
  render: (report: Report) => string,
  start?: string,
  namesUnloaded = true,
): Format {
  const create = (write: Write): Reporter => ({
    end(report) {
      const text = render(report)
      if (text !== '') write(text)
    },
  })
  return {
    isForPeople: false,
    namesUnloaded,
    endReads: 'details',
    create,
    ...(start !== undefined && { start }),
  }
}

/** Writes the table of verdicts by runtime, if there are several runtimes. */
export function writeMatrix(report: Report, write: Write, style: Style): void {
  const matrix = renderMatrix(report, style)
  if (matrix !== '') write(`\n${matrix}\n\n`)
}
