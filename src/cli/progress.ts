// Progress progress on stderr: a spinner in a terminal, nothing elsewhere. Results never go through here.
import type { Ora } from 'ora'
import type { Recording } from '../model/recording.ts'
import { renderProgress } from '../report/trial/progress.ts'
import { styleOf } from './output.ts'

export interface Progress {
  /** Says what is being done, at once: what follows may take the thread for itself. */
  show(text: string): void
  /** Says how one trial is getting on. */
  progress(trial: number, recording: Recording): void
  /** Takes a trial off the line. */
  done(trial: number): void
  /** Takes the line away while something is printed, and puts it back. */
  around(print: () => void): void
  stop(): void
}

const silent: Progress = { show() {}, progress() {}, done() {}, around: print => print(), stop() {} }

/**
 * @param opening what is said before the first trial has begun
 * @param hideCursor false where the work takes the thread: who hides the cursor listens to signals, to give it back,
 *   and a signal that is listened to ends nothing before the thread is free
 */
export async function createProgress(opening: string, hideCursor = true): Promise<Progress> {
  // A terminal that does not know its width (0) cannot be asked how many lines a text takes.
  if (process.stderr.isTTY !== true || !(process.stderr.columns > 0) || process.env.TERM === 'dumb') {
    return silent
  }
  const { default: ora } = await import('ora')
  // Left to itself, the spinner does not heed NO_COLOR.
  const color = styleOf(process.stderr).color ? 'cyan' : false
  const spinner: Ora = ora({ stream: process.stderr, discardStdin: false, hideCursor, color }).start(opening)
  const lines = new Map<number, string>()
  const showTrials = () => {
    if (lines.size > 0) spinner.text = shorten([...lines.values()].join(' | '))
  }
  return {
    show(text) {
      spinner.text = shorten(text)
      spinner.render()
    },
    progress(trial, recording) {
      lines.set(trial, renderProgress(recording))
      showTrials()
    },
    done(trial) {
      lines.delete(trial)
      showTrials()
    },
    around(print) {
      spinner.clear()
      print()
      spinner.render()
    },
    stop: () => spinner.stop(),
  }
}

/** One line: a spinner that wraps leaves its old lines behind. */
function shorten(text: string): string {
  const width = Math.max(20, (process.stderr.columns ?? 80) - 4)
  return text.length <= width ? text : `${text.slice(0, width - 3)}...`
}
