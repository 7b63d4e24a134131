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
    because: 'a WeakMap does not keep its keys',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a WeakMap drops old results when memory gets scarce',
        answer:
          'A WeakMap does not depend on memory. An entry can go when nothing else references its invoice, even if there is memory enough.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code mentions an invoice after the call',
        answer:
          'With a Map no code mentions them either, and all of them stay. Here they go because the WeakMap does not keep its keys.',
      },
      'growth-is-leak': {
        because: 'an entry is added for each invoice and never deleted',
        answer:
          'No code deletes it, but an entry of a WeakMap goes together with its key, and nothing else references the invoice.',
      },
    },
    highlight: ['new WeakMap<Invoice, Total>()', 'results.set(invoice, known)'],
  },
} satisfies Scenario
