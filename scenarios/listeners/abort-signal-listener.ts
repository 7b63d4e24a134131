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

  lesson: {
    variant: 'once, for a signal that never fires',
    against: 'removed when the download is done',
    because: 'once removes a listener only when the signal is aborted',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no code uses a download after it has finished',
        answer:
          'The shutdown signal still reaches it: the signal keeps the listener, and the listener references the download.',
      },
      'weak-map-is-weak-cache': {
        because: 'once makes the signal hold its listener weakly',
        answer:
          'The option says when the listener is removed, not how it is held. Until the abort event the signal holds it strongly.',
      },
      'growth-is-leak': {
        because: 'each download creates a large array on the heap',
        answer:
          'The fixed variant creates the same arrays, and they are collected. What matters is the listener that stays on the signal.',
      },
    },
    highlight: ["shutdown.signal.addEventListener('abort', cancel", '{ once: true }'],
  },
} satisfies Scenario
