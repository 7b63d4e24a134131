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
    variant: 'WeakMap of the arguments',
    against: 'Map of all arguments',
    because: 'an entry keeps its result only as long as its invoice is in use',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'the WeakMap drops its results when memory gets scarce',
        answer:
          'It does not wait for that: once nothing else references an invoice, its entry can be collected at any time.',
      },
      'small-is-small': {
        because: 'a Total has only one number, and that is too small to count',
        answer:
          'The invoices are the keys, and they are large. In the Map of the leaking variant they all stay.',
      },
      'death-is-immediate': {
        because: 'an invoice is freed as soon as total() has returned',
        answer: 'It is unreachable then. It is freed by a later collection, and its entry with it.',
      },
    },
    highlight: ['new WeakMap<Invoice, Total>()', 'results.set(invoice, known)'],
  },
} satisfies Scenario
