import { createContext, runInContext } from 'node:vm'
import type { Scenario } from 'leaklab'

class Sandbox {
  user = 'guest'
}

export default {
  title: 'Vm context',
  ask: 'One tiny function made in a vm context is kept. What else stays?',
  learn:
    'The context does: a world of built-ins of its own, some 150 kB, and every function or object made in it leads to its global object. One that is kept keeps all. Use one context for many scripts, and take plain values out of it.',

  leaks: {
    'a context for every rule': lab => {
      const rules: unknown[] = []
      return () => {
        const sandbox = createContext(lab.watch(new Sandbox()))
        rules.push(runInContext('() => 42', sandbox))
      }
    },
  },
  plateaus: {
    'one context, the newest rule kept': lab => {
      const rules: unknown[] = []
      const sandbox = createContext(lab.watch(new Sandbox()))
      return () => {
        rules[0] = runInContext('() => 42', sandbox)
      }
    },
  },
} satisfies Scenario
