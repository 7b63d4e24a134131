import { AsyncLocalStorage } from 'node:async_hooks'
import type { Scenario } from 'leaklab'

class RequestContext {
  payload = new Array(50).fill(0)
}

class Span {
  parent: Span | undefined
  payload = new Array(50).fill(0)
  constructor(parent: Span | undefined) {
    this.parent = parent
  }
}

const hour = 3_600_000
const ping = () => {}

export default {
  title: 'Async local storage',
  ask: 'A timer is set inside a request, and its function names nothing of the request. What does the timer hold?',
  learn:
    'A timer remembers the context in which it was set, and so do an await and a function from AsyncLocalStorage.bind(): each holds the whole store, whether it asks for it or not. A plain function or the listener of an emitter does not. What outlives a request must be started outside of it, with exit(), or be stopped with it.',

  leaks: {
    'one timer for each request': lab => {
      const storage = new AsyncLocalStorage<RequestContext>()
      return () => {
        storage.run(lab.watch(new RequestContext()), () => {
          setTimeout(ping, hour).unref()
        })
      }
    },
    'each poll begins inside the poll before': lab => {
      const storage = new AsyncLocalStorage<Span>()
      const poll = () => {
        storage.run(lab.watch(new Span(storage.getStore())), () => {
          next = AsyncLocalStorage.bind(poll)
        })
      }
      let next = poll
      return () => next()
    },
  },
  collects: {
    'timer cleared with its request': lab => {
      const storage = new AsyncLocalStorage<RequestContext>()
      return () => {
        storage.run(lab.watch(new RequestContext()), () => {
          const timer = setTimeout(ping, hour).unref()
          clearTimeout(timer)
        })
      }
    },
    'each poll begins outside of the poll before': lab => {
      const storage = new AsyncLocalStorage<Span>()
      const poll = () => {
        storage.run(lab.watch(new Span(storage.getStore())), () => {
          next = storage.exit(() => AsyncLocalStorage.bind(poll))
        })
      }
      let next = poll
      return () => next()
    },
  },
} satisfies Scenario
