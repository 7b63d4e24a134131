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
  ask: 'A request sets a timer whose callback uses nothing of the request. Is the request context collected?',
  learn:
    'A timer keeps the AsyncLocalStorage store that was current when it was set, even if its callback never reads it. A suspended await and a function from AsyncLocalStorage.bind() do the same. Start work that outlives the request outside of its context, with exit(), or stop it when the request ends.',

  leaks: {
    'one timer for each request': lab => {
      const storage = new AsyncLocalStorage<RequestContext>()
      return () => {
        storage.run(lab.watch(new RequestContext()), () => {
          setTimeout(ping, hour).unref()
        })
      }
    },
    'each poll starts inside the previous poll': lab => {
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
    'timer cleared when the request ends': lab => {
      const storage = new AsyncLocalStorage<RequestContext>()
      return () => {
        storage.run(lab.watch(new RequestContext()), () => {
          const timer = setTimeout(ping, hour).unref()
          clearTimeout(timer)
        })
      }
    },
    'each poll starts outside the previous poll': lab => {
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

  except: {
    'each poll starts outside the previous poll': {
      deno: { leaks: 'in Deno, AsyncLocalStorage.bind() inside exit() binds the store that exit() left' },
    },
  },

  lesson: {
    variant: 'one timer for each request',
    against: 'timer cleared when the request ends',
    because: 'a timer keeps the store that was current when it was set',
    beliefs: {
      'closure-keeps-only-mentioned': {
        because: 'the callback mentions no request, so it keeps nothing of it',
        answer:
          'The callback keeps nothing of the request, but the timer does: Node saves the current store with it, to restore it for the callback.',
      },
      'null-frees': {
        because: 'the only reference ends when storage.run() returns',
        answer:
          'It is not the only one: a timer that was set inside run() references the store too, until it fires or is cleared.',
      },
      'pending-lives-forever': {
        because: 'no pending timer can be freed before it fires',
        answer:
          'Calling clearTimeout() frees it earlier: in the fixed variant the timer is cleared, and the context is collected.',
      },
    },
    highlight: ['storage.run(lab.watch(new RequestContext())', 'setTimeout(ping, hour)'],
  },
} satisfies Scenario
