import { createContext, runInContext } from 'node:vm'
import type { Scenario } from 'leaklab'

class Sandbox {
  user = 'guest'
}

export default {
  title: 'VM context',
  ask: 'One tiny function made in a vm context is kept. What else stays?',
  learn:
    'The context does: a world of built-ins of its own, some 150 kB, and every function or object made in it leads to its global object. One that is kept keeps all. Use one context for many scripts, or take plain values out of it: a number leads nowhere.',

  leaks: {
    'a context for every rule': lab => {
      const kept = new Set<unknown>()
      return () => {
        const sandbox = createContext(lab.watch(new Sandbox()))
        kept.add(runInContext('() => 42', sandbox))
      }
    },
  },
  plateaus: {
    'one context, the newest rule kept': lab => {
      const kept = new Set<unknown>()
      const sandbox = createContext(lab.watch(new Sandbox()))
      return () => {
        kept.clear()
        kept.add(runInContext('() => 42', sandbox))
      }
    },
  },
  collects: {
    'a context for every rule, its answer kept': lab => {
      const kept = new Set<unknown>()
      return () => {
        const sandbox = createContext(lab.watch(new Sandbox()))
        kept.add(runInContext('(() => 42)()', sandbox))
      }
    },
  },
} satisfies Scenario
