import type { Scenario } from 'leaklab'

type Filter = (price: number, limit: number) => boolean

const compile = (source: string) => new Function('price', 'limit', `return ${source}`) as Filter

export default {
  title: 'New function',
  ask: 'Compiled filters are cached by their source, which contains the price. Does the cache level off?',
  learn:
    'Each different source text compiles to a function with a script, bytecode and feedback of its own: more memory than the text. A cache of code is bounded only if the number of texts is. Keep values out of the source: compile once, and pass them as arguments.',

  leaks: {
    'a function for every price': lab => {
      const filters = new Map<string, Filter>()
      let price = 0
      return () => {
        const source = `price < ${price++}`
        if (!filters.has(source)) filters.set(source, lab.watch(compile(source), 'filter'))
      }
    },
  },
  plateaus: {
    'a function for each of 50 price bands': lab => {
      const filters = new Map<string, Filter>()
      let price = 0
      return () => {
        const source = `price < ${price++ % 50}`
        if (!filters.has(source)) filters.set(source, lab.watch(compile(source), 'filter'))
      }
    },
    'one function, the limit an argument': lab => {
      const filters = new Map<string, Filter>()
      return () => {
        const source = 'price < limit'
        if (!filters.has(source)) filters.set(source, lab.watch(compile(source), 'filter'))
      }
    },
  },
} satisfies Scenario
