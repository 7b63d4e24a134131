// Waits for code of the user: its configuration, its reporter. Where nothing is left in the event loop that could settle a promise, Node would
// end the process without a word, and with exit code 0.

const waiting = new Set<() => void>()

/**
 * The result of `work`. Rejects when it can never settle.
 * @param describe makes the error for that
 */
export function untilSettled<T>(work: Promise<T>, describe: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(describe())
    waiting.add(giveUp)
    work.then(resolve, reject).finally(() => waiting.delete(giveUp))
  })
}

/** The event loop is empty. @returns whether something waited for code of the user */
export function giveUpWaiting(): boolean {
  for (const giveUp of waiting) giveUp()
  return waiting.size > 0
}
