import type { Scenario } from 'leaklab'

class Session {
  payload = new Array(100).fill(0)
}

/** The key may have been set again since: only an empty reference is ours to delete. */
function forget(cache: Map<number, WeakRef<Session>>, id: number): void {
  if (cache.get(id)?.deref() === undefined) cache.delete(id)
}

export default {
  title: 'Weak cache',
  ask: 'A Map holds its sessions through WeakRefs. The sessions go. Does everything go?',
  learn:
    'A WeakRef lets go of its target, but the Map keeps the key and the empty WeakRef: a small leak that looks like none. Delete the key when the session is collected, and only if it still holds that same session. Where an object can be the key, a WeakMap needs no cleaning at all.',

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
} satisfies Scenario
