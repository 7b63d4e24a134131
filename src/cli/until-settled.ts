// Waits for code of the user: its configuration, its reporter. Where nothing is left in the event loop that could settle a promise, Node would
// end the process without a word, and with exit code 0.

/**
 * The result of `work`. Rejects when it can never settle.
 * @param describe makes the error for that
 */
export function untilSettled<T>(work: Promise<T>, describe: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onEmptyLoop = () => reject(describe())
    process.once('beforeExit', onEmptyLoop)
    work.then(resolve, reject).finally(() => process.removeListener('beforeExit', onEmptyLoop))
  })
}
