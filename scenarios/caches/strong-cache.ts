import type { Scenario } from 'leaklab'

class Session {
  payload = new Array(100).fill(0)
}

const limit = 50

export default {
  title: 'Strong cache',
  ask: 'A Map remembers every session. Can a session ever be collected?',
  learn:
    'A Map retains its values. Whoever adds must also delete, bound, or hold weakly. A bound needs an order of eviction: least recently used keeps what is asked for, first in first out does not look, and evicting the newest, as popitem() of a Python dict does, keeps what nobody asks for any more.',

  leaks: {
    'unbounded Map': lab => {
      const cache = new Map<number, Session>()
      let id = 0
      return () => {
        cache.set(id++, lab.watch(new Session()))
      }
    },
  },
  plateaus: {
    'least recently used, 50 entries': lab => {
      const cache = new Map<number, Session>()
      const open = (id: number) => {
        const session = cache.get(id) ?? lab.watch(new Session())
        cache.delete(id)
        cache.set(id, session)
        if (cache.size > limit) cache.delete(cache.keys().next().value!)
      }
      let id = 0
      return () => {
        open(0)
        open(++id)
      }
    },
    'first in, first out, 50 entries': lab => {
      const cache = new Map<number, Session>()
      const open = (id: number) => {
        if (cache.has(id)) return
        cache.set(id, lab.watch(new Session()))
        if (cache.size > limit) cache.delete(cache.keys().next().value!)
      }
      let id = 0
      return () => {
        open(0)
        open(++id)
      }
    },
  },
  collects: {
    'deleted on logout': lab => {
      const cache = new Map<number, Session>()
      let id = 0
      return () => {
        cache.set(id, lab.watch(new Session()))
        cache.delete(id++)
      }
    },
  },
} satisfies Scenario
