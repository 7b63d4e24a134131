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

  except: {
    'Symbol.for()': {
      bun: { collects: 'JavaScriptCore drops a registered symbol that nothing references any more' },
    },
  },

  lesson: {
    variant: 'Symbol.for()',
    against: 'Symbol()',
    because: 'the registry of Symbol.for() never drops a name',
    beliefs: {
      'null-frees': {
        because: '`user` was the only reference to the symbol',
        answer:
          'The registry has one too, so that the next Symbol.for() with this name returns the same symbol.',
      },
      'weak-map-is-weak-cache': {
        because: 'the registry holds its symbols weakly',
        answer:
          'V8 holds them strongly: a symbol that was created by Symbol.for() stays until the program ends.',
      },
      'small-is-small': {
        because: 'a symbol is a small value, not an object on the heap',
        answer:
          'A symbol and its name are on the heap too. One is small, but one for each user has no limit.',
      },
    },
    highlight: ['Symbol.for('],
  },
} satisfies Scenario
