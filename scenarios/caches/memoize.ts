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
  ask: 'A function remembers its result for every invoice it was asked about. Who forgets the invoices?',
  learn:
    'To memoize is to keep a cache without a bound, keys and results. When the arguments are objects, a WeakMap remembers as long as somebody has the argument, which is as long as somebody can ask again. When they are strings, bound it: often the last call is all that is asked for.',

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
} satisfies Scenario
