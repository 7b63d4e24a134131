import type { Scenario } from 'leaklab'

class Download {
  bytes = new Array(1_000).fill(0)
  cancel() {
    this.bytes = []
  }
}

export default {
  title: 'Abort signal any',
  ask: 'AbortSignal.any() makes a signal out of two. Both you and it are done. Does it go while one of the two lives on?',
  learn:
    'While somebody listens to a combined signal, Node keeps it, for as long as one of its sources may still fire. Remove the listener when the work is done. Aborting the short-lived source as well is a habit that newer Node versions reward and older ones do not.',

  leaks: {
    'listener left on the combined signal': lab => {
      const shutdown = new AbortController()
      return () => {
        const download = lab.watch(new Download())
        const stop = new AbortController()
        const either = AbortSignal.any([shutdown.signal, stop.signal])
        const cancel = () => download.cancel()
        either.addEventListener('abort', cancel)
      }
    },
  },
  collects: {
    'listener removed when done': lab => {
      const shutdown = new AbortController()
      return () => {
        const download = lab.watch(new Download())
        const stop = new AbortController()
        const either = AbortSignal.any([shutdown.signal, stop.signal])
        const cancel = () => download.cancel()
        either.addEventListener('abort', cancel)
        either.removeEventListener('abort', cancel)
      }
    },
    'own source aborted when done': lab => {
      const shutdown = new AbortController()
      return () => {
        const download = lab.watch(new Download())
        const stop = new AbortController()
        const either = AbortSignal.any([shutdown.signal, stop.signal])
        const cancel = () => download.cancel()
        either.addEventListener('abort', cancel)
        stop.abort()
      }
    },
  },
  except: {
    'listener removed when done': {
      'node <24': { leaks: 'the long-lived source keeps a small empty reference to every signal made of it' },
    },
    'own source aborted when done': {
      'node <24': { leaks: 'a combined signal that has fired stays on the list of those listened to' },
    },
  },
} satisfies Scenario
