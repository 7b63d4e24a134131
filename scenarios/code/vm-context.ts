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
    because: 'a function keeps the global object that it was made in',
    beliefs: {
      'small-is-small': {
        because: 'a function that returns 42 takes only a few bytes',
        answer:
          'The function is small, but it references its context, and that has all built-ins of its own.',
      },
      'closure-keeps-only-mentioned': {
        because: 'the function mentions nothing of its context',
        answer: 'Every function references the context it was made in, whatever it mentions.',
      },
      'unmentioned-is-unreachable': {
        because: 'no variable has the sandbox after the step',
        answer: 'No variable has it, but the kept function has, and the Set has the function.',
      },
    },
    highlight: ['createContext(lab.watch(new Sandbox()))', 'kept.add('],
  },
} satisfies Scenario
