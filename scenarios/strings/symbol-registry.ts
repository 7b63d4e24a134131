import type { Scenario } from 'leaklab'

export default {
  title: 'Symbol registry',
  ask: 'Each step makes a symbol and forgets it at once. Does it matter how the symbol was made?',
  learn:
    'Symbol.for() enters its name into a registry of the whole program, and V8 never takes one out: a name for each user is a leak that nobody can clean up. Symbol() belongs to whoever has it. That is why a WeakMap takes a Symbol() as a key, and refuses a Symbol.for().',

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
} satisfies Scenario
