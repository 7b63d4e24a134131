// Ctrl-C and the other signals that end a process, and errors that nothing caught: the first one aborts the work, which cleans up; a second
// signal has the system's default effect.
import { outputClosed } from './output.ts'
import { suspend } from './suspension.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
export type Signal = (typeof signals)[number]

class Interrupted extends Error {
  readonly signal: Signal
  constructor(signal: Signal) {
    super(`interrupted by ${signal}`)
    this.signal = signal
  }
}

/** An error that nothing caught: a timer or a promise of the user's configuration or reporter, or a mistake of ours. */
export class Uncaught extends Error {
  constructor(cause: unknown) {
    super('an error that nothing caught', { cause })
  }
}

/** @returns the signal that caused an error, if one did */
export function interruptedBy(error: unknown): Signal | undefined {
  return error instanceof Interrupted ? error.signal : undefined
}

/** Does some work that can be interrupted. Its signal is aborted by Ctrl-C, and when nobody reads our output any more. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = (signal: Signal) => controller.abort(new Interrupted(signal))
  const stopForError = (error: unknown) => controller.abort(new Uncaught(error))
  for (const signal of signals) process.once(signal, stop)
  process.on('uncaughtException', stopForError)
  // Windows has no such signal.
  if (process.platform !== 'win32') process.on('SIGTSTP', suspend)
  try {
    return await work(AbortSignal.any([controller.signal, outputClosed.signal]))
  } finally {
    for (const signal of signals) process.removeListener(signal, stop)
    process.removeListener('uncaughtException', stopForError)
    process.removeListener('SIGTSTP', suspend)
    // When the work has failed, its other children still run: this ends them.
    controller.abort()
  }
}
