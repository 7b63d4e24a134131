import { addAbortListener } from 'node:events'
import type { Scenario } from 'leaklab'

class Download {
  bytes = new Array(2_000).fill(0)
  cancel() {
    this.bytes = []
  }
}

export default {
  title: 'Abort signal listener',
  ask: 'Each download listens to a shutdown signal with { once: true } and then finishes. Is it collected?',
  learn:
    'A signal keeps its listeners as long as it is alive, and a shutdown signal is alive as long as the program. { once: true } removes a listener only when the signal is aborted, which may never happen. Remove the listener when the work is done: in a finally block, or by disposing what addAbortListener() returns.',

  leaks: {
    'never removed': lab => {
      const shutdown = new AbortController()
      return () => {
        const download = lab.watch(new Download())
        const cancel = () => download.cancel()
        shutdown.signal.addEventListener('abort', cancel)
      }
    },
    'once, for a signal that never fires': lab => {
      const shutdown = new AbortController()
      return () => {
        const download = lab.watch(new Download())
        const cancel = () => download.cancel()
        shutdown.signal.addEventListener('abort', cancel, { once: true })
      }
    },
  },
  collects: {
    'removed when the download is done': lab => {
      const shutdown = new AbortController()
      return () => {
        const download = lab.watch(new Download())
        const cancel = () => download.cancel()
        shutdown.signal.addEventListener('abort', cancel, { once: true })
        shutdown.signal.removeEventListener('abort', cancel)
      }
    },
    'addAbortListener, disposed': lab => {
      const shutdown = new AbortController()
      return () => {
        const download = lab.watch(new Download())
        const cancel = () => download.cancel()
        const listening = addAbortListener(shutdown.signal, cancel)
        listening[Symbol.dispose]()
      }
    },
  },
} satisfies Scenario
