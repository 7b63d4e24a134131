import { EventEmitter } from 'node:events'
import type { Scenario } from 'leaklab'

class Session {
  payload = new Array(100).fill(0)
}

const limit = 50

export default {
  title: 'Strong cache',
  ask: 'A Map stores the session of each user who logs in. Are sessions collected after logout?',
  learn:
    'A Map keeps every value until its key is deleted. A cache therefore needs a rule that deletes: an event such as logout, a maximum size, or weak references. With a maximum size, evict the least recently used entry; first in, first out also evicts entries that are used all the time.',

  leaks: {
    'unbounded Map': lab => {
      const users = new EventEmitter()
      const cache = new Map<number, Session>()
      let id = 0
      return () => {
        cache.set(++id, lab.watch(new Session()))
        users.emit('logout', id)
      }
    },
  },
  plateaus: {
    'least recently used, 50 entries': lab => {
      const cache = new Map<number, Session>()
      const open = (id: number) => {
        const session = cache.get(id) ?? lab.watch(new Session())
        // A Map iterates in insertion order: this moves the session to the end.
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
      const users = new EventEmitter()
      const cache = new Map<number, Session>()
      users.on('logout', (id: number) => cache.delete(id))
      let id = 0
      return () => {
        cache.set(++id, lab.watch(new Session()))
        users.emit('logout', id)
      }
    },
  },

  lesson: {
    variant: 'unbounded Map',
    against: 'deleted on logout',
    because: 'a Map keeps its values until they are deleted',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no code uses a session again after its logout',
        answer:
          'That no code uses it does not matter: the collector asks only whether it can be reached, and it can, through the Map.',
      },
      'weak-map-is-weak-cache': {
        because: 'a cache drops old entries when memory gets scarce',
        answer: 'A Map has no rule of its own that drops entries, however scarce memory gets.',
      },
      'growth-is-leak': {
        because: 'each iteration creates a new object on the heap',
        answer:
          'Creating objects is no leak: the fixed variant creates as many, and its memory stays level. What matters is what still references them.',
      },
    },
    highlight: ['cache.set(++id, lab.watch(new Session()))', "users.emit('logout', id)"],
  },
} satisfies Scenario
