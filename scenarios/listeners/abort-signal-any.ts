import type { Scenario } from 'leaklab'

class Download {
  bytes = new Array(100).fill(0)
  cancel() {
    this.bytes = []
  }
}

export default {
  title: 'Abort signal any',
  ask: 'AbortSignal.any() joins your signal to one that lives on, and you listen. Your work is done: does the joined signal go?',
  learn:
    'A joined signal that somebody listens to is kept by Node itself, even when nobody holds it: it may fire yet. So remove the listener when the work is done, which lets the work go on every version. Aborting your own source instead is enough only since Node 24.',

  leaks: {
    'listener left on the joined signal': lab => {
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
      'node <24': { leaks: 'a joined signal that has fired stays on the list of those listened to' },
    },
  },
} satisfies Scenario
