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
    against: 'own source aborted when done',
    because: 'Node keeps a combined signal as long as it has a listener',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'nothing uses the combined signal after the step',
        answer:
          'It may still be aborted through the signal for the shutdown, so Node keeps it and its listener.',
      },
      'cycles-never-die': {
        because: 'the listener and the download reference each other',
        answer: 'That alone would keep neither. The combined signal with its listener is what Node keeps.',
      },
      'death-is-immediate': {
        because: 'stop is dropped at the end of the step, and either with it',
        answer: 'One of its sources is dropped, but the other one lives as long as the program.',
      },
    },
    highlight: [
      'AbortSignal.any([shutdown.signal, stop.signal])',
      "either.addEventListener('abort', cancel)",
    ],
  },
} satisfies Scenario
