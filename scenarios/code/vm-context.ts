import { createContext, runInContext } from 'node:vm'
import type { Scenario } from 'leaklab'

class Sandbox {
  user = 'guest'
}

export default {
  title: 'Vm context',
  ask: 'One tiny function made in a vm context is kept. What else stays?',
  learn:
    'A context is a whole world of built-ins: some 150 kB. Every function made in it leads to its global object, and so keeps all of it. Take values out of a context, not functions or objects.',

  leaks: {
    'a function is kept': lab => {
      const rules: unknown[] = []
      return () => {
        const sandbox = createContext(lab.watch(new Sandbox()))
        rules.push(runInContext('() => 42', sandbox))
      }
    },
  },
  plateaus: {
    'only the newest function is kept': lab => {
      const rules: unknown[] = []
      return () => {
        const sandbox = createContext(lab.watch(new Sandbox()))
        rules[0] = runInContext('() => 42', sandbox)
      }
    },
  },
  collects: {
    'only the newest value is kept': lab => {
      const answers: unknown[] = []
      return () => {
        const sandbox = createContext(lab.watch(new Sandbox()))
        answers[0] = runInContext('(() => 42)()', sandbox)
      }
    },
  },
} satisfies Scenario
