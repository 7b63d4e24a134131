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
    variant: 'a function for every price',
    against: 'one function, the limit an argument',
    because: 'every price makes another source text to compile',
    beliefs: {
      'small-is-small': {
        because: 'a function of one line takes next to no memory',
        answer: 'A compiled function has a script, bytecode and feedback of its own: more than its text.',
      },
      'unmentioned-is-unreachable': {
        because: 'old filters are not called, so their code is thrown away',
        answer:
          'V8 may discard bytecode that is not used, but the function and its script stay: the Map has them.',
      },
      'growth-is-leak': {
        because: 'compiling code always makes heapUsed go up',
        answer:
          'Compiling costs memory once for each source. With one source for all prices memory stays level.',
      },
    },
    highlight: ['const source =', 'filters.set(source,'],
  },
} satisfies Scenario
