// While code of the user is loaded in this process, its thread may be busy for ever, and then no timer runs here. A second thread says so,
// and ends the process in the end.
import { Worker } from 'node:worker_threads'
import { cleanLine } from '../report/terminal/clean.ts'
import { words } from '../report/words/words.ts'

const sayAfterMs = 5_000
const endAfterMs = 60_000

/** In the thread: nothing of leaklab's is loaded there. */
const code = `
const { writeSync } = require('node:fs')
const { workerData } = require('node:worker_threads')
const { pid, texts, sayAfterMs, endAfterMs } = workerData
setTimeout(() => writeSync(2, texts.late + '\\n'), sayAfterMs)
setTimeout(() => {
  writeSync(2, texts.ending + '\\n')
  process.kill(pid, 'SIGKILL')
}, endAfterMs)
`

/** Watches a file while it is loaded. */
export async function whileWatched<T>(file: string, load: () => Promise<T>): Promise<T> {
  const texts = words.session.describeLongLoading(cleanLine(file, { unicode: true }), endAfterMs / 1000)
  const workerData = { pid: process.pid, texts, sayAfterMs, endAfterMs }
  const watch = new Worker(code, { eval: true, workerData, execArgv: [], env: {} })
  watch.unref()
  try {
    return await load()
  } finally {
    await watch.terminate()
  }
}
