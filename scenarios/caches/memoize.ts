import type { Scenario } from 'leaklab'

class Invoice {
  lines = new Array(50).fill(1)
}

class Total {
  sum: number
  constructor(invoice: Invoice) {
    this.sum = invoice.lines.reduce((sum, line) => sum + line, 0)
  }
}

export default {
  title: 'Memoize',
  ask: 'A function memoizes its result for each invoice. Are invoices collected when nothing else uses them?',
  learn:
    'A memoized function has a cache, and without a limit that cache keeps every argument and every result. If the arguments are objects, use a WeakMap: it keeps a result only while its argument is in use. If they are strings or numbers, limit the cache; often the last call is enough.',

  leaks: {
    'Map of all arguments': lab => {
      const results = new Map<Invoice, Total>()
      const total = (invoice: Invoice) => {
        const known = results.get(invoice) ?? new Total(invoice)
        results.set(invoice, known)
        return known
      }
      return () => total(lab.watch(new Invoice()))
    },
  },
  plateaus: {
    'only the last call': lab => {
      const results = new Map<Invoice, Total>()
      const total = (invoice: Invoice) => {
        const known = results.get(invoice) ?? new Total(invoice)
        results.clear()
        results.set(invoice, known)
        return known
      }
      return () => total(lab.watch(new Invoice()))
    },
  },
  collects: {
    'WeakMap of the arguments': lab => {
      const results = new WeakMap<Invoice, Total>()
      const total = (invoice: Invoice) => {
        const known = results.get(invoice) ?? new Total(invoice)
        results.set(invoice, known)
        return known
      }
      return () => total(lab.watch(new Invoice()))
    },
  },

  lesson: {
    variant: 'Map of all arguments',
    against: 'WeakMap of the arguments',
    because: 'the invoices themselves are the keys of the Map',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'nobody asks for the total of an old invoice again',
        answer:
          'That nobody asks is not what the collector looks at: the Map of results still reaches each invoice.',
      },
      'weak-map-is-weak-cache': {
        because: 'a cache of results gives up old ones by itself',
        answer: 'A Map gives up nothing by itself. It has no limit unless code deletes entries.',
      },
      'closure-keeps-only-mentioned': {
        because: 'total keeps only the numbers that it has computed',
        answer: 'The keys of the Map are the invoices themselves, so they stay with their results.',
      },
    },
    highlight: ['results.set(invoice, known)', 'total(lab.watch(new Invoice()))'],
  },
} satisfies Scenario
