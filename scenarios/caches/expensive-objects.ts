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
    because: 'the WeakRefs in the cache do not keep the reports alive',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a weak cache drops reports only when memory is needed',
        answer:
          'A WeakRef does not wait for that: any collection may take a report that nothing references strongly, however much memory is free.',
      },
      'death-is-immediate': {
        because: 'a report is collected as soon as read() returns',
        answer:
          'Nothing happens at that moment. The report stays until a collection runs, and until then the cache can still return it.',
      },
      'weak-ref-cleans-entry': {
        because: 'each WeakRef deletes its entry, and so frees the report',
        answer:
          'A WeakRef deletes nothing; it is only empty after its report is collected. The entry is deleted later, by the registry.',
      },
    },
    highlight: ['new WeakValues()', 'read(lab, cache, ++id)'],
  },
} satisfies Scenario
