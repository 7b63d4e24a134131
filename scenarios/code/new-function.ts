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

  lesson: {
    variant: 'a function for each of 50 price bands',
    against: 'a function for every price',
    because: 'there are only 50 different source texts',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'the Map drops filters that are not used again',
        answer:
          'A Map drops nothing by itself. It stops growing because every text is in it after the first 50.',
      },
      'growth-is-leak': {
        because: 'each price compiles a new function',
        answer:
          'Only a new text is compiled. After the first 50 has() finds each text, so no function is added.',
      },
      'memory-comes-down': {
        because: 'the compiled filters are never freed',
        answer:
          'They need not be: 50 functions stay, and their number does not grow. A leak is growth without bound, not memory that stays.',
      },
    },
    highlight: ['price++ % 50', 'if (!filters.has(source))'],
  },
} satisfies Scenario
