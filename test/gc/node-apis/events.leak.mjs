// Clean steps of node:events: each listener is taken away, or was called once.
import { EventEmitter, on, once } from 'node:events'

export default {
  title: 'Events',
  ask: 'Does an emitter keep a listener that was taken away?',
  learn:
    'It does not. An emitter keeps its listeners until each is taken away, or was called if it was added with once.',
  collects: {
    'a listener added and taken away': () => {
      const emitter = new EventEmitter()
      return () => {
        const listener = () => {}
        emitter.on('change', listener)
        emitter.emit('change', { a: 1 })
        emitter.off('change', listener)
      }
    },
    'an emitter in each step': () => () => new EventEmitter().on('change', () => {}).emit('change'),
    'a listener for one event': () => {
      const emitter = new EventEmitter()
      return () => {
        emitter.once('change', () => {})
        emitter.emit('change')
      }
    },
    'a promise of one event': () => {
      const emitter = new EventEmitter()
      return async () => {
        const changed = once(emitter, 'change')
        emitter.emit('change', 1)
        await changed
      }
    },
    'a promise of one event, aborted': () => {
      const emitter = new EventEmitter()
      return async () => {
        const controller = new AbortController()
        const changed = once(emitter, 'change', { signal: controller.signal })
        controller.abort()
        await changed.catch(() => {})
      }
    },
    'events iterated until abort': () => {
      const emitter = new EventEmitter()
      return async () => {
        const controller = new AbortController()
        const events = on(emitter, 'change', { signal: controller.signal })
        emitter.emit('change', 1)
        try {
          for await (const _event of events) controller.abort()
        } catch (error) {
          if (error.name !== 'AbortError') throw error
        }
      }
    },
  },
}
