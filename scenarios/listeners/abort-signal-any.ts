import type { Scenario } from 'leaklab'

class Download {
  bytes = new Array(100).fill(0)
  cancel() {
    this.bytes = []
  }
}

export default {
  title: 'Abort signal any',
  ask: 'A finished download leaves its listener on the signal that AbortSignal.any() returned. Is the download collected?',
  learn:
    'Node keeps a combined signal that has a listener, because it may still be aborted. Since Node 24 it is released when its listener is removed or one of its sources is aborted. On older versions, add the listener to each source instead and remove it when the work is done: that works on every version.',

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
      'node <24': { leaks: 'the long-lived source keeps an empty WeakRef for each signal combined from it' },
    },
    'own source aborted when done': {
      'node <24': { leaks: 'Node keeps a combined signal that has a listener even after it was aborted' },
    },
  },

  lesson: {
    variant: 'listener left on the combined signal',
    against: 'a listener on each source, removed when done',
    because: 'Node keeps a combined signal while a listener is on it',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'the sources hold the combined signal only weakly',
        answer:
          'They do, but Node itself also references each combined signal that has a listener, because it may still be aborted.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code mentions the combined signal after the step',
        answer:
          'What code mentions does not matter. Node itself references a combined signal that has a listener, because it may still be aborted.',
      },
      'pending-lives-forever': {
        because: 'a signal that is never aborted stays until the program ends',
        answer:
          'Without its listener this combined signal would be collected, though it is never aborted. The listener makes Node keep it.',
      },
    },
    highlight: [
      'AbortSignal.any([shutdown.signal, stop.signal])',
      "either.addEventListener('abort', cancel)",
    ],
  },
} satisfies Scenario
