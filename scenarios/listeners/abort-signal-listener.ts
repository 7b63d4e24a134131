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
  ask: 'Each download listens to one shutdown signal with { once: true } and ends well. Does its listener go?',
  learn:
    'A signal that lives as long as the program holds every listener that it was given. { once: true } takes a listener away when the signal fires, and a shutdown signal may never fire. So take it away when the work is done: in a finally block, or with addAbortListener, which hands back the undoing.',

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
