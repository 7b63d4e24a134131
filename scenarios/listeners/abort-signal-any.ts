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
    'A joined signal that somebody listens to is kept by Node itself, even when nobody holds it: it may fire yet. Since Node 24 it goes when its listener is removed, or when a source of it aborts. A listener on each source, removed when done, leaves nothing on any version.',

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
    'a listener on each source, removed when done': lab => {
      const shutdown = new AbortController()
      return () => {
        const download = lab.watch(new Download())
        const stop = new AbortController()
        const sources = [shutdown.signal, stop.signal]
        const cancel = () => download.cancel()
        for (const source of sources) source.addEventListener('abort', cancel)
        for (const source of sources) source.removeEventListener('abort', cancel)
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
