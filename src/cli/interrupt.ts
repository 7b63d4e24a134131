// Ctrl-C and its kin: the first asks all work to end and clean up after itself, the second is the system's.
import { readerGone } from './output.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
export type Signal = (typeof signals)[number]

class Interrupted extends Error {
  readonly signal: Signal
  constructor(signal: Signal) {
    super(`interrupted by ${signal}`)
    this.signal = signal
  }
}

/** @returns the signal that an error came from, if it came from one */
export function interruptedBy(error: unknown): Signal | undefined {
  return error instanceof Interrupted ? error.signal : undefined
}

/** Does some work that can be interrupted; its signal is aborted by Ctrl-C or when nobody reads our output. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = (signal: Signal) => controller.abort(new Interrupted(signal))
  for (const signal of signals) process.once(signal, stop)
  try {
    return await work(AbortSignal.any([controller.signal, readerGone.signal]))
  } finally {
    for (const signal of signals) process.removeListener(signal, stop)
    // Whatever made the work fail, its other children are not to be waited for.
    controller.abort()
  }
}
