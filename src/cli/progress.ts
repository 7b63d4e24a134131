// The progress line on stderr: a spinner in a terminal, nothing elsewhere. Results are printed by output.ts.
import type { Ora } from 'ora'
import type { Recording } from '../model/recording.ts'
import { cleanLine } from '../report/terminal/clean.ts'
import { cut } from '../report/terminal/cut.ts'
import type { Style } from '../report/terminal/style.ts'
import { renderEnded, renderProgress } from '../report/trial/progress.ts'
import { styleOf } from './output.ts'
import { whenSuspended } from './suspension.ts'

export interface Progress {
  /** So many more trials: the line says how many of them have ended, if there are several. */
  expect(trials: number): void
  /** All trials are known: from now on the line says about how long they take. */
  expectNoMore(): void
  /** Shows a text at once: the work that follows may block the thread, and with it the spinner. */
  show(text: string): void
  /** Shows a text beside the trials until all of them are known, and alone before the first. */
  showBeside(text: string): void
  /** Shows the progress of one of the trials that run at the same time. */
  update(trial: number, recording: Recording): void
  /** Removes a trial from the line. */
  done(trial: number): void
  /** Hides the line while something is printed. */
  pauseFor(print: () => void): void
  stop(): void
}

const silent: Progress = {
  expect() {},
  expectNoMore() {},
  show() {},
  showBeside() {},
  update() {},
  done() {},
  pauseFor: print => print(),
  stop() {},
}

/**
 * @param opening the text before the first trial has begun
 * @param hideCursor false where the work blocks the thread: a spinner that hides the cursor listens to signals, to show
 *   it again, and then Ctrl+C does not end the process before the thread is free
 */
export async function createProgress(opening: string, hideCursor = true): Promise<Progress> {
  // Some terminals report a width of 0. Without a width it is unknown how many lines a text takes.
  if (process.stderr.isTTY !== true || !(process.stderr.columns > 0) || process.env.TERM === 'dumb') {
    return silent
  }
  const { default: ora } = await import('ora')
  // The spinner ignores NO_COLOR.
  const color = styleOf(process.stderr).color ? 'cyan' : false
  // Nor does it ask the locale which characters can be shown.
  const spinnerOf = styleOf(process.stderr).unicode ? 'dots' : 'line'
  const spinner: Ora = ora({
    stream: process.stderr,
    discardStdin: false,
    hideCursor,
    color,
    spinner: spinnerOf,
  }).start(cleanLine(opening, styleOf(process.stderr)))
  const endSuspension = whenSuspended({
    giveBack: () => spinner.stop(),
    takeAgain: () => spinner.start(),
  })
  const lines = new Map<number, string>()
  const fitted = (text: string) => fitProgressLine(text, process.stderr.columns, styleOf(process.stderr))
  let of = 0
  let ended = 0
  let startMs = 0
  /** What goes on beside the trials. */
  let beside = ''
  const showTrials = () => {
    const elapsedMs = performance.now() - startMs
    const counted = of > 1 ? [renderEnded({ ended, of: beside === '' ? of : null, elapsedMs })] : []
    const parts = [...counted, ...(beside === '' ? [] : [beside]), ...lines.values()]
    if (lines.size > 0) spinner.text = fitted(parts.join(' | '))
  }
  const show = (text: string) => {
    spinner.text = fitted(text)
    spinner.render()
  }
  return {
    expect(trials) {
      if (of === 0) startMs = performance.now()
      of += trials
    },
    expectNoMore() {
      beside = ''
    },
    show,
    showBeside(text) {
      beside = text
      if (lines.size > 0) showTrials()
      else show(text)
    },
    update(trial, recording) {
      lines.set(trial, renderProgress(recording))
      showTrials()
    },
    done(trial) {
      lines.delete(trial)
      ended++
      showTrials()
    },
    pauseFor(print) {
      spinner.clear()
      print()
      spinner.render()
    },
    stop() {
      endSuspension()
      spinner.stop()
    },
  }
}

/** Columns that the spinner takes itself, and a margin at the end of the line. */
const spinnerWidth = 4

/** Shortens a text so that the spinner stays on one line: of several lines it could remove only the last. */
export function fitProgressLine(text: string, columns: number, style: Pick<Style, 'unicode'>): string {
  return cut(cleanLine(text, style), Math.max(20, columns - spinnerWidth), style)
}
