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
    because: 'the Map keeps each key and an empty WeakRef',
    beliefs: {
      'weak-ref-cleans-entry': {
        because: 'an empty WeakRef removes itself from the Map',
        answer:
          'A WeakRef does not know what holds it. Its target goes, and the Map keeps the key and the empty WeakRef until delete() is called.',
      },
      'flat-means-no-leak': {
        because: 'all sessions are collected, so nothing is left over',
        answer:
          'The sessions go, but an entry remains for each: a key and an empty WeakRef. That is small, and it grows without bound.',
      },
      'small-is-small': {
        because: 'a number and a WeakRef take no memory on the heap',
        answer:
          'Each entry takes some bytes of the heap, and the Map gets one more for every session, so the sum has no limit.',
      },
    },
    highlight: ['new Map<number, WeakRef<Session>>()', 'cache.set(id++, new WeakRef(session))'],
  },
} satisfies Scenario
