import type { Lab, Scenario } from 'leaklab'

class Report {
  rows = new Array(200).fill(0)
}

class WeakValues {
  entries = new Map<number, WeakRef<Report>>()
  registry = new FinalizationRegistry<number>(id => {
    if (this.get(id) === undefined) this.entries.delete(id)
  })
  get(id: number) {
    return this.entries.get(id)?.deref()
  }
  set(id: number, report: Report) {
    this.entries.set(id, new WeakRef(report))
    this.registry.register(report, id)
  }
}

/** Returns a report from the cache, or a new one. Notes the first three. */
const read = (lab: Lab, cache: Map<number, Report> | WeakValues, id: number) => {
  const known = cache.get(id)
  if (id < 3) lab.note(`report ${id}: ${known ? 'found in the cache' : 'computed'}`)
  const report = known ?? lab.watch(new Report())
  cache.set(id, report)
  return report
}

export default {
  title: 'Expensive objects',
  ask: 'A cache holds its reports only through WeakRefs. Is a report collected while it is still in the cache?',
  learn:
    'A WeakRef keeps nothing, so a cache of WeakRefs loses every report that nothing else references, even if there is enough memory, and it has to compute the report again. A Map of strong references keeps all of them forever. Combine the two: hold all reports weakly, and the newest few strongly in a ring.',

  leaks: {
    'strong values': lab => {
      const cache = new Map<number, Report>()
      let id = 0
      return () => {
        read(lab, cache, id)
        read(lab, cache, ++id)
      }
    },
  },
  plateaus: {
    'weak values and a ring of 8': lab => {
      const cache = new WeakValues()
      const ring: Report[] = []
      let id = 0
      return () => {
        read(lab, cache, id)
        ring[id % 8] = read(lab, cache, ++id)
      }
    },
  },
  collects: {
    'weak values': lab => {
      const cache = new WeakValues()
      let id = 0
      return () => {
        read(lab, cache, id)
        read(lab, cache, ++id)
      }
    },
  },

  lesson: {
    variant: 'weak values',
    against: 'strong values',
    because: 'a WeakRef keeps nothing, even where memory is plentiful',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a weak cache keeps its reports until memory gets scarce',
        answer:
          'V8 clears a WeakRef in the first collection that finds its target unreachable, however much memory is free.',
      },
      'weak-ref-cleans-entry': {
        because: 'the Map itself holds each report that was set in it',
        answer: 'The Map holds a WeakRef to each report, and a WeakRef does not keep its target.',
      },
      'pending-lives-forever': {
        because: 'a report is needed again, so it has to stay',
        answer: 'Whether it is needed later is not known. Only references count, and no strong one is left.',
      },
    },
    highlight: ['read(lab, cache, id)', 'read(lab, cache, ++id)'],
  },
} satisfies Scenario
