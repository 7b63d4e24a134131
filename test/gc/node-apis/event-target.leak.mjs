// Clean steps of EventTarget, Event, AbortController and AbortSignal.
import { addAbortListener, getEventListeners } from 'node:events'
import { setImmediate as immediate } from 'node:timers/promises'

export default {
  title: 'Event targets and abort signals',
  ask: 'Does a target or a signal keep a listener that was taken away?',
  learn: 'It does not. A listener with once is gone after its event; others stay until they are taken away.',
  collects: {
    'a listener added and taken away': () => {
      const target = new EventTarget()
      return () => {
        const listener = () => {}
        target.addEventListener('change', listener)
        target.dispatchEvent(new Event('change'))
        target.removeEventListener('change', listener)
        if (getEventListeners(target, 'change').length !== 0) throw new Error('it has a listener')
      }
    },
    'a listener for one event': () => {
      const target = new EventTarget()
      return () => {
        target.addEventListener('change', () => {}, { once: true })
        target.dispatchEvent(new CustomEvent('change', { detail: { a: 1 } }))
      }
    },
    'a listener with a signal': () => {
      const target = new EventTarget()
      return () => {
        const controller = new AbortController()
        target.addEventListener('change', () => {}, { signal: controller.signal })
        controller.abort()
      }
    },
    'a controller that aborts': () => () => {
      const controller = new AbortController()
      controller.signal.addEventListener('abort', () => {}, { once: true })
      controller.abort(new Error('enough'))
      if (!controller.signal.aborted) throw new Error('not aborted')
    },
    'a controller that does not abort': () => () => new AbortController().signal.aborted,
    'a signal that was aborted at once': () => () => {
      try {
        AbortSignal.abort().throwIfAborted()
      } catch (error) {
        if (error.name !== 'AbortError') throw error
      }
    },
    'a signal of two that abort': () => () => {
      const [one, other] = [new AbortController(), new AbortController()]
      const either = AbortSignal.any([one.signal, other.signal])
      one.abort()
      if (!either.aborted) throw new Error('not aborted')
    },
    'a timeout that is over': () => async () => {
      const signal = AbortSignal.timeout(0)
      // Its timer does not keep the process alive, so something else has to while the step waits.
      while (!signal.aborted) await immediate()
    },
    'an abort listener that is disposed of': () => {
      const { signal } = new AbortController()
      return () => addAbortListener(signal, () => {})[Symbol.dispose]()
    },
  },
}
