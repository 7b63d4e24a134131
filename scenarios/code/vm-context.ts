import { createContext, runInContext } from 'node:vm'
import type { Scenario } from 'leaklab'

class Sandbox {
  user = 'guest'
}

export default {
  title: 'VM context',
  ask: 'One tiny function that was made in a vm context is kept. Is the context collected?',
  learn:
    'A function or object that was made in a vm context keeps the whole context, with its global object and about 150 kB of built-ins. Numbers and strings reference nothing. Use one context for many scripts, or return only plain values from it.',

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
