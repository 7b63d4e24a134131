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
} satisfies Scenario
