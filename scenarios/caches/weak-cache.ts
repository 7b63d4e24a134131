import type { Scenario } from 'leaklab'

class Session {
  payload = new Array(100).fill(0)
}

/** The key may have been set again, so only an empty WeakRef is deleted. */
function forget(cache: Map<number, WeakRef<Session>>, id: number): void {
  if (cache.get(id)?.deref() === undefined) cache.delete(id)
}

export default {
  title: 'Weak cache',
  ask: 'A Map holds sessions only through WeakRefs, and the sessions are collected. Does the Map level off?',
  learn:
    'A WeakRef lets its target be collected, but the Map keeps the key and the empty WeakRef: a small leak for each session. Delete the key in a finalization callback, but only if it has not been set again. If an object can serve as the key, use a WeakMap, which needs no cleanup.',

  leaks: {
    'keys never deleted': lab => {
      const cache = new Map<number, WeakRef<Session>>()
      let id = 0
      return () => {
        const session = lab.watch(new Session())
        cache.set(id++, new WeakRef(session))
      }
    },
  },
  collects: {
    'keys deleted by a FinalizationRegistry': lab => {
      const cache = new Map<number, WeakRef<Session>>()
      const registry = new FinalizationRegistry<number>(id => forget(cache, id))
      let id = 0
      return () => {
        const session = lab.watch(new Session())
        registry.register(session, id)
        cache.set(id++, new WeakRef(session))
      }
    },
    'WeakMap keyed by the object': lab => {
      const cache = new WeakMap<object, Session>()
      return () => {
        const user = {}
        cache.set(user, lab.watch(new Session()))
      }
    },
  },

  lesson: {
    variant: 'keys never deleted',
    against: 'keys deleted by a FinalizationRegistry',
    because: 'the Map keeps each key with its empty WeakRef',
    beliefs: {
      'weak-ref-cleans-entry': {
        because: 'an empty WeakRef is removed from the Map with its key',
        answer: 'Nothing tells the Map that a target is gone. The entry stays until delete() is called.',
      },
      'small-is-small': {
        because: 'a number and a WeakRef are too small to count',
        answer: 'They are small, but there is one pair for each session that ever was, without bound.',
      },
      'flat-means-no-leak': {
        because: 'all sessions are collected, so nothing is left',
        answer: 'The sessions are collected, as the counters show. What grows is the Map itself.',
      },
    },
    highlight: ['cache.set(id++, new WeakRef(session))'],
  },
} satisfies Scenario
