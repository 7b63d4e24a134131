import type { Scenario } from 'leaklab'

export default {
  title: 'Symbol registry',
  ask: 'A program creates a symbol for each user and drops it at once. Is the symbol collected?',
  learn:
    'Symbol.for() adds its name to a registry of the whole program, and V8 never removes it: one name for each user is a leak that cannot be cleaned up. A symbol from Symbol() is collected like an object. Use Symbol.for() only with a fixed set of names.',

  leaks: {
    'Symbol.for()': () => {
      let id = 0
      return () => {
        const user = Symbol.for(`user ${id++}`)
        return user.description
      }
    },
  },
  collects: {
    'Symbol()': lab => {
      let id = 0
      return () => {
        const user = lab.watch(Symbol(`user ${id++}`))
        return user.description
      }
    },
  },

  lesson: {
    variant: 'Symbol.for()',
    against: 'Symbol()',
    because: 'its name stays in a registry of the whole program',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no variable has the symbol after the step',
        answer:
          'No variable is needed: Symbol.for() must find the symbol again, so the engine keeps its name.',
      },
      'growth-is-leak': {
        because: 'creating a symbol for each user makes the heap go up',
        answer:
          'Symbol() creates as many, and they are collected. The registry of Symbol.for() makes the difference.',
      },
      'small-is-small': {
        because: 'a symbol is only a number for the engine',
        answer: 'It is an object with a name. Kept for each user, they add up without bound.',
      },
    },
    highlight: ['Symbol.for('],
  },
} satisfies Scenario
