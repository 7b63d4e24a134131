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
    because: 'the signal keeps its listener until it is aborted',
    beliefs: {
      'weak-ref-cleans-entry': {
        because: '{ once: true } removes the listener when it is not needed',
        answer:
          'It removes the listener after its first call. The signal is never aborted, so there is no call.',
      },
      'unmentioned-is-unreachable': {
        because: 'a download that is finished is not used any more',
        answer: 'Its listener can still be called, and it uses the download. So it stays.',
      },
      'same-words-same-listener': {
        because: 'the next cancel replaces the one before it',
        answer: 'Each step creates another function. To the signal they are different listeners.',
      },
    },
    highlight: ['const cancel = () => download.cancel()', '{ once: true }'],
  },
} satisfies Scenario
