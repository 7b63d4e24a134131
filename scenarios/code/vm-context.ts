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

  lesson: {
    variant: 'a context for every rule',
    against: 'a context for every rule, its answer kept',
    because: 'a function keeps the context in which it was made',
    beliefs: {
      'small-is-small': {
        because: 'a function of a few characters keeps only a few bytes',
        answer:
          'The function itself is small, but it references the context in which it was made, with its global object and all built-ins.',
      },
      'closure-keeps-only-mentioned': {
        because: '`() => 42` mentions nothing, so it keeps nothing',
        answer:
          'Every function references the context in which it was made, whether its code mentions anything there or not.',
      },
      'null-frees': {
        because: '`sandbox` is local, and the context ends with it',
        answer:
          'The variable ends, but the function in `kept` leads to the context, and the context to its sandbox object.',
      },
    },
    highlight: ['createContext(lab.watch(new Sandbox()))', "kept.add(runInContext('() => 42', sandbox))"],
  },
} satisfies Scenario
